import type { KeptReplays, KeptRoom, Snapshot } from '../store/snapshot'
import { hasReplay, REPLAY_WATCH_MIN, replayOf } from './likelihood'
import { asPast, dueByPull, type Task } from './task'
import type { Pace } from './types'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Once a replay is late: after the end, and no more of them. */
const LATER_MS = [20, 25, 30, 45, 60, 120, 360, 720].map((minutes) => minutes * MINUTE_MS)
/** A room that ended so long ago has its replay, or gets none: one question is enough. */
const LONG_AGO_MS = DAY_MS
/** A question that came due while the replay was watched for stays due a little longer. */
const WATCHED_MS = (REPLAY_WATCH_MIN + 5) * MINUTE_MS
/** A back end that starts anew asks for the newest replays at once: no shopper may find the shelf empty. */
const SHELF_ROOMS = 50
/** What that may take of the calls that today's broadcasts leave. It is an advance on the day's chores. */
const SHELF_PART = 0.25
/** A question that WeChat did not answer is asked again. */
const RETRY_MS = 5 * MINUTE_MS
/** Addresses are asked for again from this long before they expire. */
const BEFORE_EXPIRY_MS = 6 * HOUR_MS
/** New addresses may not be there yet, or never be. */
const RENEW_MS = 3 * HOUR_MS
/** After this long WeChat gives no new ones. */
const GIVE_UP_RENEWING_MS = 24 * HOUR_MS

export interface ReplayInput {
  readonly snapshot: Snapshot
  readonly pace: Pace
  /** Calls that may yet be made today to ask about replays. */
  readonly left: number
  /** The same to read the list: both come from one purse. */
  readonly leftForList: number
  readonly refreshMs: number
  readonly nowMs: number
}

/** `urgent`: what shoppers wait for. `chores`: what may be spread over the day. */
export function replayTasks(input: ReplayInput): {
  readonly urgent: readonly Task[]
  readonly chores: readonly Task[]
} {
  const { snapshot, pace, left, leftForList, nowMs } = input
  // What may come late, or never, waits while the evening's replays would miss the call.
  const isScarce = left <= pace.replaysWanted
  const known = new Map(snapshot.replays.map((one) => [one.roomId, one]))
  const ended = snapshot.rooms
    .filter((one): one is KeptRoom & { endedAtMs: number } => one.endedAtMs !== null)
    // of several that are due, the one that ended last
    .sort((a, b) => b.endedAtMs - a.endedAtMs)
  const urgent: Task[] = []
  const chores: (Task & { readonly triedMs: number })[] = []
  const lastMs = lastTriedMs(snapshot.replays, nowMs)
  const spare = Math.min(left - pace.replaysWanted, leftForList)
  const shelf = Math.min(SHELF_ROOMS, Math.floor(spare * SHELF_PART))
  for (const [place, { room, endedAtMs }] of ended.entries()) {
    const step = { kind: 'replays', roomId: room.roomId } as const
    const replays = known.get(room.roomId)
    const firstMs = awaitedMs(endedAtMs, replays, input, isScarce)
    if (firstMs !== undefined) urgent.push({ step, dueMs: firstMs })
    const choreMs = choreDueMs(endedAtMs, replays, nowMs)
    if (choreMs === undefined || isScarce) continue
    const isForShelf = replays === undefined && place < shelf
    const spacedMs = isForShelf ? 0 : Math.max(pace.choresFromMs, lastMs + pace.choreEveryMs)
    chores.push({ step, triedMs: replays?.triedAtMs ?? 0, dueMs: Math.max(choreMs, spacedMs) })
  }
  return { urgent, chores: chores.sort((a, b) => a.triedMs - b.triedMs) }
}

export interface Chores {
  /** Questions that can wait, and will have come due by the end of the day. */
  readonly wanted: number
  /** Questions of the day that could wait, and were asked. */
  readonly done: number
}

