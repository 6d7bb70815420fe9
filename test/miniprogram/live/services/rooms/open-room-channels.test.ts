import { FRIDAY_NOON_MS } from '../../../../helpers/app/a-clock'
import { aWeChat, fails, settle } from '../../../../helpers/app/a-wechat'
import type { WeChat } from '../../../../helpers/app/a-wechat'
import { OTHER, SPH } from '../../../../helpers/app/channels'

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
