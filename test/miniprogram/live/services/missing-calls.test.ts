import type { ChannelsLive } from '../../../../miniprogram/live/domain/channels'
import { aWeChat, fails, ok } from '../../../helpers/app/a-wechat'
import type { WeChat } from '../../../helpers/app/a-wechat'
import { anInfo, SPH } from '../../../helpers/app/channels'
import { installRequirePlugin, installWx } from '../../../helpers/app/globals'

/** A client whose base library is new, and which lacks a call all the same. */
let weChat: WeChat

function without(...names: readonly string[]) {
  weChat = aWeChat('3.8.0')
  weChat.endings.getChannelsLiveInfo = () => ok(anInfo({}))
  for (const name of names) Reflect.deleteProperty(weChat.parts, name)
  // WeChat answers by a table of its own, which may be wrong
  weChat.parts['canIUse'] = () => true
  weChat.start()
}

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] }))
afterEach(() => jest.useRealTimers())

const NOT_HERE = '当前微信不支持视频号直播'

async function aRoom() {
  const { channelsRoomOf } =
    await import('../../../../miniprogram/live/services/rooms/channels-room')
  return channelsRoomOf(SPH)
}

it('a Channels account says that this WeChat does not show it, not that the network is down', async () => {
  without('getChannelsLiveInfo')
  expect(await (await aRoom()).fetch()).toEqual({ kind: 'failed', message: NOT_HERE })
  expect(jest.getTimerCount()).toBe(0)
})

it('a tap into a broadcast says so too', async () => {
  without('openChannelsLive')
  expect(await (await aRoom()).enter({})).toMatchObject({ kind: 'failed', message: NOT_HERE })
})

it('a reservation is refused with the reason', async () => {
  without('reserveChannelsLive')
  const { channelsUnavailableMessage } =
    await import('../../../../miniprogram/live/services/wechat/channels-client')
  expect(channelsUnavailableMessage('reserveChannelsLive')).toBe(NOT_HERE)
  expect(channelsUnavailableMessage('openChannelsLive')).toBeNull()
})

it('an account is known without its notice', async () => {
  without('getChannelsLiveNoticeInfo')
  weChat.endings.getChannelsLiveInfo = () => ok(anInfo({ status: 3 }))
  const answer = (await aRoom()).fetch()
  await jest.advanceTimersByTimeAsync(4_000)
  expect(await answer).toMatchObject({ kind: 'fresh' })
  const { knownChannels } =
    await import('../../../../miniprogram/live/services/wechat/channels-client')
  expect(knownChannels(SPH)?.live).toMatchObject<Partial<ChannelsLive>>({ notices: [] })
})

it('nobody shared', async () => {
  without('getChannelsShareKey')
  const { getShareKey } =
    await import('../../../../miniprogram/live/services/wechat/channels-client')
  expect(await getShareKey()).toBeNull()
})

it('nothing is asked that the shopper has not agreed to', async () => {
  without()
  const { hasPrivacyConsent } = await import('../../../../miniprogram/packageA/services/privacy')
  expect(await hasPrivacyConsent()).toBe(false)
})

it('buttons keep their colours where the client tells of no change', async () => {
  without()
  installRequirePlugin(() => undefined)
  const { trackSubscriptions, SMALL } =
    await import('../../../../miniprogram/packageA/services/subscriptions')
  const { watchRooms } = await import('../../../../miniprogram/live/services/rooms/room-watcher')
  const page = { data: { pluginText: '' as const }, setData: () => undefined }
  const watch = watchRooms(() => undefined)
  expect(() => {
    trackSubscriptions(page, watch, SMALL).stop()
  }).not.toThrow()
  watch.pause()
})

it('the app starts by the older calls', async () => {
  without('getAppBaseInfo', 'getDeviceInfo', 'getMenuButtonBoundingClientRect')
  const platform = await import('../../../../miniprogram/live/services/phone/platform')
  expect([platform.hasBaseLibrary('3.8.1'), platform.isPhone(), platform.isTrialVersion()]).toEqual(
    [false, true, false],
  )
  expect(platform.navSpace()).toEqual({ topPx: 24, heightPx: 32 })
})

it('an update is offered by hand', async () => {
  without()
  Object.assign(weChat.parts, { getSystemInfoSync: () => ({ SDKVersion: '2.8.0' }) })
  const { upgradeView } = await import('../../../../miniprogram/live/services/phone/upgrade')
  expect(upgradeView('live')).toMatchObject({ updateText: '' })
})

it.each([
  [
    'throws',
    () => {
      throw new Error('url not in domain list')
    },
  ],
  ['answers nothing', ({ success }: { success: (reply?: unknown) => void }) => success()],
  [
    'answers within the call',
    ({ success }: { success: (reply: unknown) => void }) => success({ statusCode: 503, data: {} }),
  ],
])('a request that %s is answered', async (_, request) => {
  without()
  installWx({ ...weChat.parts, request })
  const { fetchStorefront } = await import('../../../../miniprogram/live/services/backend/client')
  expect(await fetchStorefront()).toMatchObject({ kind: 'failed' })
})

it('a refusal is still told from a call that is not there', async () => {
  without()
  weChat.endings.openChannelsLive = () => fails({ errMsg: 'openChannelsLive:fail' })
  expect(await (await aRoom()).enter({})).toMatchObject({ message: '直播间暂时打不开，请稍后再试' })
})
