import { packedOrNone } from '../domain/custom-params'
import { text } from '../domain/text'
import type { Tell } from '../domain/text'
import { getSubscribeStatus, readSubscribeDetail } from '../services/live-player'
import { paramsToPass } from '../services/room-door'
import { tell } from '../services/tell'

/** The parameters as <subscribe custom-params> takes them; '' where there are none, or too many. */
export function packedParams(): string {
  return packedOrNone(paramsToPass()) ?? ''
}

/** Takes the plugin's event, and says to the shopper what they have just done. */
export function heardSubscribe(
  detail: unknown,
  mark: (roomId: number, subscribed: boolean) => void,
): void {
  const state = readSubscribeDetail(detail)
  if (state === null) return
  mark(state.roomId, state.subscribed)
  tell(state.subscribed ? text.room.subscribed : text.room.unsubscribed)
}

/**
 * Marks the rooms this shopper has already subscribed to, one question at a time.
 * @param stillSeen asked before each: a page that is left asks no more.
 * @returns what to say where the plugin cannot be had, else ''.
 */
export function markSubscriptions(
  roomIds: readonly number[],
  mark: (roomId: number, subscribed: boolean) => void,
  stillSeen: () => boolean,
): Promise<Tell> {
  const roomId = roomIds[0]
  if (roomId === undefined || !stillSeen()) return Promise.resolve('')
  return getSubscribeStatus(roomId).then((answer) => {
    if (answer.kind === 'plugin-unavailable') return text.plugin.unavailable
    if (answer.kind === 'ok') mark(roomId, answer.value.subscribed)
    return markSubscriptions(roomIds.slice(1), mark, stillSeen)
  })
}
