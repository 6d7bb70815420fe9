/** Chance that can be had again: the same seed, the same day. */
export interface Random {
  /** From 0, below 1. */
  next(): number
  between(from: number, to: number): number
  /** Bell-shaped around `mean`. */
  near(mean: number, deviation: number): number
  chance(part: number): boolean
}

/** mulberry32: 32 bits of state, enough for days of rooms. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (from, to) => from + next() * (to - from),
    near: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    chance: (part) => next() < part,
  }
}
