import type { ChannelsNotice, ChannelsDestination } from '../../../shared/channels'
import { isOlder } from '../base-library'
import { requestChannels } from '../channels/requests'
import { showReservationDialog, STATES, waitOrCancel } from '../channels/reservation'
import { showChannels } from '../channels/show'
import type { Phone } from './phone'
import { asyncApi, type WxApi } from './wrap'

type Fields = Readonly<Record<string, unknown>>

/** Channels live. Plugins have none of these calls. @see wechat-live-contract C2 */
export function channelsApis(phone: Phone) {
  const lacks = (version: string) => isOlder(phone.device.baseLibrary, version)
  return {
    getChannelsLiveInfo: async ({ finderUserName, startTime, endTime }: Fields) => {
      phone.record('getChannelsLiveInfo', { finderUserName, startTime, endTime })
      const period = lacks('2.29.0') ? {} : { startTime, endTime }
      const info = await requestChannels<Fields>('live-info', { finderUserName, ...period })
      return lacks('2.29.0') ? without(info, 'replayStatus', 'otherInfos') : info
    },
    getChannelsLiveNoticeInfo: async ({ finderUserName }: Fields) => {
      phone.record('getChannelsLiveNoticeInfo', { finderUserName })
      const info = await requestChannels<Fields>('notice-info', { finderUserName })
      return lacks('2.24.6') ? without(info, 'otherInfos') : info
    },
    reserveChannelsLive: async ({ noticeId }: Fields) => {
      const notice = await requestChannels<ChannelsNotice>('notice', { noticeId })
      const state = (await waitOrCancel(phone.overlays, notice.delayMs))
        ? STATES.abandoned
        : await showReservationDialog(phone.overlays, notice)
      if (state === STATES.reserved || state === STATES.unreserved)
        await requestChannels('reserve', { noticeId, reserved: state === STATES.reserved })
      phone.record('reserveChannelsLive', { noticeId, state })
      if (state === STATES.liveAllowed) {
        const { finderUserName } = notice
        showChannels(phone, await requestChannels<ChannelsDestination>('place', { finderUserName }))
      }
      return { state }
    },
    getChannelsShareKey: (options: object) => {
      phone.record('getChannelsShareKey', options)
      if (!SHARE_SCENES.has(phone.enterOptions().scene)) throw new Error('scene not supported')
      if (!phone.device.channelsShare) throw new Error('no share information')
      return SHARE_KEY
    },
  }
}

const SHARE_SCENES: ReadonlySet<number> = new Set([1177, 1184, 1195, 1208])

const SHARE_KEY = {
  sharerOpenId: 'oSandboxSharer00000000000001',
  promoter: {
    finderNickname: '山海小铺推广员',
    promoterId: 'sandbox-promoter-1',
    promoterOpenId: 'oSandboxPromoter000000000001',
  },
}

/** Always returns undefined. Whether a tap handler is running is read first, before the call. */
export function openChannelsLive(phone: Phone): WxApi {
  return (given) => {
    const isTapped = phone.taps.isHandling
    const run = (options: Fields) => open(phone, options, isTapped)
    const onCallbackError = (error: unknown) => phone.events.emit('callbackError', error)
    const call = asyncApi('openChannelsLive', run, onCallbackError)
    call({ complete: () => undefined, ...(given as object | undefined) })
    return undefined
  }
}

async function open(phone: Phone, options: Fields, isTapped: boolean): Promise<void> {
  const { finderUserName, feedId, nonceId } = options
  phone.record('openChannelsLive', { finderUserName, feedId, nonceId, isTapped })
  // WeChat's text for similar calls
  if (!isTapped) throw new Error('can only be invoked by user TAP gesture.')
  if (isOlder(phone.device.baseLibrary, '2.19.2'))
    for (const name of ['feedId', 'nonceId'])
      if (typeof options[name] !== 'string' || options[name] === '')
        throw new Error(`parameter error: parameter.${name} should be String`)
  const place = await requestChannels<ChannelsDestination>('place', { finderUserName })
  const { navigationBarTitleText = '小程序' } = phone.packages.config.window ?? {}
  const { confirm } = await phone.overlays.modal({
    content: `“${navigationBarTitleText}”想要打开视频号“${place.nickname}”的直播`,
    confirmText: '允许',
  })
  if (!confirm) throw new Error('cancel')
  showChannels(phone, place)
}

function without(fields: Fields, ...names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))
}
