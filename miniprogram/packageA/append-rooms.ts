import type { Room } from '../domain/room'

/**
 * Adds the next page of a list. A room that moved between two pages comes twice: it stays where
 * the shopper saw it, with its newer content, so that keys stay unique and nothing jumps.
 */
export function appendRooms(have: readonly Room[], more: readonly Room[]): readonly Room[] {
  const newer = new Map<number, Room>()
  more.forEach((room) => newer.set(room.roomId, room))
  const kept = have.map((room) => {
    const now = newer.get(room.roomId) ?? room
    newer.delete(room.roomId)
    return now
  })
  newer.forEach((room) => kept.push(room))
  return kept
}
