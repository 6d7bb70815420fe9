import type { Clock } from './clock'
import type { Scheduler } from './sync/scheduler'
import { within } from './within'

export interface DriveParts {
  readonly scheduler: Pick<Scheduler, 'tick'>
  readonly clock: Clock
  /** How long the one request that finds work due may wait for it. */
  readonly atMostMs?: number
}

const EVERY_MS = 1_000
const AT_MOST_MS = 2_500

/**
 * Lets requests drive the refresh, where a host stops the process between two of them. What is due
 * is still the planner's to say: a crowd drives it no faster than one shopper. One request at a time
 * waits, and not for long; the others get the last list at once.
 * @see contract G, background work
 */
export function driveByRequests({ scheduler, clock, atMostMs = AT_MOST_MS }: DriveParts) {
  let lookedAtMs = Number.NEGATIVE_INFINITY
  return async (): Promise<void> => {
    const nowMs = clock.nowMs()
    // A clock that was set back must not stop the refresh until it has caught up.
    if (nowMs >= lookedAtMs && nowMs - lookedAtMs < EVERY_MS) return
    lookedAtMs = nowMs
    await within(scheduler.tick(), atMostMs)
  }
}
