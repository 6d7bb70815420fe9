import type { KeptReplays, KeptRoom } from '../store/snapshot'

/**
 * How likely something changes, per minute, as far as one can know beforehand. These are the only
 * guesses of the planner. They need to be right in shape, not in number: what a look is worth goes
 * with their square root, so that a guess wrong by four makes looks wrong by two.
 */
const MINUTE_MS = 60_000

/** Hosts rarely begin before the plan, and mostly within minutes after it. */
const BEFORE_START_MIN = 10
const EARLY_START = 0.02
const START = 0.15
/** The longer a host is late, the less likely is the next minute: nobody waits for ever. */
const LATE_START_MIN = 8

/** On air: a pause or an early end may come at any time, the end comes around the plan. */
const ON_AIR = 0.004
const NEAR_END_MIN = 15
const END = 0.04
const OVERRUN_MIN = 30
/** 106: the host has 15 minutes to come back, and either happens soon. */
const INTERRUPTED = 0.06
/** A status that nobody documented says nothing about how long it lasts. */
const UNKNOWN = 0.01
const UNKNOWN_AFTER_MIN = 120

/** A replay appears about 10 minutes after the end. */
export const REPLAY_AFTER_MIN = 10
const REPLAY = 0.25
const REPLAY_USUAL_MIN = 15
/** From here on single questions, far apart, are enough. */
export const REPLAY_WATCH_MIN = 20

/** That a room changes its status in the minute at `atMs`, should nothing have happened until then. */
export function changeOf({ room }: Pick<KeptRoom, 'room'>, atMs: number): number {
  const sinceStart = (atMs - room.startAtSec * 1000) / MINUTE_MS
  const sinceEnd = (atMs - room.endAtSec * 1000) / MINUTE_MS
  switch (room.liveStatus) {
    case 102:
      return sinceEnd > 0 ? 0 : startOf(sinceStart)
    case 101:
    case 105:
      return endOf(sinceEnd)
    case 106:
      return Math.max(INTERRUPTED, endOf(sinceEnd))
    case null:
      return sinceStart >= -BEFORE_START_MIN && sinceEnd <= UNKNOWN_AFTER_MIN ? UNKNOWN : 0
    case 103:
    case 104:
    case 107:
      return 0
  }
}

function startOf(sinceStart: number): number {
  if (sinceStart < -BEFORE_START_MIN) return 0
  if (sinceStart < -1) return EARLY_START
  return START * Math.min(1, LATE_START_MIN / Math.max(1, sinceStart))
}

function endOf(sinceEnd: number): number {
  if (sinceEnd < -NEAR_END_MIN) return ON_AIR
  return END * Math.min(1, OVERRUN_MIN / Math.max(1, sinceEnd))
}

/** The same, for planning ahead: a room that is to start is taken to start and end about as planned. */
export function expectedChangeOf(
  kept: Pick<KeptRoom, 'room'>,
  atMs: number,
  nowMs: number,
): number {
  const { room } = kept
  if (room.liveStatus === 102 && nowMs > room.endAtSec * 1000) return 0
  if (isToStart(kept, atMs, nowMs)) return changeOf(kept, atMs)
  if (changeOf(kept, nowMs) === 0 && room.liveStatus !== 102) return 0
  const overMs = Math.max(room.endAtSec * 1000, nowMs) + NEAR_END_MIN * MINUTE_MS
  return atMs > overMs ? 0 : endOf((atMs - room.endAtSec * 1000) / MINUTE_MS)
}

function isToStart({ room }: Pick<KeptRoom, 'room'>, atMs: number, nowMs: number): boolean {
  if (room.liveStatus !== 102) return false
  const sinceStart = (atMs - room.startAtSec * 1000) / MINUTE_MS
  // One that is late now is not going to be early.
  return sinceStart < LATE_START_MIN || atMs - nowMs < LATE_START_MIN * MINUTE_MS
}

/** What is to be expected of a room, asked about one stretch of time after the other. */
export interface Forecast {
  /** The likelihood of a change per minute, times that of its still being ahead by then. */
  changeIn(atMs: number, minutes: number): number
}

/**
 * A change that has happened is not looked for any more: the later a minute, the less likely it is to be
 * needed. Of calls that must last until the end, however late, as many as √(likelihood of getting there)
 * are worth most there; so calls are not kept back for the overrun of a broadcast that will be long over.
 */
export function foresee(kept: Pick<KeptRoom, 'room'>, nowMs: number): Forecast {
  let ahead = 1
  let wasToStart = true
  return {
    changeIn: (atMs, minutes) => {
      const toStart = isToStart(kept, atMs, nowMs)
      // Its end is ahead of it from its start on.
      if (wasToStart && !toStart) ahead = 1
      wasToStart = toStart
      const change = expectedChangeOf(kept, atMs, nowMs)
      const weighted = change * ahead
      ahead *= Math.exp(-change * minutes)
      return weighted
    },
  }
}

/** That the replay of a room, ended at `endedAtMs`, appears in the minute at `atMs`. */
export function replayOf(endedAtMs: number, atMs: number): number {
  const since = (atMs - endedAtMs) / MINUTE_MS
  if (since < REPLAY_AFTER_MIN || since >= REPLAY_WATCH_MIN) return 0
  return since < REPLAY_USUAL_MIN ? REPLAY : REPLAY / 4
}

/** Has this room's replay been found? One without an address is none. */
export function hasReplay(known: KeptReplays | undefined): boolean {
  return known !== undefined && known.replays.length > 0
}
