/**
 * The time, and being woken at one. What plans ahead takes it as an argument, so that a test runs a
 * day in a moment and sees every timer that was left behind.
 */
export interface Clock {
  nowMs(): number
  /** @returns an id for `clearTimeout`. */
  setTimeout(run: () => void, waitMs: number): number
  clearTimeout(id: number): void
}

// under names of their own: the compiler wraps a function that is called like the one it calls
const start = (run: () => void, waitMs: number) => setTimeout(run, waitMs)
const stop = (id: number) => clearTimeout(id)

/** The phone's. Globals are looked up at each call: a test, or a simulator, may replace them. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  setTimeout: start,
  clearTimeout: stop,
}
