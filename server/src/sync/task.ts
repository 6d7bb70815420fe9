import type { PollWeight } from './types'

const MINUTE_MS = 60_000
const TOLERATED_MS = MINUTE_MS
/** Weight is integrated in steps of this size. Calls are never closer together. */
const STEP_MS = 5_000
const MAX_STEP_MS = 30_000
/** How far back and ahead weight is integrated. */
const RANGE_MS = 60 * MINUTE_MS

/**
 * Corrects a time that should be in the past. A clock that was set back by little is tolerated.
 * After a larger jump, a time in the future counts as never, so that calls do not stop until the
 * clock catches up.
 */
export function clampToPast(ms: number, nowMs: number, toleratedMs = TOLERATED_MS): number {
  if (ms <= nowMs) return ms
  return ms <= nowMs + toleratedMs ? nowMs : 0
}

/**
 * The time at which the calls since `lastMs`, at this rate, add up to one; Infinity if it is not
 * within the integration range.
 */
export function dueByWeight(pollWeight: PollWeight): number {
  const { weightAt, lastMs, spacedFromMs, ratePerWeight, refreshMs, nowMs } = pollWeight
  if (ratePerWeight <= 0) return Infinity
  const fromMs = Math.max(lastMs, nowMs - RANGE_MS)
  let calls = 0
  for (let atMs = fromMs, stepMs = STEP_MS; atMs < nowMs + RANGE_MS; atMs += stepMs) {
    const rate = (ratePerWeight * weightAt(atMs + stepMs / 2)) / MINUTE_MS
    if (calls + rate * stepMs >= 1) {
      return Math.max(atMs + (1 - calls) / rate, spacedFromMs + refreshMs)
    }
    calls += rate * stepMs
    if (atMs - fromMs > 2 * MINUTE_MS) stepMs = MAX_STEP_MS
  }
  return Infinity
}
