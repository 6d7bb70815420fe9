import type { Clock } from './clock'
import type { Scheduler } from './sync/scheduler'
import { withTimeout } from './with-timeout'

export interface RefreshOnRequestParts {
  readonly scheduler: Pick<Scheduler, 'tick'>
  readonly clock: Clock
  /** How long the request that starts a refresh may wait for it. */
  readonly timeoutMs?: number
}

const INTERVAL_MS = 1_000
const TIMEOUT_MS = 2_500

/**
 * Runs the refresh on requests, for hosts that suspend the process between them. The planner still
 * decides what is due, so many requests cause no more calls than one. One request at a time waits,
 * briefly; the others get the last list at once.
 * @see contract G, background work
 */
export function refreshOnRequest({
  scheduler,
  clock,
  timeoutMs = TIMEOUT_MS,
}: RefreshOnRequestParts) {
  let checkedAtMs = Number.NEGATIVE_INFINITY
  return async (): Promise<void> => {
    const nowMs = clock.nowMs()
    // If the clock is set back, the refresh must not stop until it catches up.
    if (nowMs >= checkedAtMs && nowMs - checkedAtMs < INTERVAL_MS) return
    checkedAtMs = nowMs
    await withTimeout(scheduler.tick(), timeoutMs)
  }
}
