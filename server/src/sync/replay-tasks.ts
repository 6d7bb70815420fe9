import type { KeptReplays, KeptRoom, Snapshot } from '../store/snapshot'
import { hasReplay, REPLAY_WATCH_MIN, replayLikelihood } from './likelihood'
import { clampToPast, dueByWeight } from './task'
import type { PollRate, Task } from './types'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Times after the end at which a late replay is requested. */
const LATE_REPLAY_MS = [20, 25, 30, 45, 60, 120, 360, 720].map((minutes) => minutes * MINUTE_MS)
/** After this time a room has its replay or never gets one, so one call is enough. */
const LONG_AGO_MS = DAY_MS
/** A call that became due while the replay was expected stays due a little longer. */
const WATCHED_MS = (REPLAY_WATCH_MIN + 5) * MINUTE_MS
/** A new installation requests the newest replays at once, so that the list of replays is not empty. */
const FIRST_RUN_ROOMS = 50
/** Share of the spare calls for that. It counts towards the day's background calls. */
const FIRST_RUN_SHARE = 0.25
/** Retry interval after a failed call. */
const RETRY_MS = 5 * MINUTE_MS
/** Addresses are renewed from this long before they expire. */
const BEFORE_EXPIRY_MS = 6 * HOUR_MS
/** Interval of renewals; new addresses may be late or never come. */
const RENEW_MS = 3 * HOUR_MS
/** WeChat gives no new addresses after this time. */
const GIVE_UP_RENEWING_MS = 24 * HOUR_MS

export interface ReplayInput {
  readonly snapshot: Snapshot
  readonly rate: PollRate
  /** Replay calls left today. */
  readonly left: number
  /** List calls left today; both use the common pool. */
  readonly leftForList: number
  readonly refreshMs: number
  readonly nowMs: number
}

/** `urgent` tasks are awaited by shoppers; `background` tasks are spread over the day. */
export function replayTasks(input: ReplayInput): {
  readonly urgent: readonly Task[]
  readonly background: readonly Task[]
} {
  const { snapshot, rate, left, leftForList, nowMs } = input
  // Late or missing replays wait if calls are needed for the replays of the evening.
  const isScarce = left <= rate.reservedReplayCalls
  const known = new Map(snapshot.replays.map((one) => [one.roomId, one]))
  const ended = snapshot.rooms
    .filter((one): one is KeptRoom & { endedAtMs: number } => one.endedAtMs !== null)
    // the latest end first
    .sort((a, b) => b.endedAtMs - a.endedAtMs)
  const urgent: Task[] = []
  const background: (Task & { readonly lastTryMs: number })[] = []
  const lastMs = latestTryMs(snapshot.replays, nowMs)
  const spare = Math.min(left - rate.reservedReplayCalls, leftForList)
  const firstRunRooms = Math.min(FIRST_RUN_ROOMS, Math.floor(spare * FIRST_RUN_SHARE))
  for (const [place, { room, endedAtMs }] of ended.entries()) {
    const step = { kind: 'replays', roomId: room.roomId } as const
    const replays = known.get(room.roomId)
    const firstMs = urgentDueMs(endedAtMs, replays, input, isScarce)
    if (firstMs !== undefined) urgent.push({ step, dueMs: firstMs })
    const backgroundMs = backgroundDueMs(endedAtMs, replays, nowMs)
    if (backgroundMs === undefined || isScarce) continue
    const isFirstRun = replays === undefined && place < firstRunRooms
    const spacedMs = isFirstRun
      ? 0
      : Math.max(rate.backgroundFromMs, lastMs + rate.backgroundEveryMs)
    background.push({
      step,
      lastTryMs: replays?.triedAtMs ?? 0,
      dueMs: Math.max(backgroundMs, spacedMs),
    })
  }
  return { urgent, background: background.sort((a, b) => a.lastTryMs - b.lastTryMs) }
}

export interface BackgroundCounts {
  /** Background calls that become due before the end of the day. */
  readonly pending: number
  /** Background calls made today. */
  readonly done: number
}

