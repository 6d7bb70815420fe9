import type { CatalogReplay, CatalogRoom } from '../catalog/model'
import type { KeptReplays, KeptRoom, Snapshot } from '../store/snapshot'
import { frontOf, PAGE_ROWS, placeByTime } from './pages'
import type { Look, Sighting, Walk } from './full-scan'

/** A room is gone when this many full walks in a row did not show it. */
const WALKS_UNTIL_GONE = 2

/** A room without a place was looked for where it is guessed, give or take. */
const GUESS_ROWS = 10

const NOTHING: Snapshot = {
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

/** What we know after one answer. No room goes because a page lacks it. */
export function mergeLook(before: Snapshot | undefined, look: Look, nowMs: number): Snapshot {
  const was = before ?? NOTHING
  const kept = new Map(was.rooms.map((one) => [one.room.roomId, one]))
  const seen = new Map(
    look.sightings.map((one) => [one.room.roomId, sighted(one, kept.get(one.room.roomId), nowMs)]),
  )
  const shift = shiftBelow(look, kept)
  const others = was.rooms
    .filter(({ room }) => !seen.has(room.roomId))
    .map((one) => unsighted(one, look, shift, was.rooms, nowMs))
  const rooms = [...seen.values(), ...others]
  return {
    ...was,
    asOfMs: nowMs,
    frontAtMs: showsFront(look, rooms, nowMs) ? nowMs : was.frontAtMs,
    pageRows: pageRowsAfter(was.pageRows, look),
    rooms,
  }
}

/**
 * What we know after a walk. Rooms are never deleted because one walk lacked them: pages shift while
 * they are read, and an empty answer may be WeChat's mistake.
 */
export function mergeWalk(before: Snapshot | undefined, walk: Walk, nowMs: number): Snapshot {
  const { rooms, ...merged } = walk.looks.reduce<Snapshot>(
    (snapshot, look) => mergeLook(snapshot, look, nowMs),
    before ?? NOTHING,
  )
  if (walk.failure !== undefined) return { ...merged, rooms }
  const seenIds = new Set(
    walk.looks.flatMap(({ sightings }) => sightings.map(({ room }) => room.roomId)),
  )
  const left = rooms
    .map((one) => (seenIds.has(one.room.roomId) || !walk.whole ? one : missedOnce(one)))
    .filter(({ missedWalks }) => missedWalks < WALKS_UNTIL_GONE)
  const ids = new Set(left.map(({ room }) => room.roomId))
  return {
    ...merged,
    walkedAtMs: nowMs,
    frontAtMs: nowMs,
    walkCalls: Math.max(1, walk.calls),
    dropped: walk.looks.reduce((sum, { dropped }) => sum + dropped, 0),
    rooms: left,
    replays: merged.replays.filter(({ roomId }) => ids.has(roomId)),
  }
}

function missedOnce(one: KeptRoom): KeptRoom {
  return { ...one, missedWalks: one.missedWalks + 1 }
}

function sighted({ room, place }: Sighting, before: KeptRoom | undefined, nowMs: number): KeptRoom {
  return {
    room,
    missedWalks: 0,
    endedAtMs: endedAt(room, before, nowMs),
    place,
    seenAtMs: nowMs,
    lookedAtMs: nowMs,
  }
}

/** A room that this answer did not show: it may have been expected there, or lie below it. */
function unsighted(
  one: KeptRoom,
  look: Look,
  shift: number,
  all: readonly KeptRoom[],
  nowMs: number,
): KeptRoom {
  const lookedFor = { ...one, lookedAtMs: nowMs }
  const end = look.last ? Infinity : look.start + look.received
  const { place } = one
  if (place === null) {
    const guess = placeByTime(one, all)
    return look.start - GUESS_ROWS <= guess && guess < end + GUESS_ROWS ? lookedFor : one
  }
  if (place >= look.start && place < end) return { ...lookedFor, place: null }
  return place >= end ? { ...one, place: Math.max(end, place + shift) } : one
}

/** By how many rows everything below this answer has moved since we saw it last. */
function shiftBelow(look: Look, kept: ReadonlyMap<number, KeptRoom>): number {
  for (const { room, place } of [...look.sightings].reverse()) {
    const before = kept.get(room.roomId)?.place
    if (before != null) return place - before
  }
  return 0
}

function showsFront(look: Look, rooms: readonly KeptRoom[], nowMs: number): boolean {
  const front = frontOf(rooms, nowMs)
  return look.start <= front && (look.last || front < look.start + look.received)
}

/** Fewer rows than there are: WeChat caps its pages, whatever is asked. */
function pageRowsAfter(before: number, { received, last }: Look): number {
  if (received === 0) return before
  return last ? Math.max(before, received) : received
}

/**
 * WeChat does not say when a broadcast ended. It was between our last look and now: at its planned end
 * if that lies within, otherwise at the last look, as asking too early for its replay costs a call,
 * while asking too late costs shoppers the replay.
 */
function endedAt(room: CatalogRoom, before: KeptRoom | undefined, nowMs: number): number | null {
  if (room.liveStatus !== 103) return null
  if (before?.endedAtMs != null) return before.endedAtMs
  const plannedMs = room.endAtSec * 1000
  const earliestMs = before === undefined ? room.startAtSec * 1000 : before.seenAtMs
  return Math.min(nowMs, plannedMs <= nowMs ? Math.max(earliestMs, plannedMs) : earliestMs)
}

/** What we know after WeChat answered about a room's replays; `null`: it could not be asked. */
export function mergeReplays(
  before: Snapshot,
  roomId: number,
  replays: readonly CatalogReplay[] | null,
  nowMs: number,
): Snapshot {
  const known = before.replays.find((one) => one.roomId === roomId)
  const next: KeptReplays = {
    roomId,
    // An answer without replays takes none away: what has expired is not offered anyway.
    replays: replays === null || replays.length === 0 ? (known?.replays ?? []) : replays,
    answers: (known?.answers ?? 0) + (replays === null ? 0 : 1),
    triedAtMs: nowMs,
  }
  return { ...before, replays: [...before.replays.filter((one) => one !== known), next] }
}
