import { seededRandom } from '../../sandbox/api/catalogue/random'

/** Reproducible random numbers: the same seed gives the same day. */
export interface Random {
  /** From 0, below 1. */
  next(): number
  between(from: number, to: number): number
  /** Normally distributed around `mean`. */
  near(mean: number, deviation: number): number
  chance(part: number): boolean
}

export function randomOf(seed: number): Random {
  const random = seededRandom(seed)
  const next = () => random.next()
  return {
    next,
    between: (from, to) => from + next() * (to - from),
    near: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    chance: (part) => next() < part,
  }
}
