import { nextNotice, phaseOf } from '../../domain/channels'
import type { ChannelsLive } from '../../domain/channels'
import { codeOf, isFinal } from '../../domain/live-status-code'
import type { LiveStatus } from '../../domain/live-status-code'
import type { Room } from '../../domain/room'

/**
 * When a room may be asked about again: pure rules, with time and chance as arguments.
 * @see liveplayer/component-api, getLiveStatus: at once, then every minute or slower
 */
export const MINUTE_MS = 60_000

/** The least time between two calls, whatever their rooms. */
export const MIN_CALL_GAP_MS = 200

const MAX_GAP_MS = 15 * MINUTE_MS
const BEFORE_START_MS = 15 * MINUTE_MS
/** Up to this part of a gap is added to it by chance. */
const MAX_JITTER = 1 / 6

/** What the back end says of a room. */
export type Listed = Pick<Room, 'liveStatus' | 'startAtSec' | 'endAtSec'>

export interface RoomSchedule {
  /** When the room came on the screen. */
  subscribedAtMs: number
  /** When the plugin was last called for it, before a restart too; -Infinity: never. */
  calledAtMs: number
  /** Calls without an answer in a row. */
  failures: number
  /** Drawn for each call, from 0 to 1. */
  jitter: number
  /** What the plugin said last. */
  last: LiveStatus | undefined
  listed: Listed | undefined
}

export interface Due {
  /** By its own pace. */
  readonly dueMs: number
  /** When it can be done: it is due, its line is there, and a call may be made. */
  readonly atMs: number
}

/** Of two that can be done at once, the one that has been due for longer; never: Infinity. */
export function isSooner(one: Due, best: Due | null): boolean {
  return best !== null && one.atMs === best.atMs
    ? one.dueMs < best.dueMs
    : one.atMs < (best?.atMs ?? Infinity)
}

/** Infinity: never again. */
export function dueAtMs(room: RoomSchedule, nowMs: number): number {
  if (room.last !== undefined && isFinal(room.last)) return Infinity
  const gapMs = retryGapMs(room.failures)
  const afterGapMs = room.calledAtMs + gapMs * (1 + room.jitter * MAX_JITTER)
  return Math.max(room.subscribedAtMs, afterGapMs, notBeforeMs(room, nowMs))
}

/**
 * A room that has not started is asked about once, and then not before its start is near. One whose
 * planned end has passed cannot start any more, unless the phone's clock is wrong.
 */
function notBeforeMs(
  { last, listed, calledAtMs, subscribedAtMs }: RoomSchedule,
  nowMs: number,
): number {
  // who has just come wants to know; who stays is told of a quiet account now and then
  if (last?.kind === 'channels')
    return subscribedAtMs > calledAtMs ? -Infinity : idleAccountDueMs(last.live, calledAtMs, nowMs)
  if (last === undefined || listed === undefined || !isUpcoming(last, listed.liveStatus))
    return -Infinity
  if (nowMs > listed.endAtSec * 1000) return calledAtMs + MAX_GAP_MS
  return (listed.startAtSec ?? 0) * 1000 - BEFORE_START_MS
}

/**
 * Calls of wx are limited in frequency too, by no number that WeChat tells: an account that is not
 * live, nor about to be, is asked about less often.
 */
function idleAccountDueMs(live: ChannelsLive, calledAtMs: number, nowMs: number): number {
  const phase = phaseOf(live, nowMs)
  if (phase === 'live' || phase === 'preparing') return -Infinity
  const startAtSec = phase === 'announced' ? nextNotice(live, nowMs)?.startAtSec : null
  return Math.min(calledAtMs + MAX_GAP_MS, (startAtSec ?? Infinity) * 1000 - BEFORE_START_MS)
}

/** Where the two disagree, one of them is old. */
function isUpcoming(last: LiveStatus, listed: LiveStatus): boolean {
  const codes = [codeOf(last), codeOf(listed)].filter((code) => code !== null)
  return codes.length > 0 && codes.every((code) => code === 102)
}

/** The first failure costs a minute like any call; each further one twice the one before. */
export function retryGapMs(failures: number): number {
  return Math.min(MAX_GAP_MS, MINUTE_MS * 2 ** Math.max(0, failures - 1))
}
