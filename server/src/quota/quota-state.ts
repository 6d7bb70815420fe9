import { dayKey, daysAround, lastResetMs, MIDNIGHT_GUARD_MS, nextResetMs } from './day'
import { PURPOSES, type Grant, type Purpose, type Upstream, type Usage } from './ledger'
import { leftFor, potFor, type DayCount, type Shares } from './shares'

/**
 * Everything the ledger remembers, and the rules by which it changes: pure, so that both drivers keep
 * the same book by the same rules, and a test may invent any time.
 */
export interface Book {
  /** Earliest first. The last one is the high-water day: no earlier one is ever opened alone again. */
  readonly days: readonly DayCount[]
  /** The limit that quota/get last told, if it ever did. */
  readonly upstreamLimit: number | null
  /** Until when a book that was lost is being put together again; 0: it was not. */
  readonly settleUntilMs: number
}

export const EMPTY_BOOK: Book = { days: [], upstreamLimit: null, settleUntilMs: 0 }

export interface Rules {
  /** Calls allowed per day, from 1. */
  readonly limit: number
  readonly shares: Shares
}

export interface Moment {
  readonly nowMs: number
  /** How far the clock behind `nowMs` is ahead of WeChat's; null: WeChat has not been heard yet. */
  readonly aheadMs: number | null
}

/** What a change of the book came to; without `book`, nothing changed. */
export interface Change<T> {
  readonly answer: T
  readonly book?: Book
}

/** Two clocks that differ by more do not mean the same midnight. @see contract B12 */
export const MOST_SKEW_MS = 60_000

/** How long a lost book waits for what the instances remember. They look every second or so. */
export const SETTLE_MS = 60_000

/**
 * That WeChat's own count begins anew exactly at midnight is unconfirmed: for so long it might still be
 * that of the day before, and believing it would end the new day before it began.
 */
const COUNT_SETTLES_MS = 15 * 60_000

/** Days that are kept: enough for any clock that is set right again, few enough to read each time. */
export const KEPT_DAYS = 8

const noCalls = (): Record<Purpose, number> => ({ sync: 0, replay: 0, manual: 0, reserve: 0 })

/** A call more for `purpose`, on every day on which WeChat may count it; or why not. */
export function reserveIn(
  book: Book,
  moment: Moment,
  purpose: Purpose,
  rules: Rules,
): Change<Grant> {
  const refusal = refusalNow(book, moment)
  if (refusal !== undefined) return { answer: refusal }
  const limit = limitOf(book, rules)
  const charged: DayCount[] = []
  for (const count of countsNow(book, moment)) {
    const pot = potFor(purpose, count, limit, rules.shares)
    if (pot === 'none') return { answer: refuse(count, purpose, limit, moment) }
    charged.push({
      ...count,
      used: count.used + 1,
      held: count.held + (pot === 'held' ? 1 : 0),
      byPurpose: { ...count.byPurpose, [purpose]: count.byPurpose[purpose] + 1 },
    })
  }
  const tightest = charged.reduce((a, b) => (b.used > a.used ? b : a))
  const day = charged[0]?.day ?? tightest.day
  return {
    answer: { kind: 'granted', day, used: tightest.used, limit },
    book: withDays(book, charged),
  }
}

/** WeChat said that the day is over. */
export function closeIn(book: Book, day: string): Change<undefined> {
  const count = countOf(book, day)
  return count.closed
    ? { answer: undefined }
    : { answer: undefined, book: withDays(book, [{ ...count, closed: true }]) }
}

/**
 * What quota/get says. Calls that it knows of and we do not were made by others, and stay charged: our
 * next ones come on top. Around midnight, or while the clocks disagree, nobody knows which day it means.
 */
export function observeIn(book: Book, moment: Moment, upstream: Upstream): Change<undefined> {
  const upstreamLimit = upstream.dailyLimit ?? book.upstreamLimit
  const [day, ...others] = daysAround(moment.nowMs, moment.aheadMs ?? 0)
  const count = countOf(book, day)
  const isOfToday =
    others.length === 0 && moment.nowMs - lastResetMs(moment.nowMs) >= COUNT_SETTLES_MS
  const isMore = isOfToday && upstream.used !== null && upstream.used > count.used
  if (!isMore && upstreamLimit === book.upstreamLimit) return { answer: undefined }
  const days = isMore ? [{ ...count, used: upstream.used }] : []
  return { answer: undefined, book: withDays({ ...book, upstreamLimit }, days) }
}

