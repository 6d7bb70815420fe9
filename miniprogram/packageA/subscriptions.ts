import { packedOrNone } from '../domain/custom-params'
import { text } from '../domain/text'
import type { Tell } from '../domain/text'
import { getSubscribeStatus, readSubscribeDetail } from '../services/live-player'
import { paramsToPass } from '../services/room-door'
import type { RoomWatch, Watching } from '../services/room-watch'
import { tell } from '../services/tell'

/** The parameters as <subscribe custom-params> takes them; '' where there are none, or too many. */
export function packedParams(): string {
  return packedOrNone(paramsToPass()) ?? ''
}

/** A page's `onSubscribe`: says to the shopper what they have just done, and shows it. */
export function heardSubscribe(this: Watching, { detail }: LivePlayerPlugin.SubscribeEvent): void {
  const state = readSubscribeDetail(detail)
  if (state === null) return
  this.watch?.markSubscribed(state.roomId, state.subscribed)
  tell(state.subscribed ? text.room.subscribed : text.room.unsubscribed)
}

/**
 * Marks the rooms this shopper has already subscribed to, one question at a time, while the page
 * is seen.
 * @returns what to say where the plugin cannot be had, else ''.
 */
export function markSubscriptions(roomIds: readonly number[], watch: RoomWatch): Promise<Tell> {
  const roomId = roomIds[0]
  if (roomId === undefined || !watch.isAwake()) return Promise.resolve('')
  return getSubscribeStatus(roomId).then((answer) => {
    if (answer.kind === 'plugin-unavailable') return text.plugin.unavailable
    if (answer.kind === 'ok') watch.markSubscribed(roomId, answer.value.subscribed)
    return markSubscriptions(roomIds.slice(1), watch)
  })
}
