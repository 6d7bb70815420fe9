import type { Tab } from './components/hall-tabs/hall-tabs'
import { SHELVES } from '../domain/live-status-code'
import type { Shelf } from '../domain/live-status-code'
import type { RoomCounts } from '../domain/room'
import { text } from '../domain/text'

/** Where an empty shelf sends the shopper on to. */
export const ELSEWHERE: Readonly<Record<Shelf, Shelf>> = {
  live: 'upcoming',
  upcoming: 'live',
  replay: 'live',
}

export const NO_COUNTS: RoomCounts = { live: 0, upcoming: 0, replay: 0 }

const EMPTY: Readonly<Record<Shelf, string>> = {
  live: text.hall.emptyLive,
  upcoming: text.hall.emptyUpcoming,
  replay: text.hall.emptyReplay,
}

/** What stands around the rooms of the hall. */
export interface Frame {
  readonly tabs: readonly Tab[]
  /** '' while there may be more to load by itself. */
  readonly moreText: string
  readonly emptyText: string
  readonly emptyActionText: string
}

/** Around a first page. */
export function frameOf(counts: RoomCounts, shelf: Shelf): Frame {
  const elsewhere = ELSEWHERE[shelf]
  const words = elsewhere === 'upcoming' ? text.hall.toUpcoming : text.hall.toLive
  return {
    tabs: tabsOf(counts),
    moreText: '',
    emptyText: EMPTY[shelf],
    emptyActionText: counts[elsewhere] > 0 ? words : '',
  }
}

export function tabsOf(counts: RoomCounts): readonly Tab[] {
  return SHELVES.map((key) => ({ key, text: tabText(text.hall[key], counts[key]) }))
}

function tabText(name: string, count: number): string {
  return count > 0 ? `${name} ${count}` : name
}
