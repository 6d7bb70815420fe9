import type { Usage } from '../quota/types'
import type { Snapshot } from '../store/snapshot'
import { broadcastHabits, isNight, slotOf } from './habits'
import {
  forecastRoom,
  hasReplay,
  REPLAY_AFTER_MIN,
  REPLAY_WATCH_MIN,
  replayLikelihood,
} from './likelihood'
import { clustersOf } from './pages'
import { countBackgroundReplays } from './replay-tasks'
import type { PollRate } from './types'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const STEP_MIN = 5

/** Daily limit for which the intervals below are meant. They scale with another limit. */
const USUAL_LIMIT = 500
/** A room is created at least ten minutes before it starts (contract B2). */
const FRONT_DAY_MS = 15 * MINUTE_MS
const FRONT_NIGHT_MS = HOUR_MS
/** Share of a day's calls for background replay calls. */
const BACKGROUND_SHARE = 0.06
/** Share of the remaining calls for reads of rows that are not likely to change. */
const OVERHEAD_SHARE = 1 / 3

/** Weight of a typical broadcast, and of its replay until it appears. */
const USUAL_WEIGHT = 0.09
const REPLAY_WEIGHT = 0.5
const REPLAY_MIN = 3
/** Calls planned for the replays of one broadcast, and the part of the replay budget to plan with. */
const REPLAY_CALLS = 3
const REPLAY_BUDGET_SHARE = 0.7
/** Reserve for unplanned broadcasts: part of a typical broadcast. */
const UNFORESEEN_MIN = 35

/** An interval of constant weight. */
interface WeightedInterval {
  readonly weight: number
  readonly minutes: number
}

export interface PollRateInput {
  readonly nowMs: number
  readonly snapshot: Snapshot
  readonly usage: Usage
  readonly refreshMs: number
}

/**
 * Divides the remaining calls over the rest of the day. Reads at interval δ notice a change δ/2
 * late on average. If a change has the likelihood λ(t) per minute and reads come at the rate r(t),
 * the expected delay is ∫ λ/2r dt and the number of calls is ∫ r dt. For a given number of calls
 * the delay is minimal if r is proportional to √λ. So each read has the weight √λ, and the
 * remaining calls divided by the total weight until midnight give the rate: calls per minute and
 * unit of weight. An unplanned broadcast lowers the rate of everything that follows a little,
 * instead of using up the calls of the evening.
 */
export function pollRateOf({ nowMs, snapshot, usage, refreshMs }: PollRateInput): PollRate {
  const left = Math.max(0, usage.left.sync)
  const ahead = forecastDay(snapshot, nowMs, usage.resetAtMs)
  const { intervals, replays, quietDayMs, quietNightMs } = ahead
  const scale = USUAL_LIMIT / Math.max(1, usage.limit)
  const slowest = 5 * refreshMs
  const dayMs = Math.max(slowest, FRONT_DAY_MS * scale)
  const nightMs = Math.max(slowest, FRONT_NIGHT_MS * scale)
  const backgroundMs = Math.max(slowest, DAY_MS / Math.max(1, BACKGROUND_SHARE * usage.limit))
  const { pending, done } = countBackgroundReplays(snapshot, usage.resetAtMs, nowMs)
  const backgroundFromMs = usage.resetAtMs - DAY_MS + done * backgroundMs
  const backgroundTimeMs = Math.max(0, usage.resetAtMs - Math.max(nowMs, backgroundFromMs))
  const backgroundCalls = Math.min(pending, backgroundTimeMs / backgroundMs)
  const overhead = quietDayMs / dayMs + quietNightMs / nightMs + backgroundCalls
  const slowdown = Math.max(1, overhead / Math.max(1, left * OVERHEAD_SHARE))
  const maxPerMinute = MINUTE_MS / refreshMs
  const ratePerWeight = solveRate(
    [...intervals, ...replays],
    left - overhead / slowdown,
    maxPerMinute,
  )
  // Keep part of the budget, so that one replay does not use the calls of the evening's replays.
  const replayBudget = usage.left.replay * REPLAY_BUDGET_SHARE
  return {
    ratePerWeight: left > 0 ? ratePerWeight : 0,
    replayRatePerWeight: Math.min(
      left > 0 ? ratePerWeight : Infinity,
      solveRate(replays, replayBudget, maxPerMinute),
    ),
    reservedReplayCalls: ahead.laterToday * REPLAY_CALLS,
    frontEveryMs: (isNight(nowMs) ? nightMs : dayMs) * slowdown,
    backgroundEveryMs: backgroundMs * slowdown,
    backgroundFromMs,
  }
}

