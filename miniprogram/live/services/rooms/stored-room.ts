import { text } from '../../domain/text'
import { fetchReplays, fetchRoom, cachedReplays, cachedRoom } from '../backend/client'
import type { LiveRoom } from './room-provider'

/**
 * A room with data from the back end only. This flavour cannot enter it, but shows its status, goods and
 * replays.
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
