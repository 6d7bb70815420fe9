import type { CatalogRoom, LiveStatusCode } from './model'

/** The lists in which shoppers find rooms. `list=` of GET /rooms takes these values. */
export const ROOM_LIST_KINDS = ['live', 'upcoming', 'replay'] as const
export type RoomListKind = (typeof ROOM_LIST_KINDS)[number]

/**
 * The status of a room at a moment. WeChat has been seen listing rooms as 102 (not started) after
 * their planned end, where 107 (expired) is meant.
 * @see contract D12
 */
export function statusAt(
  room: Pick<CatalogRoom, 'liveStatus' | 'endAtSec'>,
  nowSec: number,
): LiveStatusCode | null {
  return room.liveStatus === 102 && nowSec > room.endAtSec ? 107 : room.liveStatus
}

/**
 * The list that shows a room; `none` for rooms outside all lists. An unknown status counts as live,
 * because the broadcast may still be on.
 */
export function listKindOf(
  status: LiveStatusCode | null,
  hasReplay: boolean,
): RoomListKind | 'none' {
  switch (status) {
    case 101:
    case 105:
    case 106:
    case null:
      return 'live'
    case 102:
      return 'upcoming'
    case 103:
      return hasReplay ? 'replay' : 'none'
    case 104:
    case 107:
      return 'none'
  }
}
