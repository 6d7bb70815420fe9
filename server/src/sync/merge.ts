import type { CatalogReplay, CatalogRoom } from '../catalog/model'
import type { KeptReplays, KeptRoom, Snapshot } from '../store/snapshot'
import { frontRow, PAGE_ROWS, placeByTime } from './pages'
import type { FullScan, ListedRoom, PageResult } from './types'

/** A room is removed after this many complete full scans in a row did not list it. */
const MISSED_SCANS_UNTIL_REMOVED = 2

/** Tolerance, in rows, of the estimated place of a room without a known place. */
const GUESS_ROWS = 10

const EMPTY_SNAPSHOT: Snapshot = {
  asOfMs: 0,
  freshUntilMs: 0,
  walkedAtMs: 0,
  walkCalls: 1,
  frontAtMs: 0,
  pageRows: PAGE_ROWS,
  dropped: 0,
  rooms: [],
  replays: [],
}

/** Merges one page. A room that is missing from a page is not removed. */
export function mergePage(before: Snapshot | undefined, page: PageResult, nowMs: number): Snapshot {
  const was = before ?? EMPTY_SNAPSHOT
  const kept = new Map(was.rooms.map((one) => [one.room.roomId, one]))
  const seen = new Map(
    page.listed.map((one) => [one.room.roomId, toKeptRoom(one, kept.get(one.room.roomId), nowMs)]),
  )
  const shift = shiftBelow(page, kept)
  const others = was.rooms
    .filter(({ room }) => !seen.has(room.roomId))
    .map((one) => toUnlistedRoom(one, page, shift, was.rooms, nowMs))
  const rooms = [...seen.values(), ...others]
  return {
    ...was,
    asOfMs: nowMs,
    frontAtMs: coversFront(page, rooms, nowMs) ? nowMs : was.frontAtMs,
    pageRows: pageRowsAfter(was.pageRows, page),
    rooms,
  }
}

/**
 * Merges a full scan. One scan that does not list a room does not remove it: pages shift while they
 * are read, and an empty answer may be an error of WeChat.
 */
export function mergeFullScan(
  before: Snapshot | undefined,
  scan: FullScan,
  nowMs: number,
): Snapshot {
  const { rooms, ...merged } = scan.pages.reduce<Snapshot>(
    (snapshot, page) => mergePage(snapshot, page, nowMs),
    before ?? EMPTY_SNAPSHOT,
  )
  if (scan.failure !== undefined) return { ...merged, rooms }
  const seenIds = new Set(scan.pages.flatMap(({ listed }) => listed.map(({ room }) => room.roomId)))
  const left = rooms
    .map((one) => (seenIds.has(one.room.roomId) || !scan.isComplete ? one : withMissedScan(one)))
    .filter(({ missedWalks }) => missedWalks < MISSED_SCANS_UNTIL_REMOVED)
  const ids = new Set(left.map(({ room }) => room.roomId))
  return {
    ...merged,
    walkedAtMs: nowMs,
    frontAtMs: nowMs,
    walkCalls: Math.max(1, scan.calls),
    dropped: scan.pages.reduce((sum, { dropped }) => sum + dropped, 0),
    rooms: left,
    replays: merged.replays.filter(({ roomId }) => ids.has(roomId)),
  }
}

function withMissedScan(one: KeptRoom): KeptRoom {
  return { ...one, missedWalks: one.missedWalks + 1 }
}

function toKeptRoom(
  { room, place }: ListedRoom,
  before: KeptRoom | undefined,
  nowMs: number,
): KeptRoom {
  return {
    room,
    missedWalks: 0,
    endedAtMs: endedAt(room, before, nowMs),
    place,
    seenAtMs: nowMs,
    lookedAtMs: nowMs,
  }
}

/** Updates a room that the page does not list: it was expected on the page, or is below it. */
function toUnlistedRoom(
  one: KeptRoom,
  page: PageResult,
  shift: number,
  all: readonly KeptRoom[],
  nowMs: number,
): KeptRoom {
  const lookedFor = { ...one, lookedAtMs: nowMs }
  const end = page.isLast ? Infinity : page.start + page.received
  const { place } = one
  if (place === null) {
    const guess = placeByTime(one, all)
    return page.start - GUESS_ROWS <= guess && guess < end + GUESS_ROWS ? lookedFor : one
  }
  if (place >= page.start && place < end) return { ...lookedFor, place: null }
  return place >= end ? { ...one, place: Math.max(end, place + shift) } : one
}

/** By how many rows the part of the list below this page has moved since the last read. */
function shiftBelow(page: PageResult, kept: ReadonlyMap<number, KeptRoom>): number {
  for (const { room, place } of [...page.listed].reverse()) {
    const before = kept.get(room.roomId)?.place
    if (before != null) return place - before
  }
  return 0
}

function coversFront(page: PageResult, rooms: readonly KeptRoom[], nowMs: number): boolean {
  const front = frontRow(rooms, nowMs)
  return page.start <= front && (page.isLast || front < page.start + page.received)
}

/** WeChat caps its pages whatever size is requested. A page that is not the last one shows the cap. */
function pageRowsAfter(before: number, { received, isLast }: PageResult): number {
  if (received === 0) return before
  return isLast ? Math.max(before, received) : received
}

/**
 * Estimates when a broadcast ended, because WeChat does not report it. It ended between the
 * previous read and now. The planned end is used if it is in that interval, otherwise the time of
 * the previous read: asking too early for the replay costs one call, asking too late costs shoppers
 * the replay.
 */
function endedAt(room: CatalogRoom, before: KeptRoom | undefined, nowMs: number): number | null {
  if (room.liveStatus !== 103) return null
  if (before?.endedAtMs != null) return before.endedAtMs
  const plannedMs = room.endAtSec * 1000
  const earliestMs = before === undefined ? room.startAtSec * 1000 : before.seenAtMs
  return Math.min(nowMs, plannedMs <= nowMs ? Math.max(earliestMs, plannedMs) : earliestMs)
}

/** Merges the answer about a room's replays; `null` if the call failed. */
export function mergeReplays(
  before: Snapshot,
  roomId: number,
  replays: readonly CatalogReplay[] | null,
  nowMs: number,
): Snapshot {
  const known = before.replays.find((one) => one.roomId === roomId)
  const next: KeptReplays = {
    roomId,
    // An answer without replays removes none. Expired replays are not served anyway.
    replays: replays === null || replays.length === 0 ? (known?.replays ?? []) : replays,
    answers: (known?.answers ?? 0) + (replays === null ? 0 : 1),
    triedAtMs: nowMs,
  }
  return { ...before, replays: [...before.replays.filter((one) => one !== known), next] }
}
