/**
 * Where time comes from. Asked each time, never remembered: a machine that slept, and a test that
 * jumps a day ahead, both make due work run at the next look.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number
}

export const systemClock: Clock = { nowMs: () => Date.now() }
