import { text } from '../../domain/text'
import { fetchReplays, fetchRoom, cachedReplays, cachedRoom } from '../backend/client'
import type { LiveRoom } from './room-provider'

/**
 * A room that the back end knows and this build of the app cannot enter: what it says, its goods and
 * its replays are shown all the same.
 */
export function storedRoom(roomId: number): LiveRoom {
  return {
    cached: () => cachedRoom(roomId),
    fetch: () => fetchRoom(roomId),
    cachedReplays: () => cachedReplays(roomId),
    fetchReplays: () => fetchReplays(roomId),
    enter: () =>
      Promise.resolve({
        kind: 'failed',
        message: text.plugin.unavailable,
        cause: 'not in this build',
      }),
    entersWithoutTap: false,
    entersFromAnyPage: false,
    checkReminder: () => Promise.resolve(null),
  }
}