/** All weights from now to midnight, and the time without any. */
function forecastDay(snapshot: Snapshot, nowMs: number, untilMs: number) {
  const intervals: WeightedInterval[] = []
  const habits = broadcastHabits(snapshot.rooms, nowMs)
  const known = new Map(snapshot.replays.map((one) => [one.roomId, one]))
  const todays = snapshot.rooms.filter(
    (one) => maySoonChange(one, nowMs) && one.room.startAtSec * 1000 < untilMs,
  )
  const clusters = clustersOf(todays, snapshot).map(({ rooms }) =>
    rooms.map((one) => forecastRoom(one, nowMs)),
  )
  let [quietDayMs, quietNightMs] = [0, 0]
  for (let atMs = nowMs; atMs < untilMs; atMs += STEP_MIN * MINUTE_MS) {
    const minutes = Math.min(STEP_MIN, (untilMs - atMs) / MINUTE_MS)
    let hot = false
    for (const cluster of clusters) {
      const change = cluster.reduce((sum, one) => sum + one.likelihoodIn(atMs, minutes), 0)
      if (change > 0) intervals.push({ weight: Math.sqrt(change), minutes })
      hot ||= change > 0
    }
    const habit = hot ? 0 : (habits[slotOf(atMs)] ?? 0)
    if (habit > 0) intervals.push({ weight: USUAL_WEIGHT, minutes: minutes * habit })
    if (!hot && isNight(atMs)) quietNightMs += minutes * MINUTE_MS * (1 - habit)
    if (!hot && !isNight(atMs)) quietDayMs += minutes * MINUTE_MS * (1 - habit)
  }
  const laterToday = todays.filter(({ room }) => room.endAtSec * 1000 < untilMs).length
  const awaited = snapshot.rooms.filter(
    ({ room, endedAtMs }) =>
      endedAtMs !== null &&
      nowMs - endedAtMs < REPLAY_WATCH_MIN * MINUTE_MS &&
      !hasReplay(known.get(room.roomId)),
  )
  const replays: WeightedInterval[] = [{ weight: REPLAY_WEIGHT, minutes: laterToday * REPLAY_MIN }]
  for (const { endedAtMs } of awaited) {
    const sinceMs = nowMs - (endedAtMs ?? nowMs)
    const weight = Math.sqrt(replayLikelihood(0, Math.max(sinceMs, REPLAY_AFTER_MIN * MINUTE_MS)))
    replays.push({ weight, minutes: REPLAY_MIN })
  }
  const ofDay = Math.min(1, (untilMs - nowMs) / DAY_MS)
  intervals.push({ weight: USUAL_WEIGHT, minutes: UNFORESEEN_MIN * ofDay })
  return { intervals, replays, laterToday, quietDayMs, quietNightMs }
}

function maySoonChange({ room }: Snapshot['rooms'][number], nowMs: number): boolean {
  switch (room.liveStatus) {
    case 101:
    case 105:
    case 106:
    case null:
      return true
    case 102:
      return room.endAtSec * 1000 >= nowMs
    case 103:
    case 104:
    case 107:
      return false
  }
}

/** The rate that spends `calls` over these intervals, with at maxPerMinute `maxPerMinute` reads a minute in each. */
function solveRate(
  intervals: readonly WeightedInterval[],
  calls: number,
  maxPerMinute: number,
): number {
  let free = intervals
  let left = calls
  for (;;) {
    const totalWeight = free.reduce((sum, one) => sum + one.weight * one.minutes, 0)
    const ratePerWeight = totalWeight > 0 ? Math.max(0, left) / totalWeight : 0
    const capped = free.filter((one) => one.weight * ratePerWeight > maxPerMinute)
    if (capped.length === 0 || capped.length === free.length) return ratePerWeight
    free = free.filter((one) => one.weight * ratePerWeight <= maxPerMinute)
    left -= capped.reduce((sum, one) => sum + one.minutes * maxPerMinute, 0)
  }
}