/** Counts the background calls of the day. */
export function countBackgroundReplays(
  { rooms, replays }: Snapshot,
  resetAtMs: number,
  nowMs: number,
): BackgroundCounts {
  const known = new Map(replays.map((one) => [one.roomId, one]))
  let [pending, done] = [0, 0]
  for (const { room, endedAtMs } of rooms) {
    if (endedAtMs === null) continue
    const replay = known.get(room.roomId)
    const lastTryMs = replay === undefined ? 0 : clampToPast(replay.triedAtMs, nowMs)
    if (lastTryMs >= resetAtMs - DAY_MS && lastTryMs - endedAtMs > LONG_AGO_MS) done += 1
    else if ((backgroundDueMs(endedAtMs, replay, nowMs) ?? Infinity) < resetAtMs) pending += 1
  }
  return { pending, done }
}

/** Due time of a replay that is expected soon; later retries are spread over a day. */
function urgentDueMs(
  endedAtMs: number,
  known: KeptReplays | undefined,
  input: ReplayInput,
  isScarce: boolean,
): number | undefined {
  const { nowMs } = input
  const sinceMs = nowMs - endedAtMs
  if (hasReplay(known) || sinceMs > LONG_AGO_MS) return undefined
  const lastTryMs = known === undefined ? 0 : clampToPast(known.triedAtMs, nowMs)
  // the first call is made as soon as a replay may exist
  const untriedMs = known === undefined ? endedAtMs + 10 * MINUTE_MS : Infinity
  const isWatched = sinceMs < WATCHED_MS
  const watchMs = isWatched ? watchDueMs(endedAtMs, known, lastTryMs, input) : Infinity
  const laterMs =
    LATE_REPLAY_MS.map((ms) => endedAtMs + ms).find((ms) => ms > lastTryMs) ?? Infinity
  const lateDueMs = known?.answers === 0 ? nextRetryMs(endedAtMs, lastTryMs) : laterMs
  const dueMs = Math.min(untriedMs, watchMs, isScarce ? Infinity : lateDueMs)
  return Number.isFinite(dueMs) ? dueMs : undefined
}

function watchDueMs(
  endedAtMs: number,
  known: KeptReplays | undefined,
  lastTryMs: number,
  { rate, refreshMs, nowMs }: ReplayInput,
): number {
  return dueByWeight({
    weightAt: (atMs) => Math.sqrt(replayLikelihood(endedAtMs, atMs)),
    lastMs: Math.max(lastTryMs, endedAtMs),
    spacedFromMs: lastTryMs,
    ratePerWeight: rate.replayRatePerWeight,
    refreshMs: known?.answers === 0 ? RETRY_MS : refreshMs,
    nowMs,
  })
}

/** Due time for broadcasts of the past that were never requested, and for addresses about to expire. */
function backgroundDueMs(
  endedAtMs: number,
  known: KeptReplays | undefined,
  nowMs: number,
): number | undefined {
  if (known === undefined) return nowMs - endedAtMs > LONG_AGO_MS ? 0 : undefined
  const lastTryMs = clampToPast(known.triedAtMs, nowMs)
  if (known.answers === 0 && nowMs - endedAtMs > LONG_AGO_MS)
    return nextRetryMs(endedAtMs, lastTryMs)
  const expiries = known.replays
    .map(({ expiresAtSec }) => expiresAtSec)
    .filter((sec) => sec !== null)
  if (expiries.length === 0) return undefined
  const expiryMs = Math.min(...expiries) * 1000
  if (lastTryMs > expiryMs + GIVE_UP_RENEWING_MS) return undefined
  return Math.max(expiryMs - BEFORE_EXPIRY_MS, lastTryMs + RENEW_MS)
}

/** Retries become less frequent, so that a room without answers does not use up the quota. */
function nextRetryMs(endedAtMs: number, lastTryMs: number): number {
  return lastTryMs + Math.max(RETRY_MS, (lastTryMs - endedAtMs) / 4)
}

/** The last call. A time in the future, left by a clock that was set back, does not count. */
function latestTryMs(replays: readonly KeptReplays[], nowMs: number): number {
  return replays.reduce((last, one) => {
    const aged = nowMs - clampToPast(one.triedAtMs, nowMs)
    return aged < nowMs - last ? nowMs - aged : last
  }, 0)
}
