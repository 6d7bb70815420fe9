import type { Usage } from '../quota/ledger'
import type { KeptReplays, KeptRoom, Snapshot } from '../store/snapshot'

/** Everything the next step depends on. Nothing else does. */
export interface Situation {
  readonly nowMs: number
  readonly snapshot: Snapshot | undefined
  /** When a walk was last tried, done or failed; undefined when this process never did. */
  readonly walkTriedAtMs: number | undefined
  readonly usage: Usage
  /** How often the list is read while something is on, quota permitting. */
  readonly refreshMs: number
}

export type Step =
  | { readonly kind: 'walk' }
  | { readonly kind: 'replays'; readonly roomId: number }
  | { readonly kind: 'wait'; readonly untilMs: number }

const MINUTE_MS = 60_000

/** While nothing is on, the list is read this many times less often. */
const QUIET_FACTOR = 5
/** While something is on, this multiple of an even pace may be spent. */
const HOT_FACTOR = 2
/** Before the first list shoppers see nothing, so it is asked for sooner. */
const FIRST_LIST_MS = 30_000
/** A room is worth watching from this long before its start. */
const BEFORE_START_MS = 10 * MINUTE_MS

/** After the end, until an answer holds a replay: WeChat needs about 10 minutes. */
const REPLAY_AFTER_MS = [10, 15, 20, 30, 60, 120, 360, 720].map((minutes) => minutes * MINUTE_MS)
const REPLAY_RETRY_MS = 5 * MINUTE_MS
/** A room that ended so long ago has its replay, or gets none: one question is enough. */
const LONG_AGO_MS = 24 * 60 * MINUTE_MS
/** Replays share the day's calls with the list and may take one in four. */
const REPLAY_SHARE = 4

/** The one thing to do now; or until when nothing is due, as things stand. */
export function plan(situation: Situation): Step {
  const { nowMs, snapshot, usage } = situation
  if (usage.closed || usage.used >= usage.limit) return { kind: 'wait', untilMs: usage.resetAtMs }
  const walkAtMs = walkDueMs(situation)
  if (walkAtMs <= nowMs) return { kind: 'walk' }
  const next = nextReplays(snapshot, nowMs)
  const mayAsk = usage.byPurpose.replay < Math.ceil(usage.limit / REPLAY_SHARE)
  if (next === undefined || !mayAsk) return { kind: 'wait', untilMs: walkAtMs }
  return next.dueMs <= nowMs
    ? { kind: 'replays', roomId: next.roomId }
    : { kind: 'wait', untilMs: Math.min(walkAtMs, next.dueMs) }
}

function walkDueMs(situation: Situation): number {
  const { nowMs, snapshot, walkTriedAtMs, usage } = situation
  // A walk that cannot be finished would spend its calls for nothing.
  if (usage.limit - usage.used < (snapshot?.walkCalls ?? 1)) return usage.resetAtMs
  const last = Math.max(walkTriedAtMs ?? -Infinity, snapshot?.asOfMs ?? -Infinity)
  // A clock that was set back must not silence us until it has caught up.
  return last > nowMs ? nowMs : last + walkEveryMs(situation)
}

/**
 * How long to wait between two walks. Quiet hours keep an even pace to midnight; while something is
 * on, twice that pace. What is left then shrinks, and the pace with it, but never to nothing:
 * no morning can use up the evening.
 */
export function walkEveryMs(
  situation: Pick<Situation, 'nowMs' | 'usage' | 'refreshMs'> & {
    readonly snapshot: Pick<Snapshot, 'rooms' | 'walkCalls'> | undefined
  },
): number {
  const { nowMs, snapshot, usage, refreshMs } = situation
  const left = Math.max(1, usage.limit - usage.used)
  const evenMs = ((snapshot?.walkCalls ?? 1) * (usage.resetAtMs - nowMs)) / left
  if (snapshot === undefined)
    return Math.max(Math.min(FIRST_LIST_MS, refreshMs), evenMs / HOT_FACTOR)
  return snapshot.rooms.some((one) => isHot(one, nowMs))
    ? Math.max(refreshMs, evenMs / HOT_FACTOR)
    : Math.max(refreshMs * QUIET_FACTOR, evenMs)
}

/** Live, paused, interrupted, or about to start: its state may change at any moment. */
function isHot({ room }: KeptRoom, nowMs: number): boolean {
  switch (room.liveStatus) {
    case 101:
    case 105:
    case 106:
      return true
    case 102:
      return room.startAtSec * 1000 - BEFORE_START_MS <= nowMs && nowMs <= room.endAtSec * 1000
    case 103:
    case 104:
    case 107:
    case null:
      return false
  }
}

/** The ended room whose replay is due first; among those that are due, the one that ended last. */
function nextReplays(
  snapshot: Snapshot | undefined,
  nowMs: number,
): { roomId: number; dueMs: number } | undefined {
  if (snapshot === undefined) return undefined
  const known = new Map(snapshot.replays.map((one) => [one.roomId, one]))
  const waiting = snapshot.rooms
    .map(({ room, endedAtMs }) => ({
      roomId: room.roomId,
      endedAtMs: endedAtMs ?? 0,
      dueMs:
        endedAtMs === null ? undefined : replaysDueMs(endedAtMs, known.get(room.roomId), nowMs),
    }))
    .filter((one): one is typeof one & { dueMs: number } => one.dueMs !== undefined)
  const due = waiting.filter(({ dueMs }) => dueMs <= nowMs)
  if (due.length > 0) return due.reduce((a, b) => (b.endedAtMs > a.endedAtMs ? b : a))
  return waiting.length === 0 ? undefined : waiting.reduce((a, b) => (b.dueMs < a.dueMs ? b : a))
}

/** undefined: the replay is there, or is no longer hoped for. */
function replaysDueMs(
  endedAtMs: number,
  known: KeptReplays | undefined,
  nowMs: number,
): number | undefined {
  if (known === undefined) return endedAtMs + (REPLAY_AFTER_MS[0] ?? 0)
  if (known.replays.length > 0) return undefined
  if (known.answers > 0 && nowMs - endedAtMs > LONG_AGO_MS) return undefined
  const after = REPLAY_AFTER_MS[known.answers]
  if (after === undefined) return undefined
  return Math.max(endedAtMs + after, known.triedAtMs + REPLAY_RETRY_MS)
}
