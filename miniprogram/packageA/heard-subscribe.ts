import { text } from '../domain/text'
import { readSubscribeDetail } from '../services/live-player'
import type { Watching } from '../services/room-watch'
import { tell } from '../services/tell'

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
