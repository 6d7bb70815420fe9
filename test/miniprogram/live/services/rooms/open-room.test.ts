import { aStorage, installPages, installWx } from '../../../../helpers/app/globals'
import { FRIDAY_NOON_MS } from '../../../../helpers/app/a-clock'
import { aWeChat, fails, settle } from '../../../../helpers/app/a-wechat'
import type { WeChat } from '../../../../helpers/app/a-wechat'
import { OTHER, SPH } from '../../../../helpers/app/channels'

let door: typeof import('../../../../../miniprogram/live/services/rooms/open-room')
let entry: typeof import('../../../../../miniprogram/live/services/entry/entry')
let opened: string[]
let showToast: jest.Mock

beforeEach(async () => {
  opened = []
  showToast = jest.fn()
  installPages([{}])
  installWx({
    ...aStorage().wx,
    navigateTo: ({ url, success }: { url: string; success: () => void }) => {
      opened.push(url)
      success()
    },
    showToast,
  })
  jest.resetModules()
  door = await import('../../../../../miniprogram/live/services/rooms/open-room')
  entry = await import('../../../../../miniprogram/live/services/entry/entry')
})

it.each([
  ['enter', '/packageA/pages/room/room?room_id=7&enter=1'],
  ['subscribe', '/packageA/pages/room/room?room_id=7'],
  ['goods', '/packageA/pages/room/room?room_id=7'],
  ['none', '/packageA/pages/room/room?room_id=7'],
  ['replay', '/packageA/pages/replay/replay?room_id=7'],
] as const)('follows %s to %s', async (action, url) => {
  await door.openRoom(7, action)
  expect(opened).toEqual([url])
})

it('hands on the parameters that the shopper came with', async () => {
  expect(door.attributionParams()).toEqual({})
  const query = { custom_params: '%7B%22pid%22%3A3%7D' }
  entry.recordEntry({ scene: 1037, path: 'pages/index/index', query })
  expect(door.attributionParams()).toEqual({ pid: 3 })
  await door.openRoom(7, 'enter')
  expect(opened[0]).toContain('custom_params=%7B%22pid%22%3A3%7D')
})

it('enters from afar by the doorway, which alone may open the live component', async () => {
  await door.enterRoom(7, { pid: 3 })
  expect(opened).toEqual([
    '/packageA/pages/room/room?room_id=7&enter=1&custom_params=%7B%22pid%22%3A3%7D',
  ])
})

it('says when a page did not open, and nothing when it did or a tap was one too many', async () => {
  await door.toastOnFailure(Promise.resolve({ kind: 'moved' }))
  await door.toastOnFailure(Promise.resolve({ kind: 'busy' }))
  expect(showToast).not.toHaveBeenCalled()
  await door.toastOnFailure(Promise.resolve({ kind: 'failed', message: '没有打开', cause: null }))
  expect(showToast).toHaveBeenCalledWith({ title: '没有打开', icon: 'none' })
})

describe('a room of a Channels account', () => {
  let weChat: WeChat
  let opened: string[]
  let door: typeof import('../../../../../miniprogram/live/services/rooms/open-room')

  beforeEach(async () => {
    jest.useFakeTimers({ now: FRIDAY_NOON_MS, doNotFake: ['nextTick', 'queueMicrotask'] })
    opened = []
    weChat = aWeChat()
    const open = ({ url, success }: { url: string; success: () => void }) => {
      opened.push(url)
      success()
    }
    Object.assign(weChat.parts, { navigateTo: open, redirectTo: open })
    weChat.start()
    door = await import('../../../../../miniprogram/live/services/rooms/open-room')
  })

  afterEach(() => jest.useRealTimers())

  describe('a tap on a card of an account', () => {
    it.each([
      ['a card', () => void door.openRoom(SPH, 'enter')],
      ['a card that a page hears of', () => openTapped()],
      ['a page of goods', () => void door.enterRoom(SPH, { pid: 3 })],
    ])('opens the broadcast before the tap is over, from %s', (_name, tap) => {
      tap()
      expect(weChat.calls).toEqual([['openChannelsLive', { finderUserName: SPH }]])
      expect(opened).toEqual([])
    })

    const openTapped = () => door.openTappedRoom({ detail: { roomId: SPH, action: 'enter' } })

    it.each([
      ['reserve', '/packageA/pages/room/room'],
      ['none', '/packageA/pages/room/room'],
      ['replay', '/packageA/pages/replay/replay'],
    ] as const)('that offers %s opens a page', async (action, path) => {
      await door.openRoom(SPH, action)
      expect(opened).toEqual([`${path}?room_id=${SPH}`])
      expect(weChat.calls).toEqual([])
    })

    it('is followed once, on whatever card the second tap was', async () => {
      await Promise.all([door.openRoom(SPH, 'enter'), door.openRoom(OTHER, 'enter')])
      await door.openRoom(SPH, 'replay')
      expect(weChat.namesCalled()).toEqual(['openChannelsLive'])
      expect(opened).toHaveLength(1)
      expect(weChat.toasts).toEqual([])
    })

    it('that the shopper takes back says nothing', async () => {
      weChat.endings.openChannelsLive = () => fails({ errMsg: 'openChannelsLive:fail cancel' })
      await door.openRoom(SPH, 'enter')
      expect(weChat.toasts).toEqual([])
    })

    it('that WeChat refuses says so', async () => {
      weChat.endings.openChannelsLive = () => fails({ errMsg: 'openChannelsLive:fail' })
      await door.openRoom(SPH, 'enter')
      expect(weChat.toasts).toEqual(['直播间暂时打不开，请稍后再试'])
    })
  })

  it('a page that is not there leads to the account that its link names', async () => {
    const { redirectMissingPage } =
      await import('../../../../../miniprogram/live/services/navigation/navigate')
    await redirectMissingPage({ scene: `r%3D${SPH}` })
    await settle()
    expect(opened).toEqual([`/packageA/pages/room/room?room_id=${SPH}`])
  })
})
