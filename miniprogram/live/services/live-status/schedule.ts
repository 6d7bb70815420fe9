import { nextNotice, phaseOf } from '../../domain/channels'
import type { ChannelsLive } from '../../domain/channels'
import { codeOf, isFinal } from '../../domain/live-status-code'
import type { LiveStatus } from '../../domain/live-status-code'
import type { Room } from '../../domain/room'

/**
 * The rules for when a room's status may be requested again. Pure: time and jitter are arguments.
 * @see liveplayer/component-api, getLiveStatus: at once, then every minute or slower
 */
export const MINUTE_MS = 60_000

/** The minimum time between two calls of any rooms. */
export const MIN_CALL_GAP_MS = 200

const MAX_GAP_MS = 15 * MINUTE_MS
const BEFORE_START_MS = 15 * MINUTE_MS
/** The most random jitter, as a fraction of the gap. */
const MAX_JITTER = 1 / 6

/** The back end's data of a room that the schedule needs. */
export type Listed = Pick<Room, 'liveStatus' | 'startAtSec' | 'endAtSec'>

export interface RoomSchedule {
  /** When the room came on the screen. */
  subscribedAtMs: number
  /** The last call for this room, also before a restart; -Infinity: never. */
  calledAtMs: number
  /** Failed calls in a row. */
  failures: number
  /** Random for each call, from 0 to 1. */
  jitter: number
  /** The last status received. */
  last: LiveStatus | undefined
  listed: Listed | undefined
}

export interface Due {
  /** By the room's own schedule. */
  readonly dueMs: number
  /** When the call is possible: it is due, its source is loaded, and a call slot is free. */
  readonly atMs: number
}

/** Orders by possible time, then by due time. Infinity: never. */
export function isSooner(one: Due, best: Due | null): boolean {
  return best !== null && one.atMs === best.atMs
    ? one.dueMs < best.dueMs
    : one.atMs < (best?.atMs ?? Infinity)
}

/** Infinity: no further call. */
export function dueAtMs(room: RoomSchedule, nowMs: number): number {
  if (room.last !== undefined && isFinal(room.last)) return Infinity
  const gapMs = retryGapMs(room.failures)
  const afterGapMs = room.calledAtMs + gapMs * (1 + room.jitter * MAX_JITTER)
  return Math.max(room.subscribedAtMs, afterGapMs, notBeforeMs(room, nowMs))
}

/**
 * A room that has not started gets one call, and the next only near its start. A room past its planned end
 * gets few calls: it cannot start unless the phone's clock is wrong.
 */
function notBeforeMs(
  { last, listed, calledAtMs, subscribedAtMs }: RoomSchedule,
  nowMs: number,
): number {
  // a new subscription gets a status at once; after that an idle account is polled rarely
  if (last?.kind === 'channels')
    return subscribedAtMs > calledAtMs ? -Infinity : idleAccountDueMs(last.live, calledAtMs, nowMs)
  if (last === undefined || listed === undefined || !isUpcoming(last, listed.liveStatus))
    return -Infinity
  if (nowMs > listed.endAtSec * 1000) return calledAtMs + MAX_GAP_MS
  return (listed.startAtSec ?? 0) * 1000 - BEFORE_START_MS
}

/**
 * WeChat limits the rate of wx calls too, at an undocumented number, so an account that is neither live nor
 * about to start is polled less often.
 */
function idleAccountDueMs(live: ChannelsLive, calledAtMs: number, nowMs: number): number {
  const phase = phaseOf(live, nowMs)
  if (phase === 'live' || phase === 'preparing') return -Infinity
  const startAtSec = phase === 'announced' ? nextNotice(live, nowMs)?.startAtSec : null
  return Math.min(calledAtMs + MAX_GAP_MS, (startAtSec ?? Infinity) * 1000 - BEFORE_START_MS)
}

/** Both statuses must be 102: if they differ, one of them is outdated. */
function isUpcoming(last: LiveStatus, listed: LiveStatus): boolean {
  const codes = [codeOf(last), codeOf(listed)].filter((code) => code !== null)
  return codes.length > 0 && codes.every((code) => code === 102)
}

/** The gap after failures: one minute after the first, then doubled each time. */
export function retryGapMs(failures: number): number {
  return Math.min(MAX_GAP_MS, MINUTE_MS * 2 ** Math.max(0, failures - 1))
}
