import type { KeptReplays, KeptRoom } from '../store/snapshot'

/**
 * Estimated likelihood of a change, per minute. These are the planner's only estimates. Their shape
 * matters more than their size: polling weight is the square root of the likelihood, so an estimate
 * that is wrong by a factor of four changes the polling rate by a factor of two.
 */
const MINUTE_MS = 60_000

/** Hosts rarely start early, and mostly start within minutes of the planned time. */
const EARLIEST_START_MIN = 10
const EARLY_START = 0.02
const START = 0.15
/** The likelihood of a start decreases the longer a host is late. */
const LATE_START_MIN = 8

/**
 * On air: a pause or an early end is possible at any time; the end is most likely around the
 * planned end.
 */
const ON_AIR = 0.004
const NEAR_END_MIN = 15
const END = 0.04
const OVERRUN_MIN = 30
/** 106: the host has 15 minutes to return, and usually returns or ends soon. */
const INTERRUPTED = 0.06
/** An undocumented status: its duration is unknown. */
const UNKNOWN_STATUS = 0.01
const UNKNOWN_AFTER_MIN = 120

/** A replay appears about 10 minutes after the end. */
export const REPLAY_AFTER_MIN = 10
const REPLAY = 0.25
const REPLAY_USUAL_MIN = 15
/** After this time single calls, far apart, are enough. */
export const REPLAY_WATCH_MIN = 20

/** Likelihood that a room changes its status in the minute at `atMs`, if it has not changed before. */
export function changeLikelihood({ room }: Pick<KeptRoom, 'room'>, atMs: number): number {
  const sinceStart = (atMs - room.startAtSec * 1000) / MINUTE_MS
  const sinceEnd = (atMs - room.endAtSec * 1000) / MINUTE_MS
  switch (room.liveStatus) {
    case 102:
      return sinceEnd > 0 ? 0 : startLikelihood(sinceStart)
    case 101:
    case 105:
      return endLikelihood(sinceEnd)
    case 106:
      return Math.max(INTERRUPTED, endLikelihood(sinceEnd))
    case null:
      return sinceStart >= -EARLIEST_START_MIN && sinceEnd <= UNKNOWN_AFTER_MIN ? UNKNOWN_STATUS : 0
    case 103:
    case 104:
    case 107:
      return 0
  }
}

function startLikelihood(sinceStart: number): number {
  if (sinceStart < -EARLIEST_START_MIN) return 0
  if (sinceStart < -1) return EARLY_START
  return START * Math.min(1, LATE_START_MIN / Math.max(1, sinceStart))
}

function endLikelihood(sinceEnd: number): number {
  if (sinceEnd < -NEAR_END_MIN) return ON_AIR
  return END * Math.min(1, OVERRUN_MIN / Math.max(1, sinceEnd))
}

/** The same, for planning ahead: a room that has not started is assumed to start and end as planned. */
export function expectedChangeLikelihood(
  kept: Pick<KeptRoom, 'room'>,
  atMs: number,
  nowMs: number,
): number {
  const { room } = kept
  if (room.liveStatus === 102 && nowMs > room.endAtSec * 1000) return 0
  if (isToStart(kept, atMs, nowMs)) return changeLikelihood(kept, atMs)
  if (changeLikelihood(kept, nowMs) === 0 && room.liveStatus !== 102) return 0
  const overMs = Math.max(room.endAtSec * 1000, nowMs) + NEAR_END_MIN * MINUTE_MS
  return atMs > overMs ? 0 : endLikelihood((atMs - room.endAtSec * 1000) / MINUTE_MS)
}

function isToStart({ room }: Pick<KeptRoom, 'room'>, atMs: number, nowMs: number): boolean {
  if (room.liveStatus !== 102) return false
  const sinceStart = (atMs - room.startAtSec * 1000) / MINUTE_MS
  // A room that is late now will not start early.
  return sinceStart < LATE_START_MIN || atMs - nowMs < LATE_START_MIN * MINUTE_MS
}

/** Forecast for one room. Call it for consecutive intervals, in order. */
export interface Forecast {
  /** Likelihood of a change per minute, times the probability that it has not happened yet. */
  likelihoodIn(atMs: number, minutes: number): number
}

/**
 * A change happens once, so the later a minute, the less likely a call is needed for it. Calls for
 * a late minute are worth the square root of the probability of reaching it. No calls are therefore
 * kept for the overrun of a broadcast that has most likely ended by then.
 */
export function forecastRoom(kept: Pick<KeptRoom, 'room'>, nowMs: number): Forecast {
  let remaining = 1
  let wasToStart = true
  return {
    likelihoodIn: (atMs, minutes) => {
      const toStart = isToStart(kept, atMs, nowMs)
      // The end becomes the next expected change once the room has started.
      if (wasToStart && !toStart) remaining = 1
      wasToStart = toStart
      const change = expectedChangeLikelihood(kept, atMs, nowMs)
      const weighted = change * remaining
      remaining *= Math.exp(-change * minutes)
      return weighted
    },
  }
}

/** Likelihood that the replay of a room that ended at `endedAtMs` appears in the minute at `atMs`. */
export function replayLikelihood(endedAtMs: number, atMs: number): number {
  const since = (atMs - endedAtMs) / MINUTE_MS
  if (since < REPLAY_AFTER_MIN || since >= REPLAY_WATCH_MIN) return 0
  return since < REPLAY_USUAL_MIN ? REPLAY : REPLAY / 4
}

/** Whether a replay was found. A replay without an address does not count. */
export function hasReplay(known: KeptReplays | undefined): boolean {
  return known !== undefined && known.replays.length > 0
}
