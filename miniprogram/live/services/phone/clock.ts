/**
 * The current time, and timers. Code with timers takes a Clock as an argument, so that tests use virtual time
 * and detect timers that were not cancelled.
 */
export interface Clock {
  nowMs(): number
  /** @returns an id for `clearTimeout`. */
  setTimeout(run: () => void, waitMs: number): number
  clearTimeout(id: number): void
}

/** The phone's clock. Globals are looked up at each call, because tests and simulators replace them. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  setTimeout: (run, waitMs) => setTimeout(run, waitMs),
  clearTimeout: (id) => clearTimeout(id),
}
