import { ROOM_LIST_KINDS } from '../../../../../miniprogram/live/domain/live-status-code'
import type { Room } from '../../../../../miniprogram/live/domain/room'
import type { FinderUserName, RoomId } from '../../../../../miniprogram/live/domain/room-id'
import { freshness } from '../../../../helpers/app/a-back-end'
import { aWeChat } from '../../../../helpers/app/a-wechat'
import type { WeChat } from '../../../../helpers/app/a-wechat'
import { aRoom } from '../../../../helpers/app/builders'
import { OTHER, SPH } from '../../../../helpers/app/channels'

let weChat: WeChat
let requests: string[]
/** What the back end says to a list; null: it is down. */
let reply: object | null

beforeEach(() => {
  weChat = aWeChat()
  weChat.start()
  requests = []
  reply = null
  Object.assign(weChat.parts, {
    request: (asked: {
      url: string
      success: (reply: object) => void
      fail: (cause: object) => void
    }) => {
      requests.push(asked.url.split('/api/v1')[1] ?? '')
      if (reply === null) asked.fail({})
      else asked.success({ statusCode: 200, data: reply })
    },
  })
})

const aList = (channelsAccounts: readonly FinderUserName[]) => ({
  ...freshness,
  counts: { live: 0, upcoming: 0, replay: 0 },
  rooms: [],
  nextCursor: null,
  channelsAccounts,
})

const aFullPage = {
  ...aList([SPH]),
  counts: { live: 1, upcoming: 2, replay: 3 },
  rooms: [aRoom({ hasReplay: true })],
  nextCursor: 'c1',
}

describe('with the live component', () => {
  const load = () => import('../../../../../miniprogram/live/services/rooms/room-providers')

  it('a number is entered by itself, an account by a tap', async () => {
    const { liveRoom } = await load()
    expect(liveRoom(7)).toMatchObject({ entersWithoutTap: true, entersFromAnyPage: false })
    expect(liveRoom(SPH)).toMatchObject({ entersWithoutTap: false, entersFromAnyPage: true })
  })

  it('every room and every page is offered, and none needs an heir', async () => {
    const { isAvailable, availableRooms, findReplacementRoom } = await load()
    for (const listKind of ROOM_LIST_KINDS)
      expect(availableRooms(aFullPage, listKind)).toEqual(aFullPage)
    expect([aRoom(), aRoom({ roomId: SPH }), aRoom({ hasReplay: true })].map(isAvailable)).toEqual([
      true,
      true,
      true,
    ])
    expect(await findReplacementRoom(7, null)).toBeNull()
    expect(await findReplacementRoom(SPH, aRoom())).toBeNull()
    expect(requests).toEqual([])
  })
})

describe('in the channels flavour', () => {
  const load = () =>
    import('../../../../../miniprogram/live/services/rooms/room-providers.channels')

  async function heirOf(roomId: RoomId, room: Room | null) {
    return (await load()).findReplacementRoom(roomId, room)
  }

  async function name(...accounts: FinderUserName[]) {
    const { setChannelsAccounts } =
      await import('../../../../../miniprogram/live/services/wechat/channels-accounts')
    setChannelsAccounts(accounts)
  }

  it('a number is what the back end knows of it, and is not entered', async () => {
    const { liveRoom } = await load()
    expect(liveRoom(7)).toMatchObject({ entersWithoutTap: false, entersFromAnyPage: false })
    expect(await liveRoom(7).enter({})).toMatchObject({ kind: 'failed' })
    expect(liveRoom(SPH)).toMatchObject({ entersFromAnyPage: true })
  })

  it.each([
    ['a room', aRoom(), false],
    ['a room with a replay', aRoom({ hasReplay: true }), true],
    ['an account', aRoom({ roomId: SPH }), true],
  ])('%s is offered: %p', async (_name, room, offered) => {
    expect((await load()).isAvailable(room)).toBe(offered)
  })

  it.each([
    ['live', [], null],
    ['upcoming', [], null],
    ['replay', aFullPage.rooms, 'c1'],
  ] as const)(
    'of the shelf %s is offered what can be watched',
    async (listKind, rooms, nextCursor) => {
      const { availableRooms } = await load()
      const counts = { live: 0, upcoming: 0, replay: 3 }
      expect(availableRooms(aFullPage, listKind)).toEqual({
        ...aFullPage,
        counts,
        rooms,
        nextCursor,
      })
    },
  )

  describe('an old link', () => {
    it.each([
      ['to an account', SPH, null],
      ['to a replay', 7, aRoom({ hasReplay: true })],
    ] as const)('%s leads where it always led', async (_name, roomId, room) => {
      await name(OTHER)
      expect(await heirOf(roomId, room)).toBeNull()
      expect(requests).toEqual([])
    })

    it.each([
      ['gone', null],
      ['without a replay', aRoom()],
    ])('to a room that is %s leads to the first account', async (_name, room) => {
      await name(SPH, OTHER)
      expect(await heirOf(7, room)).toBe(SPH)
      expect(requests).toEqual([])
    })

    it('passes over an account that WeChat refuses', async () => {
      await name(SPH, OTHER)
      const channels =
        await import('../../../../../miniprogram/live/services/wechat/channels-client')
      jest.spyOn(channels, 'isRefused').mockImplementation((one) => one === SPH)
      expect(await heirOf(7, null)).toBe(OTHER)
    })

    it('on a first visit asks the back end who that is', async () => {
      reply = aList([OTHER, SPH])
      expect(await heirOf(7, null)).toBe(OTHER)
      expect(requests).toEqual(['/rooms?status=live'])
      const { channelsAccounts } =
        await import('../../../../../miniprogram/live/services/wechat/channels-accounts')
      expect(channelsAccounts()).toEqual([OTHER, SPH])
    })

    it('leads nowhere else where nobody knows one', async () => {
      reply = aList([])
      expect(await heirOf(7, null)).toBeNull()
      reply = null
      expect(await heirOf(7, null)).toBeNull()
    })
  })
})
