/**
 * Source of the current time. Read it each time it is needed, so that due work is found after a
 * sleep of the machine or a jump of the clock.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number
}

export const systemClock: Clock = { nowMs: () => Date.now() }
