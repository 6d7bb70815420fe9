import { text } from '../../live/domain/text'
import { readSubscribeDetail } from '../../live/services/wechat/plugin-client'
import type { RoomWatchingPage } from '../../live/services/rooms/room-watcher'
import { showToast } from '../../live/services/phone/toast'

/**
 * `onSubscribe` of a page: the shopper has tapped the plugin's `<subscribe>`. Updates the card of the room
 * and shows a toast.
 */
export function onSubscribeEvent(
  this: RoomWatchingPage,
  { detail }: LivePlayerPlugin.SubscribeEvent,
): void {
  const state = readSubscribeDetail(detail)
  if (state === null) return
  this.watch?.markSubscribed(state.roomId, state.subscribed)
  showToast(state.subscribed ? text.room.subscribed : text.room.unsubscribed)
}
