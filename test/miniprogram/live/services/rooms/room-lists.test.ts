import { homeJson, freshness } from '../../../../helpers/app/a-back-end'
import { FRIDAY_NOON_MS } from '../../../../helpers/app/a-clock'
import { aWeChat, fails, ok } from '../../../../helpers/app/a-wechat'
import type { WeChat } from '../../../../helpers/app/a-wechat'
import { aRoom } from '../../../../helpers/app/builders'
import { anInfo, aNotice, FRIDAY_NOON_SEC, OTHER, SPH } from '../../../../helpers/app/channels'

type Config = (typeof import('../../../../../miniprogram/config'))['config']

let weChat: WeChat
let shop: typeof import('../../../../../miniprogram/live/services/rooms/room-lists')
let requests: string[]
/** What the back end says; a number is a status without a body, 0 no answer at all. */
let reply: object | number

const PLUGIN_ROOM = { ...aRoom(), liveStatus: 101 }

beforeEach(async () => {
  jest.useFakeTimers({ now: FRIDAY_NOON_MS, doNotFake: ['nextTick', 'queueMicrotask'] })
  requests = []
  reply = homeJson()
  weChat = aWeChat()
  weChat.endings.getChannelsLiveInfo = () => ok(anInfo())
  await start()
})

afterEach(() => jest.useRealTimers())

async function start(over: Partial<Record<keyof Config, unknown>> = {}, flavour = 'plugin') {
  Object.assign(weChat.parts, {
    request: (asked: { url: string; success: (r: object) => void; fail: (c: object) => void }) => {
      requests.push(asked.url.split('/api/v1')[1] ?? '')
      if (typeof reply === 'object')
        asked.success({ statusCode: 200, data: reply, header: { ETag: '"one"' } })
      else if (reply === 0) asked.fail({})
      else asked.success({ statusCode: reply, data: '' })
    },
  })
  weChat.start()
  if (flavour === 'channels')
    jest.doMock('../../../../../miniprogram/live/services/rooms/room-providers', (): unknown =>
      jest.requireActual('../../../../../miniprogram/live/services/rooms/room-providers.channels'),
    )
  else jest.dontMock('../../../../../miniprogram/live/services/rooms/room-providers')
  const { config } = await import('../../../../../miniprogram/config')
  Object.assign(config, over)
  shop = await import('../../../../../miniprogram/live/services/rooms/room-lists')
}

async function within<T>(answer: Promise<T>, waitMs = 4_000): Promise<T> {
  await jest.advanceTimersByTimeAsync(waitMs)
  return answer
}

const home = () => within(shop.fetchShopStorefront())
const rooms = (listKind: 'live' | 'upcoming' | 'replay') =>
  within(shop.fetchShopRooms({ listKind }))

const aPage = (more: object = {}) => ({
  ...freshness,
  counts: { live: 1, upcoming: 0, replay: 0 },
  rooms: [PLUGIN_ROOM],
  nextCursor: null,
  channelsAccounts: [SPH],
  ...more,
})

describe('the shop without an account', () => {
  it('is the back end’s, and nothing is waited for', async () => {
    expect(await within(shop.fetchShopStorefront(), 0)).toMatchObject({
      kind: 'fresh',
      etag: '"one"',
      value: { live: [{ roomId: 1001 }] },
    })
    expect(weChat.calls).toEqual([])
    expect(shop.cachedShopStorefront()).toMatchObject({ kind: 'cached', etag: '"one"' })
  })

  it('fails as the back end does', async () => {
    reply = 0
    expect(await home()).toMatchObject({ kind: 'failed' })
    expect(shop.cachedShopStorefront()).toBeNull()
    reply = 404
    expect(await rooms('live')).toEqual({ kind: 'missing' })
    expect(shop.cachedShopRooms({ listKind: 'live' })).toBeNull()
  })
})

