import type { CatalogReplay, CatalogRoom } from '../catalog/model'
import type { KeptReplays, KeptRoom, Snapshot } from '../store/snapshot'
import type { Walk } from './walk'

/** A room is gone when this many full walks in a row did not show it. */
const WALKS_UNTIL_GONE = 2

type CompleteWalk = Extract<Walk, { kind: 'complete' }>

/**
 * What we know after a walk. Rooms are never deleted because one walk lacked them: pages shift while
 * they are read, and an empty answer may be WeChat's mistake.
 */
export function mergeWalk(
  before: Snapshot | undefined,
  walk: CompleteWalk,
  nowMs: number,
): Omit<Snapshot, 'freshUntilMs'> {
  const kept = new Map((before?.rooms ?? []).map((one) => [one.room.roomId, one]))
  const seen = walk.rooms.map((room): KeptRoom => ({
    room,
    missedWalks: 0,
    endedAtMs: endedAt(room, kept.get(room.roomId), before?.asOfMs, nowMs),
  }))
  const seenIds = new Set(walk.rooms.map(({ roomId }) => roomId))
  const missed = [...kept.values()]
    .filter(({ room }) => !seenIds.has(room.roomId))
    .map((one) => ({ ...one, missedWalks: one.missedWalks + (walk.whole ? 1 : 0) }))
    .filter(({ missedWalks }) => missedWalks < WALKS_UNTIL_GONE)
  const rooms = [...seen, ...missed]
  const ids = new Set(rooms.map(({ room }) => room.roomId))
  return {
    asOfMs: nowMs,
    walkCalls: Math.max(1, walk.calls),
    dropped: walk.dropped,
    rooms,
    replays: (before?.replays ?? []).filter(({ roomId }) => ids.has(roomId)),
  }
}

/**
 * WeChat does not say when a broadcast ended. It was between our last look and now: at its planned end
 * if that lies within, otherwise at the last look, as asking too early for its replay costs a call,
 * while asking too late costs shoppers the replay.
 */
function endedAt(
  room: CatalogRoom,
  before: KeptRoom | undefined,
  lastLookMs: number | undefined,
  nowMs: number,
): number | null {
  if (room.liveStatus !== 103) return null
  if (before?.endedAtMs != null) return before.endedAtMs
  const plannedMs = room.endAtSec * 1000
  const earliestMs = before === undefined ? room.startAtSec * 1000 : (lastLookMs ?? nowMs)
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
    replays: replays ?? known?.replays ?? [],
    answers: (known?.answers ?? 0) + (replays === null ? 0 : 1),
    triedAtMs: nowMs,
  }
  return { ...before, replays: [...before.replays.filter((one) => one !== known), next] }
}
