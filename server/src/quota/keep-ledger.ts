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
} from './book'
import type { Ledger } from './ledger'
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

/** The ledger over a book, wherever that is kept. */
export function keepLedger(store: BookStore, options: LedgerOptions): Ledger {
  const { limit, clock, shares = DEFAULT_SHARES } = options
  const rules: Rules = { limit, shares }
  /** Ahead of WeChat's: this machine's clock. The book's own clock may be another machine's. */
  let localAheadMs: number | null = null
  const momentOf = (bookMs: number): Moment => ({
    nowMs: bookMs,
    aheadMs: localAheadMs === null ? null : localAheadMs + bookMs - clock.nowMs(),
  })

  return {
    reserve: async (purpose) => {
      try {
        return await store.change((book, nowMs) => reserveIn(book, momentOf(nowMs), purpose, rules))
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
        return { kind: 'known', usage: usageOf(book, momentOf(nowMs), rules) }
      } catch (cause) {
        return { kind: 'ledger-down', cause }
      }
    },
  }
}
