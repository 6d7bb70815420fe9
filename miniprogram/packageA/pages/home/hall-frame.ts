import type { Tab } from '../../components/hall-tabs/hall-tabs'
import { ROOM_LIST_KINDS } from '../../../live/domain/live-status-code'
import type { RoomListKind } from '../../../live/domain/live-status-code'
import type { RoomCounts } from '../../../live/domain/room'
import { text } from '../../../live/domain/text'

const EMPTY: Readonly<Record<RoomListKind, string>> = {
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
export function frameOf(listKind: RoomListKind, counts?: RoomCounts): Frame {
  const elsewhere = elsewhereFrom(listKind)
  const words = elsewhere === 'live' ? text.hall.toLive : text.hall.toUpcoming
  const count = (key: RoomListKind) => (counts === undefined ? 0 : counts[key])
  return {
    tabs: ROOM_LIST_KINDS.map((key) => ({ key, text: tabText(text.hall[key], count(key)) })),
    moreText: '',
    emptyText: EMPTY[listKind],
    emptyActionText: count(elsewhere) > 0 ? words : '',
  }
}

/** Where an empty shelf sends the shopper on to. */
export function elsewhereFrom(listKind: RoomListKind): RoomListKind {
  return listKind === 'live' ? 'upcoming' : 'live'
}

function tabText(name: string, count: number): string {
  return count > 0 ? `${name} ${count}` : name
}
