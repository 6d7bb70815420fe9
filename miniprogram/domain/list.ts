import type { Room } from './room'

/**
 * Adds the next page of a list. A room that moved between two pages comes twice: it stays where
 * the shopper saw it, with its newer content, so that keys stay unique and nothing jumps.
 */
export function appendRooms(have: readonly Room[], more: readonly Room[]): readonly Room[] {
  const newer = new Map(more.map((room) => [room.roomId, room]))
  const kept = have.map((room) => newer.get(room.roomId) ?? room)
  const known = new Set(have.map((room) => room.roomId))
  return [...kept, ...[...newer.values()].filter((room) => !known.has(room.roomId))]
}