describe('the shop with accounts', () => {
  it('has both kinds in one list', async () => {
    reply = homeJson({ channelsAccounts: [SPH] })
    expect(await home()).toMatchObject({
      kind: 'fresh',
      stale: false,
      value: { live: [{ roomId: SPH }, { roomId: 1001 }] },
    })
    reply = aPage()
    expect(await rooms('live')).toMatchObject({
      value: { counts: { live: 2 }, rooms: [{ roomId: SPH }, { roomId: 1001 }] },
    })
    expect(requests).toEqual(['/home', '/rooms?status=live'])
  })

  it('goes by config.ts where the back end names none, and by the back end where it does', async () => {
    await start({ finderUserNames: [OTHER] })
    expect(await home()).toMatchObject({ value: { live: [{ roomId: OTHER }, { roomId: 1001 }] } })
    reply = homeJson({ channelsAccounts: [SPH] })
    expect(await home()).toMatchObject({ value: { live: [{ roomId: SPH }, { roomId: 1001 }] } })
  })

  it('remembers who was named when the back end is silent', async () => {
    reply = homeJson({ channelsAccounts: [SPH] })
    await home()
    await start()
    expect(shop.cachedShopStorefront()).toMatchObject({
      value: { live: [{ roomId: SPH }, { roomId: 1001 }] },
    })
    reply = 0
    expect(await home()).toMatchObject({
      kind: 'stored',
      value: { live: [{ roomId: SPH }, { roomId: 1001 }] },
    })
  })

  it('is shown without a back end that is down, and says that it is not all', async () => {
    await start({ finderUserNames: [SPH] })
    reply = 0
    expect(await home()).toEqual({
      kind: 'fresh',
      stale: true,
      etag: '',
      asOfSec: FRIDAY_NOON_SEC,
      value: expect.objectContaining({
        live: [expect.objectContaining({ roomId: SPH })],
        upcoming: [],
        replays: [],
        goods: [],
      }) as unknown,
    })
    expect(shop.cachedShopStorefront()).toMatchObject({
      kind: 'cached',
      value: { live: [{ roomId: SPH }] },
    })
    expect(await rooms('live')).toMatchObject({
      value: {
        counts: { live: 1, upcoming: 0, replay: 0 },
        rooms: [{ roomId: SPH }],
        nextCursor: null,
      },
    })
  })

  it('fails where WeChat says nothing either', async () => {
    await start({ finderUserNames: [SPH] })
    weChat.endings.getChannelsLiveInfo = () => fails({})
    reply = 0
    expect(await home()).toMatchObject({ kind: 'failed' })
    expect(shop.cachedShopStorefront()).toBeNull()
  })

  it('hides who has another subject', async () => {
    weChat.endings.getChannelsLiveInfo = (of) =>
      of === SPH ? fails({ errCode: 100008 }) : ok(anInfo())
    reply = homeJson({ channelsAccounts: [SPH, OTHER] })
    expect(await home()).toMatchObject({ value: { live: [{ roomId: OTHER }, { roomId: 1001 }] } })
    expect(weChat.warnings).toHaveLength(1)
    expect(weChat.toasts).toEqual([])
  })

  it('is another list once an account has moved to another shelf, and the same while it has not', async () => {
    reply = homeJson({ channelsAccounts: [SPH] })
    const etags = new Set<string>()
    const note = async () => {
      const answer = await home()
      if (answer.kind === 'fresh') etags.add(answer.etag)
      await jest.advanceTimersByTimeAsync(2 * 60_000)
    }
    await note()
    await note()
    expect(etags.size).toBe(1)
    weChat.endings.getChannelsLiveInfo = () => ok(anInfo({ status: 3 }))
    weChat.endings.getChannelsLiveNoticeInfo = () => ok(aNotice())
    await note()
    expect(etags.size).toBe(2)
  })

  it('has no name where the back end gave none', async () => {
    reply = homeJson({ channelsAccounts: [SPH] })
    Object.assign(weChat.parts, {
      request: ({ success }: { success: (r: object) => void }) =>
        success({ statusCode: 200, data: reply }),
    })
    expect(await home()).toMatchObject({ etag: '' })
  })
})

it('does not end a list whose next page did not come, although an account is known', async () => {
  reply = aPage({ nextCursor: 'c1' })
  await rooms('live')
  reply = 0
  const next = await within(shop.fetchShopRooms({ listKind: 'live', cursor: 'c1' }))
  expect(next).toMatchObject({ kind: 'failed' })
  expect(requests.at(-1)).toBe('/rooms?status=live&cursor=c1')
})

describe('a shop without a back end', () => {
  it('asks no server, and is all there is', async () => {
    await start({ apiBaseUrl: '', finderUserNames: [SPH] })
    expect(await home()).toMatchObject({
      kind: 'fresh',
      stale: false,
      value: { live: [{ roomId: SPH }] },
    })
    expect(await rooms('upcoming')).toMatchObject({
      kind: 'fresh',
      value: { rooms: [], counts: { live: 1 }, nextCursor: null },
    })
    expect(requests).toEqual([])
  })

  it('is empty, and no failure, where WeChat tells of nobody', async () => {
    await start({ apiBaseUrl: '', finderUserNames: [SPH] })
    weChat.endings.getChannelsLiveInfo = () => fails({ errCode: 1416104 })
    expect(await home()).toMatchObject({ kind: 'fresh', stale: false, value: { live: [] } })
  })
})

describe('the channels flavour', () => {
  it('offers what can be done with it: accounts, and replays of old', async () => {
    await start({}, 'channels')
    const replay = { ...PLUGIN_ROOM, roomId: 5, liveStatus: 103, hasReplay: true }
    const soon = { ...PLUGIN_ROOM, roomId: 6, liveStatus: 102 }
    reply = homeJson({ channelsAccounts: [SPH], upcoming: [soon], replays: [replay] })
    expect(await home()).toMatchObject({
      value: { live: [{ roomId: SPH }], upcoming: [], replays: [{ roomId: 5 }] },
    })
    const counts = { live: 1, upcoming: 2, replay: 3 }
    reply = aPage({ rooms: [replay], counts, nextCursor: 'c1' })
    expect(await rooms('replay')).toMatchObject({
      value: {
        rooms: [{ roomId: 5 }],
        counts: { live: 1, upcoming: 0, replay: 3 },
        nextCursor: 'c1',
      },
    })
    // nobody is led through pages of rooms that cannot be entered
    reply = aPage({ counts, nextCursor: 'c1' })
    expect(await rooms('live')).toMatchObject({
      value: { rooms: [{ roomId: SPH }], counts: { live: 1 }, nextCursor: null },
    })
  })
})
