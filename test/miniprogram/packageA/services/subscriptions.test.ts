import type { RoomId } from '../../../../miniprogram/live/domain/room-id'
import { aWeChat, ok, settle } from '../../../helpers/app/a-wechat'
import type { WeChat } from '../../../helpers/app/a-wechat'
import { FRIDAY_NOON_MS } from '../../../helpers/app/a-clock'
import { anInfo, aNotice, OTHER, SPH } from '../../../helpers/app/channels'
import { installRequirePlugin } from '../../../helpers/app/globals'

const UNAVAILABLE = '直播组件暂时打不开，请稍后再试'

let weChat: WeChat
let marked: [roomId: RoomId, isReminded: boolean][]
let page: { data: { pluginText: string }; setData: (changes: object) => void }
let seen: (roomIds: readonly RoomId[]) => void

beforeEach(async () => {
  jest.useFakeTimers({ now: FRIDAY_NOON_MS, doNotFake: ['nextTick', 'queueMicrotask'] })
  weChat = aWeChat()
  Object.assign(weChat.parts, { onThemeChange: () => undefined, offThemeChange: () => undefined })
  weChat.endings.getChannelsLiveInfo = () => ok(anInfo({ status: 3 }))
  weChat.endings.getChannelsLiveNoticeInfo = () => ok(aNotice())
  weChat.start()
  marked = []
  page = {
    data: { pluginText: '' },
    setData: (changes) => void Object.assign(page.data, changes),
  }
  const { trackSubscriptions, SMALL } =
    await import('../../../../miniprogram/packageA/services/subscriptions')
  const watch = {
    isActive: () => true,
    markSubscribed: (...mark: (typeof marked)[number]) => void marked.push(mark),
  }
  // the only members that the tracker uses
  const marks = trackSubscriptions(page, watch as never, SMALL)
  seen = (roomIds) => marks.roomsVisible(roomIds)
  const { connectChannels } =
    await import('../../../../miniprogram/live/services/wechat/channels-client')
  const ask = await connectChannels()
  await Promise.all([ask?.(SPH), ask?.(OTHER)])
})

afterEach(() => jest.useRealTimers())

function installPlugin(plugin: object | null): void {
  installRequirePlugin(Object.assign(() => undefined, { async: () => Promise.resolve(plugin) }))
}

it('marks rooms of both kinds, each by its own source', async () => {
  installPlugin({ getSubscribeStatus: () => Promise.resolve({ is_subscribe: true }) })
  const { saveReservation } =
    await import('../../../../miniprogram/live/services/wechat/reservations')
  saveReservation('notice-1', true)
  seen([7, SPH])
  await settle()
  expect(new Map(marked)).toEqual(
    new Map<RoomId, boolean>([
      [7, true],
      [SPH, true],
    ]),
  )
  expect(page.data.pluginText).toBe('')
})

it('shows that the plugin is missing, and keeps it when an account appears', async () => {
  installPlugin(null)
  seen([7])
  await settle()
  expect(page.data.pluginText).toBe(UNAVAILABLE)
  seen([7, SPH, OTHER])
  await settle()
  expect(marked.map(([roomId]) => roomId)).toEqual([SPH, OTHER])
  expect(page.data.pluginText).toBe(UNAVAILABLE)
})

it('shows nothing if there are accounts only', async () => {
  installPlugin(null)
  seen([SPH])
  await settle()
  expect(page.data.pluginText).toBe('')
})

it('removes the message once the plugin is available', async () => {
  installPlugin(null)
  seen([7])
  await settle()
  installPlugin({ getSubscribeStatus: () => Promise.resolve({ is_subscribe: false }) })
  seen([7, 8])
  await settle()
  expect(page.data.pluginText).toBe('')
})