/** What the day has, and had, of them. */
export function choresOf({ rooms, replays }: Snapshot, resetAtMs: number, nowMs: number): Chores {
  const known = new Map(replays.map((one) => [one.roomId, one]))
  let [wanted, done] = [0, 0]
  for (const { room, endedAtMs } of rooms) {
    if (endedAtMs === null) continue
    const replay = known.get(room.roomId)
    const triedMs = replay === undefined ? 0 : asPast(replay.triedAtMs, nowMs)
    if (triedMs >= resetAtMs - DAY_MS && triedMs - endedAtMs > LONG_AGO_MS) done += 1
    else if ((choreDueMs(endedAtMs, replay, nowMs) ?? Infinity) < resetAtMs) wanted += 1
  }
  return { wanted, done }
}

/** A replay that is about to appear, and is watched for; then asked for now and then for a day. */
function awaitedMs(
  endedAtMs: number,
  known: KeptReplays | undefined,
  input: ReplayInput,
  isScarce: boolean,
): number | undefined {
  const { nowMs } = input
  const sinceMs = nowMs - endedAtMs
  if (hasReplay(known) || sinceMs > LONG_AGO_MS) return undefined
  const triedMs = known === undefined ? 0 : asPast(known.triedAtMs, nowMs)
  // the first question goes out as soon as there may be an answer
  const untriedMs = known === undefined ? endedAtMs + 10 * MINUTE_MS : Infinity
  const isWatched = sinceMs < WATCHED_MS
  const watchMs = isWatched ? watchDueMs(endedAtMs, known, triedMs, input) : Infinity
  const laterMs = LATER_MS.map((ms) => endedAtMs + ms).find((ms) => ms > triedMs) ?? Infinity
  const sparseMs = known?.answers === 0 ? retryMs(endedAtMs, triedMs) : laterMs
  const dueMs = Math.min(untriedMs, watchMs, isScarce ? Infinity : sparseMs)
  return Number.isFinite(dueMs) ? dueMs : undefined
}

function watchDueMs(
  endedAtMs: number,
  known: KeptReplays | undefined,
  triedMs: number,
  { pace, refreshMs, nowMs }: ReplayInput,
): number {
  return dueByPull({
    pullAt: (atMs) => Math.sqrt(replayOf(endedAtMs, atMs)),
    lastMs: Math.max(triedMs, endedAtMs),
    spacedFromMs: triedMs,
    perPull: pace.replayPerPull,
    refreshMs: known?.answers === 0 ? RETRY_MS : refreshMs,
    nowMs,
  })
}

/** Broadcasts of long ago that were never asked about, and addresses that are about to expire. */
function choreDueMs(
  endedAtMs: number,
  known: KeptReplays | undefined,
  nowMs: number,
): number | undefined {
  if (known === undefined) return nowMs - endedAtMs > LONG_AGO_MS ? 0 : undefined
  const triedMs = asPast(known.triedAtMs, nowMs)
  if (known.answers === 0 && nowMs - endedAtMs > LONG_AGO_MS) return retryMs(endedAtMs, triedMs)
  const expiries = known.replays
    .map(({ expiresAtSec }) => expiresAtSec)
    .filter((sec) => sec !== null)
  if (expiries.length === 0) return undefined
  const expiryMs = Math.min(...expiries) * 1000
  if (triedMs > expiryMs + GIVE_UP_RENEWING_MS) return undefined
  return Math.max(expiryMs - BEFORE_EXPIRY_MS, triedMs + RENEW_MS)
}

/** Less and less often: a room about which WeChat never answers may not cost the day. */
function retryMs(endedAtMs: number, triedMs: number): number {
  return triedMs + Math.max(RETRY_MS, (triedMs - endedAtMs) / 4)
}

/** What a clock that was set back left in the future is not a time at which we asked. */
function lastTriedMs(replays: readonly KeptReplays[], nowMs: number): number {
  return replays.reduce((last, one) => {
    const aged = nowMs - asPast(one.triedAtMs, nowMs)
    return aged < nowMs - last ? nowMs - aged : last
  }, 0)
}
