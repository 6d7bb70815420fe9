import type { KeptRoom, Snapshot } from '../store/snapshot'
import type { Page } from './types'

/** WeChat recommends up to 100, and has been seen answering 50 rows to a request of 90. */
export const PAGE_ROWS = 100
/**
 * Rooms move by a few rows between two reads, so the wanted rooms keep this distance to a page's
 * edges.
 */
const MARGIN_SHARE = 0.1
/** Part of the front page that is above the current time, among rooms that have not started. */
const AHEAD_SHARE = 0.7

const marginOf = (pageRows: number) => Math.min(5, Math.floor(pageRows * MARGIN_SHARE))

/** Rooms and the page that covers all of them. */
export interface Cluster {
  readonly page: Page
  readonly rooms: readonly KeptRoom[]
}

/** Groups rooms into as few pages as possible, each with its neighbours. */
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

/** The page centred on these rows. It starts at the first row if that is within reach. */
function pageAround(first: number, last: number, total: number, pageRows: number): Page {
  const start = Math.round((first + last + 1 - pageRows) / 2)
  // From the first row, new rooms of any date are covered as well.
  if (last + marginOf(pageRows) < pageRows) return { start: 0, rows: PAGE_ROWS }
  return { start: Math.max(0, Math.min(start, total - pageRows)), rows: PAGE_ROWS }
}

/** Estimated row of a room, by the sort order of the list. */
export function placeByTime({ room }: KeptRoom, all: readonly KeptRoom[]): number {
  return all.filter((other) => other.room.startAtSec > room.startAtSec).length
}

/** The row where started rooms begin. A room created at short notice appears just above it. */
export function frontRow(rooms: readonly KeptRoom[], nowMs: number): number {
  return rooms.filter(({ room }) => room.startAtSec * 1000 > nowMs).length
}

/** The page where new rooms appear: from the first row, unless many rooms are planned ahead. */
export function frontPage(
  { rooms, pageRows }: Pick<Snapshot, 'rooms' | 'pageRows'>,
  nowMs: number,
): Page {
  const front = frontRow(rooms, nowMs)
  const ahead = Math.floor(pageRows * AHEAD_SHARE)
  return { start: front <= ahead ? 0 : front - ahead, rows: PAGE_ROWS }
}

/** The page with the oldest read. Rooms without a known place are left to the full scan. */
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
