import type { DayCount, Purpose, Shares } from './types'

/**
 * The list may use everything except the hard reserve. Replays and requested refreshes need few
 * calls, and unused calls expire at midnight.
 */
export const DEFAULT_SHARES: Shares = { sync: 90, replay: 25, manual: 10, reserve: 10 }

/** Where a call is taken from: the calls shared by all purposes, or the hard reserve. */
export type Pool = 'common' | 'held' | 'none'

/** Rounded down, so that a small limit keeps calls outside its reserve. */
const reserveSizeOf = (limit: number, shares: Shares) => Math.floor((limit * shares.reserve) / 100)
const shareSizeOf = (limit: number, percent: number) => Math.ceil((limit * percent) / 100)

/** The pool that pays for the next call of a purpose. */
export function poolFor(purpose: Purpose, count: DayCount, limit: number, shares: Shares): Pool {
  const { common, held } = remainingFor(purpose, count, limit, shares)
  if (common > 0) return 'common'
  return held > 0 ? 'held' : 'none'
}

/** Calls that a purpose could still make if the others made none. */
export function leftFor(purpose: Purpose, count: DayCount, limit: number, shares: Shares): number {
  const { common, held } = remainingFor(purpose, count, limit, shares)
  return common + held
}

function remainingFor(
  purpose: Purpose,
  count: DayCount,
  limit: number,
  shares: Shares,
): { common: number; held: number } {
  const left = limit - count.used
  if (count.closed || left <= 0) return { common: 0, held: 0 }
  const reserve = reserveSizeOf(limit, shares)
  // Calls of other systems use the common pool first, then the reserve.
  const commonLeft = Math.max(0, limit - reserve - (count.used - count.held))
  const ownLeft = Math.max(0, shareSizeOf(limit, shares[purpose]) - count.byPurpose[purpose])
  const common = purpose === 'reserve' ? 0 : Math.min(commonLeft, ownLeft, left)
  const mayUseReserve = purpose !== 'sync'
  const held = mayUseReserve ? Math.min(Math.max(0, reserve - count.held), left - common) : 0
  return { common, held }
}
