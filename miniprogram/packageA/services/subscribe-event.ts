import { text } from '../../live/domain/text'
import { readSubscribeDetail } from '../../live/services/wechat/plugin-client'
import type { RoomWatchingPage } from '../../live/services/rooms/room-watcher'
import { showToast } from '../../live/services/phone/toast'

/**
 * A page's `onSubscribe`: says to the shopper what they have just done by the plugin's <subscribe>, and
 * shows it. The channels flavour has no such button.
 */
export function heardSubscribe(
  this: RoomWatchingPage,
  { detail }: LivePlayerPlugin.SubscribeEvent,
): void {
  const state = readSubscribeDetail(detail)
  if (state === null) return
  this.watch?.markSubscribed(state.roomId, state.subscribed)
  showToast(state.subscribed ? text.room.subscribed : text.room.unsubscribed)
}
