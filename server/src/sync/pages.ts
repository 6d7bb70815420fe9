import type { KeptRoom, Snapshot } from '../store/snapshot'

/**
 * Where in WeChat's list to look. The list is sorted by start time, latest first, and `start` is an
 * offset of rows: a page may begin anywhere, and so one page usually holds all that is hot.
 * @see contract B3
 */
export interface Page {
  readonly start: number
  readonly rows: number
}

/** WeChat recommends up to 100, and was seen answering 50 for 90. */
export const PAGE_ROWS = 100
/** Rooms move by some rows between two looks: those sought keep this far from a page's edges. */
const MARGIN_PART = 0.1
/** How much of the page around now lies above it, among rooms that are still to come. */
const AHEAD_PART = 0.7

const marginOf = (pageRows: number) => Math.min(5, Math.floor(pageRows * MARGIN_PART))

/** Rooms together with the page that shows them all. */
export interface Cluster {
  readonly page: Page
  readonly rooms: readonly KeptRoom[]
}

/** As few pages as show these rooms, each among its neighbours. */
export function clustersOf(
  rooms: readonly KeptRoom[],
  { rooms: all, pageRows }: Pick<Snapshot, 'rooms' | 'pageRows'>,
): Cluster[] {
  const placed = rooms
    .map((kept) => ({ kept, place: kept.place ?? placeByTime(kept, all) }))
    .sort((a, b) => a.place - b.place)
  const span = Math.max(1, pageRows - 2 * marginOf(pageRows))
  const groups: (typeof placed)[] = []
  for (const one of placed) {
    const group = groups.at(-1)
    const first = group?.[0]
    if (group !== undefined && first !== undefined && one.place - first.place < span)
      group.push(one)
    else groups.push([one])
  }
  return groups.map((group) => ({
    page: pageAround(group[0]?.place ?? 0, group.at(-1)?.place ?? 0, all.length, pageRows),
    rooms: group.map(({ kept }) => kept),
  }))
}

/** The page of these places and as much on both sides; from the first row where that is near. */
function pageAround(first: number, last: number, total: number, pageRows: number): Page {
  const start = Math.round((first + last + 1 - pageRows) / 2)
  // From the top, new rooms of any date are seen as well.
  if (last + marginOf(pageRows) < pageRows) return { start: 0, rows: PAGE_ROWS }
  return { start: Math.max(0, Math.min(start, total - pageRows)), rows: PAGE_ROWS }
}

/** Where a room should be, going by the order of the list. */
export function placeByTime({ room }: KeptRoom, all: readonly KeptRoom[]): number {
  return all.filter((other) => other.room.startAtSec > room.startAtSec).length
}

/** The row at which the rooms to come end: one that is made at short notice turns up just above it. */
export function frontOf(rooms: readonly KeptRoom[], nowMs: number): number {
  return rooms.filter(({ room }) => room.startAtSec * 1000 > nowMs).length
}

/** The page where new rooms are looked for: from the first row, unless too much is planned ahead. */
export function frontPage(
  { rooms, pageRows }: Pick<Snapshot, 'rooms' | 'pageRows'>,
  nowMs: number,
): Page {
  const front = frontOf(rooms, nowMs)
  const ahead = Math.floor(pageRows * AHEAD_PART)
  return { start: front <= ahead ? 0 : front - ahead, rows: PAGE_ROWS }
}

/** The page that was not seen for longest. Rooms without a place are for a walk to find. */
export function stalestPage({ rooms, pageRows }: Pick<Snapshot, 'rooms' | 'pageRows'>) {
  let oldest: { readonly place: number; readonly seenAtMs: number } | undefined
  for (const { place, lookedAtMs } of rooms) {
    if (place !== null && (oldest === undefined || lookedAtMs < oldest.seenAtMs)) {
      oldest = { place, seenAtMs: lookedAtMs }
    }
  }
  if (oldest === undefined) return undefined
  const start = Math.floor(oldest.place / pageRows) * pageRows
  return { page: { start, rows: PAGE_ROWS }, seenAtMs: oldest.seenAtMs }
}
