import type { Usage } from '../quota/ledger'
import type { Snapshot } from '../store/snapshot'
import { habitsOf, isNight, slotOf } from './habits'
import { foresee, hasReplay, REPLAY_AFTER_MIN, REPLAY_WATCH_MIN, replayOf } from './likelihood'
import { clustersOf } from './pages'
import { choresOf } from './replay-tasks'
import type { Pace } from './types'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const STEP_MIN = 5

/** The limit of which the intervals below speak; another limit stretches or shrinks them. */
const USUAL_LIMIT = 500
/** A room is made at least ten minutes before it starts (contract B2). */
const FRONT_DAY_MS = 15 * MINUTE_MS
const FRONT_NIGHT_MS = HOUR_MS
/** Chores may take this part of a day's calls. */
const CHORES_PART = 0.06
/** All that is not hot may take this part of what is left. */
const OVERHEAD_PART = 1 / 3

/** The pull of a usual broadcast, and that of its replay until it appears. */
const USUAL_PULL = 0.09
const REPLAY_PULL = 0.5
const REPLAY_MIN = 3
/** What the replays of one broadcast should be able to cost, and the part of their purse to plan with. */
const REPLAY_CALLS = 3
const REPLAY_PURSE_PART = 0.7
/** What a day may bring that neither list nor habit foretold: part of a usual broadcast. */
const UNFORESEEN_MIN = 35

/** A stretch of time with one pull. */
interface Stretch {
  readonly pull: number
  readonly minutes: number
}

export interface PaceInput {
  readonly nowMs: number
  readonly snapshot: Snapshot
  readonly usage: Usage
  readonly refreshMs: number
}

/**
 * How fast to spend. Looks that come every δ notice a change δ/2 late on average. If a change has the
 * likelihood λ(t) per minute and looks come at the rate r(t), the delay to be expected is ∫ λ/2r dt,
 * and the calls it takes ∫ r dt. It is least, for calls given, where r is in proportion to √λ. So every
 * look pulls with √λ, and what is left of the day, divided by all the pull that the day will yet bring,
 * is the pace: looks per minute and unit of pull. Whatever comes unplanned lowers the pace of all that
 * is still to come a little; the evening does not pay for it alone.
 */
export function paceOf({ nowMs, snapshot, usage, refreshMs }: PaceInput): Pace {
  const left = Math.max(0, usage.left.sync)
  const ahead = outlook(snapshot, nowMs, usage.resetAtMs)
  const { stretches, replays, quietDayMs, quietNightMs } = ahead
  const scale = USUAL_LIMIT / Math.max(1, usage.limit)
  const slowest = 5 * refreshMs
  const dayMs = Math.max(slowest, FRONT_DAY_MS * scale)
  const nightMs = Math.max(slowest, FRONT_NIGHT_MS * scale)
  const choreMs = Math.max(slowest, DAY_MS / Math.max(1, CHORES_PART * usage.limit))
  const { wanted, done } = choresOf(snapshot, usage.resetAtMs, nowMs)
  const choresFromMs = usage.resetAtMs - DAY_MS + done * choreMs
  const choresMs = Math.max(0, usage.resetAtMs - Math.max(nowMs, choresFromMs))
  const chores = Math.min(wanted, choresMs / choreMs)
  const overhead = quietDayMs / dayMs + quietNightMs / nightMs + chores
  const slower = Math.max(1, overhead / Math.max(1, left * OVERHEAD_PART))
  const most = MINUTE_MS / refreshMs
  const perPull = solve([...stretches, ...replays], left - overhead / slower, most)
  // A whole purse for one replay would leave those of the evening none.
  const purse = usage.left.replay * REPLAY_PURSE_PART
  return {
    perPull: left > 0 ? perPull : 0,
    replayPerPull: Math.min(left > 0 ? perPull : Infinity, solve(replays, purse, most)),
    replaysWanted: ahead.toCome * REPLAY_CALLS,
    frontEveryMs: (isNight(nowMs) ? nightMs : dayMs) * slower,
    choreEveryMs: choreMs * slower,
    choresFromMs,
  }
}

/** All the pull between now and midnight, and the time without any. */
function outlook(snapshot: Snapshot, nowMs: number, untilMs: number) {
  const stretches: Stretch[] = []
  const habits = habitsOf(snapshot.rooms, nowMs)
  const known = new Map(snapshot.replays.map((one) => [one.roomId, one]))
  const todays = snapshot.rooms.filter(
    (one) => maySoonChange(one, nowMs) && one.room.startAtSec * 1000 < untilMs,
  )
  const clusters = clustersOf(todays, snapshot).map(({ rooms }) =>
    rooms.map((one) => foresee(one, nowMs)),
  )
  let [quietDayMs, quietNightMs] = [0, 0]
  for (let atMs = nowMs; atMs < untilMs; atMs += STEP_MIN * MINUTE_MS) {
    const minutes = Math.min(STEP_MIN, (untilMs - atMs) / MINUTE_MS)
    let hot = false
    for (const cluster of clusters) {
      const change = cluster.reduce((sum, one) => sum + one.changeIn(atMs, minutes), 0)
      if (change > 0) stretches.push({ pull: Math.sqrt(change), minutes })
      hot ||= change > 0
    }
    const habit = hot ? 0 : (habits[slotOf(atMs)] ?? 0)
    if (habit > 0) stretches.push({ pull: USUAL_PULL, minutes: minutes * habit })
    if (!hot && isNight(atMs)) quietNightMs += minutes * MINUTE_MS * (1 - habit)
    if (!hot && !isNight(atMs)) quietDayMs += minutes * MINUTE_MS * (1 - habit)
  }
  const toCome = todays.filter(({ room }) => room.endAtSec * 1000 < untilMs).length
  const awaited = snapshot.rooms.filter(
    ({ room, endedAtMs }) =>
      endedAtMs !== null &&
      nowMs - endedAtMs < REPLAY_WATCH_MIN * MINUTE_MS &&
      !hasReplay(known.get(room.roomId)),
  )
  const replays: Stretch[] = [{ pull: REPLAY_PULL, minutes: toCome * REPLAY_MIN }]
  for (const { endedAtMs } of awaited) {
    const sinceMs = nowMs - (endedAtMs ?? nowMs)
    const pull = Math.sqrt(replayOf(0, Math.max(sinceMs, REPLAY_AFTER_MIN * MINUTE_MS)))
    replays.push({ pull, minutes: REPLAY_MIN })
  }
  const ofDay = Math.min(1, (untilMs - nowMs) / DAY_MS)
  stretches.push({ pull: USUAL_PULL, minutes: UNFORESEEN_MIN * ofDay })
  return { stretches, replays, toCome, quietDayMs, quietNightMs }
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

/** The pace that spends `calls` over these stretches, none of them looked at more than `most` a minute. */
function solve(stretches: readonly Stretch[], calls: number, most: number): number {
  let free = stretches
  let left = calls
  for (;;) {
    const pull = free.reduce((sum, one) => sum + one.pull * one.minutes, 0)
    const perPull = pull > 0 ? Math.max(0, left) / pull : 0
    const capped = free.filter((one) => one.pull * perPull > most)
    if (capped.length === 0 || capped.length === free.length) return perPull
    free = free.filter((one) => one.pull * perPull <= most)
    left -= capped.reduce((sum, one) => sum + one.minutes * most, 0)
  }
}
