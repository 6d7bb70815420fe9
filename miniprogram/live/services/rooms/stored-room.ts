import { text } from '../../domain/text'
import { fetchReplays, fetchRoom, keptReplays, keptRoom } from '../backend/client'
import type { LiveRoom } from './room-provider'

/**
 * A room that the back end knows and this build of the app cannot enter: what it says, its goods and
 * its replays are shown all the same.
 */
export function storedRoom(roomId: number): LiveRoom {
  return {
    kept: () => keptRoom(roomId),
    fetch: () => fetchRoom(roomId),
    keptReplays: () => keptReplays(roomId),
    fetchReplays: () => fetchReplays(roomId),
    enter: () =>
      Promise.resolve({
        kind: 'failed',
        tell: text.plugin.unavailable,
        cause: 'not in this build',
      }),
    entersByItself: false,
    entersFromAnywhere: false,
    reminded: () => Promise.resolve(null),
  }
}
