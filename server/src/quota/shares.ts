import type { Purpose } from './ledger'

/**
 * How a day's calls are divided, in whole percent of its limit. For `reserve`: what is kept back from
 * reading the list, the hard reserve. For the others: the most that the purpose may take of the rest.
 */
export type Shares = Readonly<Record<Purpose, number>>

/**
 * The list may take all but the hard reserve: replays and calls that someone asks for are few, and
 * what they leave would be lost at midnight.
 */
export const DEFAULT_SHARES: Shares = { sync: 90, replay: 25, manual: 10, reserve: 10 }

/** One day in the book. */
export interface DayCount {
  /** In Beijing, YYYY-MM-DD. */
  readonly day: string
  /** Calls charged, ours and those that WeChat told us of. Never goes down. */
  readonly used: number
  /** How many of them were paid from the hard reserve. */
  readonly held: number
  readonly byPurpose: Readonly<Record<Purpose, number>>
  readonly closed: boolean
}

/** Where the money for a call comes from. */
export type Pot = 'common' | 'held' | 'none'

/** Rounded down, so that a tiny limit is not eaten up by its reserve. */
const heldOf = (limit: number, shares: Shares) => Math.floor((limit * shares.reserve) / 100)
const shareOf = (limit: number, percent: number) => Math.ceil((limit * percent) / 100)

/** From which pot the next call for a purpose would be paid. */
export function potFor(purpose: Purpose, count: DayCount, limit: number, shares: Shares): Pot {
  const { common, held } = roomFor(purpose, count, limit, shares)
  if (common > 0) return 'common'
  return held > 0 ? 'held' : 'none'
}

/** How many calls a purpose could make, if the others made none. */
export function leftFor(purpose: Purpose, count: DayCount, limit: number, shares: Shares): number {
  const { common, held } = roomFor(purpose, count, limit, shares)
  return common + held
}

function roomFor(
  purpose: Purpose,
  count: DayCount,
  limit: number,
  shares: Shares,
): { common: number; held: number } {
  const left = limit - count.used
  if (count.closed || left <= 0) return { common: 0, held: 0 }
  const reserve = heldOf(limit, shares)
  // What others spent outside of this ledger comes from the common pot, and then eats into the reserve.
  const commonLeft = Math.max(0, limit - reserve - (count.used - count.held))
  const ownLeft = Math.max(0, shareOf(limit, shares[purpose]) - count.byPurpose[purpose])
  const common = purpose === 'reserve' ? 0 : Math.min(commonLeft, ownLeft, left)
  const mayUseReserve = purpose !== 'sync'
  const held = mayUseReserve ? Math.min(Math.max(0, reserve - count.held), left - common) : 0
  return { common, held }
}
