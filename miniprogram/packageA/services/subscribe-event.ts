import { text } from '../../live/domain/text'
import { readSubscribeDetail } from '../../live/services/wechat/plugin-client'
import type { Watching } from '../../live/services/rooms/room-watcher'
import { tell } from '../../live/services/phone/toast'

/**
 * A page's `onSubscribe`: says to the shopper what they have just done by the plugin's <subscribe>, and
 * shows it. The channels flavour has no such button.
 */
export function heardSubscribe(this: Watching, { detail }: LivePlayerPlugin.SubscribeEvent): void {
  const state = readSubscribeDetail(detail)
  if (state === null) return
  this.watch?.markSubscribed(state.roomId, state.subscribed)
  tell(state.subscribed ? text.room.subscribed : text.room.unsubscribed)
}