export function usageOf(book: Book, moment: Moment, rules: Rules): Usage {
  const limit = limitOf(book, rules)
  const counts = countsNow(book, moment)
  const least = (purpose: Purpose) =>
    refusalNow(book, moment) === undefined
      ? Math.min(...counts.map((count) => leftFor(purpose, count, limit, rules.shares)))
      : 0
  // Of two days, the one that decides.
  const closest = (a: DayCount, b: DayCount) =>
    Number(b.closed) - Number(a.closed) || b.used - a.used || (b.day > a.day ? 1 : -1)
  const tightest = [...counts].sort(closest)[0] ?? blank(dayKey(moment.nowMs))
  const { day, used, byPurpose, closed } = tightest
  return {
    day,
    used,
    byPurpose,
    left: Object.fromEntries(PURPOSES.map((one) => [one, least(one)])) as Usage['left'],
    limit,
    closed,
    resetAtMs: resetOf(day, closed || used >= limit, moment.nowMs),
    aheadMs: moment.aheadMs,
  }
}

/**
 * The book with everything that another copy of it remembers. No count ever goes down: one that is
 * lower than it was, or missing, means that the storage lost calls. Then the book has to settle first,
 * so that every instance can say what it remembers.
 */
export function restoreIn(book: Book, floor: Book, nowMs: number): Book {
  const known = new Map(book.days.map((count) => [count.day, count]))
  const oldest = book.days.length < KEPT_DAYS ? '' : (book.days[0]?.day ?? '')
  const behind = floor.days.filter((count) => {
    const now = known.get(count.day)
    return now === undefined ? count.day > oldest : isBehind(now, count)
  })
  if (behind.length === 0) return book
  const restored = behind.map((count) => highest(known.get(count.day) ?? count, count))
  return withDays(
    {
      ...book,
      upstreamLimit: book.upstreamLimit ?? floor.upstreamLimit,
      settleUntilMs: nowMs + SETTLE_MS,
    },
    restored,
  )
}

function isBehind(now: DayCount, floor: DayCount): boolean {
  return (
    now.used < floor.used ||
    now.held < floor.held ||
    (floor.closed && !now.closed) ||
    PURPOSES.some((purpose) => now.byPurpose[purpose] < floor.byPurpose[purpose])
  )
}

function highest(a: DayCount, b: DayCount): DayCount {
  const byPurpose = noCalls()
  for (const one of PURPOSES) byPurpose[one] = Math.max(a.byPurpose[one], b.byPurpose[one])
  return {
    day: a.day,
    used: Math.max(a.used, b.used),
    held: Math.max(a.held, b.held),
    closed: a.closed || b.closed,
    byPurpose,
  }
}

function refusalNow(book: Book, { nowMs, aheadMs }: Moment): Grant | undefined {
  const settlesInMs = book.settleUntilMs - nowMs
  // More than it ever takes means that the clock was set back meanwhile.
  if (settlesInMs > 0 && settlesInMs <= SETTLE_MS)
    return { kind: 'recovering', untilMs: book.settleUntilMs }
  if (aheadMs === null || Math.abs(aheadMs) <= MOST_SKEW_MS) return undefined
  const days = daysAround(nowMs, aheadMs)
  const opensDay = (days.at(-1) ?? '') > highWater(book)
  return opensDay && days.length > 1 ? { kind: 'skewed', aheadMs } : undefined
}

/** Every day that a call made now is charged to, earliest first. */
function countsNow(book: Book, { nowMs, aheadMs }: Moment): DayCount[] {
  const days = daysAround(nowMs, aheadMs ?? 0)
  const high = highWater(book)
  const isSetBack = high > (days.at(-1) ?? '')
  return (isSetBack ? [...days, high] : [...days]).map((day) => countOf(book, day))
}

function refuse(count: DayCount, purpose: Purpose, limit: number, { nowMs }: Moment): Grant {
  const { day, used, closed } = count
  const resetAtMs = resetOf(day, true, nowMs)
  if (closed) return { kind: 'closed', day, resetAtMs }
  return used >= limit
    ? { kind: 'spent', limit, resetAtMs }
    : { kind: 'share-spent', purpose, limit, resetAtMs }
}

/** When the calls of a new day can be made; always later than `nowMs`. */
function resetOf(day: string, isOver: boolean, nowMs: number): number {
  const guardEndsMs = lastResetMs(nowMs) + MIDNIGHT_GUARD_MS
  return isOver && day < dayKey(nowMs) && nowMs < guardEndsMs ? guardEndsMs : nextResetMs(nowMs)
}

function limitOf(book: Book, rules: Rules): number {
  return Math.min(rules.limit, book.upstreamLimit ?? Infinity)
}

function highWater(book: Book): string {
  return book.days.at(-1)?.day ?? ''
}

function countOf(book: Book, day: string): DayCount {
  return book.days.find((count) => count.day === day) ?? blank(day)
}

function blank(day: string): DayCount {
  return { day, used: 0, held: 0, closed: false, byPurpose: noCalls() }
}

function withDays(book: Book, changed: readonly DayCount[]): Book {
  const byDay = new Map([...book.days, ...changed].map((count) => [count.day, count]))
  const days = [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1)).slice(-KEPT_DAYS)
  return { ...book, days }
}
