import type { CatalogRoom, LiveStatusCode } from './model'

export type Shelf = 'live' | 'upcoming' | 'replay' | 'none'

/**
 * The status to believe at a moment. WeChat was seen listing rooms as 102 after their planned end,
 * where it means 107.
 * @see contract D12
 */
export function statusAt(
  room: Pick<CatalogRoom, 'liveStatus' | 'endAtSec'>,
  nowSec: number,
): LiveStatusCode | null {
  return room.liveStatus === 102 && nowSec > room.endAtSec ? 107 : room.liveStatus
}

/** Where shoppers look for a room. Of a status that nobody knows we cannot say that it is over. */
export function shelfOf(status: LiveStatusCode | null, hasReplay: boolean): Shelf {
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
