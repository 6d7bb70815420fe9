import type { ChannelsNotice } from '../../../shared/channels'
import { createElement } from '../dom'
import type { Overlays } from '../overlays'

/** The values of `state` in the result of wx.reserveChannelsLive (contract C2). */
export const STATES = {
  liveRefused: 1,
  liveAllowed: 2,
  cancelled: 3,
  ended: 4,
  notReserved: 5,
  reserved: 6,
  unreserved: 7,
  kept: 8,
  abandoned: 9,
  expired: 10,
} as const

export type ReserveState = (typeof STATES)[keyof typeof STATES]

const OVER = {
  cancelled: { state: STATES.cancelled, text: '预告已取消' },
  ended: { state: STATES.ended, text: '直播已结束' },
  expired: { state: STATES.expired, text: '预约已过期' },
} as const

/** WeChat's dialog for a notice. Its content depends on the state of the broadcast. */
export async function showReservationDialog(
  overlays: Overlays,
  notice: ChannelsNotice,
): Promise<ReserveState> {
  const { phase, nickname, reserved } = notice
  switch (phase) {
    case 'live': {
      const content = '直播正在进行，是否进入直播间？'
      const { confirm } = await overlays.modal({ title: nickname, content, confirmText: '进入' })
      return confirm ? STATES.liveAllowed : STATES.liveRefused
    }
    case 'cancelled':
    case 'ended':
    case 'expired': {
      const { state, text } = OVER[phase]
      await overlays.modal({
        ...{ title: nickname, content: text, showCancel: false, confirmText: '知道了' },
      })
      return state
    }
    case 'open': {
      const hasTapped = await offerReservation(overlays, notice)
      if (reserved) return hasTapped ? STATES.unreserved : STATES.kept
      return hasTapped ? STATES.reserved : STATES.notReserved
    }
  }
}

const START = new Intl.DateTimeFormat('zh-CN', {
  ...{ month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit' },
  ...{ hour12: false, timeZone: 'Asia/Shanghai' },
})

/** True if the user tapped 预约, or 取消预约 after an earlier reservation. */
async function offerReservation(overlays: Overlays, notice: ChannelsNotice): Promise<boolean> {
  const { nickname, headUrl, startAtSec, reserved } = notice
  const head = createElement(
    'div',
    { class: 'channels-notice' },
    createElement('img', { class: 'channels__head', src: headUrl, alt: '' }),
    createElement('b', {}, nickname),
    createElement('span', {}, `${START.format(startAtSec * 1000)} 开播`),
    createElement(
      'small',
      {},
      reserved ? '已预约，开播时微信会提醒你' : '预约后，开播时微信会提醒你',
    ),
  )
  return (await overlays.sheet([reserved ? '取消预约' : '预约'], head)) !== null
}

/** The user can cancel while the dialog is opening. Resolves to true if they do. */
export function waitOrCancel(overlays: Overlays, delayMs: number): Promise<boolean> {
  if (delayMs === 0) return Promise.resolve(false)
  return new Promise((done) => {
    const finish = (calledOff: boolean) => {
      window.clearTimeout(timer)
      notice.remove()
      done(calledOff)
    }
    const notice = overlays.notice('正在打开视频号预约', '请稍候', {
      ...{ text: '取消', run: () => finish(true) },
    })
    const timer = window.setTimeout(() => finish(false), delayMs)
  })
}
