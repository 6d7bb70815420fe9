import type { Tab } from '../../components/hall-tabs/hall-tabs'
import { SHELVES } from '../../../live/domain/live-status-code'
import type { Shelf } from '../../../live/domain/live-status-code'
import type { RoomCounts } from '../../../live/domain/room'
import { text } from '../../../live/domain/text'

const EMPTY: Readonly<Record<Shelf, string>> = {
  live: text.hall.emptyLive,
  upcoming: text.hall.emptyUpcoming,
  replay: text.hall.emptyReplay,
}

/** What stands around the rooms of the hall. */
export interface Frame {
  readonly tabs: readonly Tab[]
  /** '' while there is nothing more to load, and while it loads by itself. */
  readonly moreText: string
  readonly emptyText: string
  /** '' where the other shelf is empty too. */
  readonly emptyActionText: string
}

/** Around a first page; without counts, before anything is known. */
export function frameOf(shelf: Shelf, counts?: RoomCounts): Frame {
  const elsewhere = elsewhereFrom(shelf)
  const words = elsewhere === 'live' ? text.hall.toLive : text.hall.toUpcoming
  const count = (key: Shelf) => (counts === undefined ? 0 : counts[key])
  return {
    tabs: SHELVES.map((key) => ({ key, text: tabText(text.hall[key], count(key)) })),
    moreText: '',
    emptyText: EMPTY[shelf],
    emptyActionText: count(elsewhere) > 0 ? words : '',
  }
}

/** Where an empty shelf sends the shopper on to. */
export function elsewhereFrom(shelf: Shelf): Shelf {
  return shelf === 'live' ? 'upcoming' : 'live'
}

function tabText(name: string, count: number): string {
  return count > 0 ? `${name} ${count}` : name
}
