import { isReserved, noticeToReserve, parseReserveOutcome } from '../../live/domain/channels'
import type { Notice, ReserveOutcome } from '../../live/domain/channels'
import { isRecord } from '../../live/domain/json'
import { isFinderUserName } from '../../live/domain/room-id'
import { text } from '../../live/domain/text'
import {
  knownChannels,
  channelsUnavailableMessage,
} from '../../live/services/wechat/channels-client'
import { callInTap } from '../../live/services/navigation/navigation-queue'
import { hasBaseLibrary, hasCall } from '../../live/services/phone/platform'
import { saveReservation } from '../../live/services/wechat/reservations'
import { toastOnFailure } from '../../live/services/rooms/open-room'
import type { RoomWatchingPage } from '../../live/services/rooms/room-watcher'
import { showToast } from '../../live/services/phone/toast'

/** Toast after WeChat's dialog has closed; '' where the screen shows the outcome anyway. */
const OUTCOME_TEXTS: Readonly<Record<ReserveOutcome, string>> = {
  'live-refused': '',
  'live-entered': '',
  'notice-cancelled': text.channels.noticeCancelled,
  'live-ended': text.channels.liveEnded,
  'not-reserved': text.channels.notReserved,
  reserved: text.channels.reserved,
  unreserved: text.channels.unreserved,
  kept: text.channels.kept,
  'cancelled-before': text.channels.cancelledBefore,
  expired: text.channels.expired,
  unknown: '',
}

/** `onReserve` of a page: opens WeChat's dialog, then updates the card of the room. */
export function onReserveTap(
  this: RoomWatchingPage,
  { currentTarget }: WechatMiniprogram.TouchEvent<object, object, { room: unknown }>,
): void {
  const { room: roomId } = currentTarget.dataset
  const live = isFinderUserName(roomId) ? (knownChannels(roomId)?.live ?? null) : null
  const notice = live === null ? null : noticeToReserve(live, Date.now())
  if (live === null || notice === null) {
    showToast(text.channels.failed)
    return
  }
  const opened = openReserveDialog(notice, (outcome) => {
    const reserved = isReserved(outcome)
    if (reserved !== null) {
      saveReservation(notice.noticeId, reserved)
      this.watch?.markSubscribed(live.finderUserName, reserved)
    }
    if (OUTCOME_TEXTS[outcome] !== '') showToast(OUTCOME_TEXTS[outcome])
  })
  void toastOnFailure(opened)
}

function openReserveDialog({ noticeId }: Notice, onClose: (outcome: ReserveOutcome) => void) {
  return callInTap(
    ({ success, fail }) => {
      if (hasBaseLibrary('2.19.0') && hasCall('reserveChannelsLive'))
        wx.reserveChannelsLive({
          noticeId,
          success(result: unknown) {
            success()
            onClose(parseReserveOutcome(isRecord(result) ? result['state'] : null))
          },
          fail,
        })
      else fail('no such call')
    },
    channelsUnavailableMessage('reserveChannelsLive') ?? text.channels.failed,
  )
}
