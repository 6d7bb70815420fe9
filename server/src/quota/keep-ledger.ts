import type { Clock } from '../clock'
import {
  closeIn,
  observeIn,
  reserveIn,
  usageOf,
  type Book,
  type Change,
  type Moment,
  type Rules,
} from './quota-state'
import type { Grant, Ledger } from './ledger'
import { DEFAULT_SHARES, type Shares } from './shares'

/** Where the book is kept: one, however many processes write in it. */
export interface BookStore {
  /**
   * Changes the newest book. What is returned has been written durably before; when another process
   * was faster, `change` runs again on its book.
   * @throws when it cannot be written, or nobody knows whether it was
   */
  change<T>(change: (book: Book, nowMs: number) => Change<T>): Promise<T>
  /** The book, and the time of the clock that counts its days. */
  read(): Promise<{ readonly book: Book; readonly nowMs: number }>
}

export interface LedgerOptions {
  /** Calls allowed per day, from 1. */
  readonly limit: number
  readonly clock: Clock
  readonly shares?: Shares
}

/** Two readings of one clock, with an answer of Redis between them, differ by less. */
const SAME_CLOCK_MS = 1_000

/**
 * The ledger over a book, wherever that is kept. The book's clock decides the day. Every moment in an
 * answer is on `options.clock`, because the caller waits on that clock.
 */
export function keepLedger(store: BookStore, options: LedgerOptions): Ledger {
  const { limit, clock, shares = DEFAULT_SHARES } = options
  const rules: Rules = { limit, shares }
  /** Ahead of WeChat's: this machine's clock. The book's own clock may be another machine's. */
  let localAheadMs: number | null = null
  const momentOf = (bookMs: number): Moment => ({
    nowMs: bookMs,
    aheadMs: localAheadMs === null ? null : localAheadMs + bookMs - clock.nowMs(),
  })
  const toOwnClock = (bookMs: number): ((momentMs: number) => number) => {
    const shiftMs = clock.nowMs() - bookMs
    return Math.abs(shiftMs) < SAME_CLOCK_MS
      ? (momentMs) => momentMs
      : (momentMs) => momentMs + shiftMs
  }

  return {
    reserve: async (purpose) => {
      try {
        return await store.change((book, nowMs) => {
          const change = reserveIn(book, momentOf(nowMs), purpose, rules)
          return { ...change, answer: onOwnClock(change.answer, toOwnClock(nowMs)) }
        })
      } catch (cause) {
        return { kind: 'ledger-down', cause }
      }
    },
    closeDay: (day) => store.change((book) => closeIn(book, day)),
    observe: (upstream) =>
      store.change((book, nowMs) => observeIn(book, momentOf(nowMs), upstream)),
    noteSkew: (aheadMs) => {
      localAheadMs = aheadMs
    },
    usage: async () => {
      try {
        const { book, nowMs } = await store.read()
        const usage = usageOf(book, momentOf(nowMs), rules)
        return { kind: 'known', usage: { ...usage, resetAtMs: toOwnClock(nowMs)(usage.resetAtMs) } }
      } catch (cause) {
        return { kind: 'ledger-down', cause }
      }
    },
  }
}

function onOwnClock(grant: Grant, toOwnClock: (momentMs: number) => number): Grant {
  switch (grant.kind) {
    case 'spent':
    case 'share-spent':
    case 'closed':
      return { ...grant, resetAtMs: toOwnClock(grant.resetAtMs) }
    case 'recovering':
      return { ...grant, untilMs: toOwnClock(grant.untilMs) }
    case 'granted':
    case 'skewed':
    case 'ledger-down':
      return grant
  }
}
