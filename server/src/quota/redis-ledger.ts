import type { Clock } from '../clock'
import type { RedisLink } from '../store/redis'
import { EMPTY_BOOK, restoreIn, type Book, type Change } from './quota-state'
import { memoryFloor, type Floor } from './usage-watermark'
import { keepLedger, type BookStore, type LedgerOptions } from './keep-ledger'
import { PURPOSES, type Ledger } from './ledger'
import type { DayCount } from './shares'

export interface RedisLedgerOptions extends LedgerOptions {
  /** Holds the whole book, so that it is there whole or not at all. */
  readonly key: string
  /** Counts the days by this clock; without it by Redis' own, the one that all instances share. */
  readonly bookClock?: Clock
  /** Where what was seen is remembered; without it, in memory. */
  readonly floor?: Floor
}

/** The ledger on Redis, for many instances on many machines. */
export function openRedisLedger(link: RedisLink, options: RedisLedgerOptions): Ledger {
  return keepLedger(openBook(link, options), options)
}

/**
 * Reads the book with Redis' time; writes another one only over the very book that it was made from.
 * KEYS 1 the book; ARGV 1 the book that is expected, 2 the one to write, '' to read only.
 */
const SCRIPT = `
local book = redis.call('GET', KEYS[1]) or ''
local written = 0
if ARGV[2] ~= '' and book == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[2])
  book = ARGV[2]
  written = 1
end
local time = redis.call('TIME')
return { written, book, time[1], time[2] }`

/** Far more often than two instances can get into each other's way by chance. */
const MOST_TRIES = 100

interface Seen {
  readonly written: boolean
  readonly text: string
  readonly nowMs: number
}

function openBook(
  link: RedisLink,
  {
    key,
    bookClock,
    floor = memoryFloor(),
  }: Pick<RedisLedgerOptions, 'key' | 'bookClock' | 'floor'>,
): BookStore {
  let seenLast: string | undefined

  const look = async (expected: string, next: string): Promise<Seen> => {
    const answer = await link.call('EVAL', SCRIPT, 1, key, expected, next)
    const [written, text, sec, micros] = Array.isArray(answer) ? (answer as unknown[]) : []
    const redisMs = Number(sec) * 1000 + Math.floor(Number(micros) / 1000)
    if (typeof text !== 'string' || !Number.isFinite(redisMs))
      throw new Error('Redis gave an answer that the ledger cannot read')
    return { written: written === 1, text, nowMs: bookClock?.nowMs() ?? redisMs }
  }
  const believe = ({ text, nowMs }: Seen): { book: Book; kept: Book } => {
    const kept = parseBook(text)
    const book = restoreIn(kept, floor.read(), nowMs)
    // Each instance looks every second: only what is new is worth remembering.
    if (text !== seenLast) floor.keep({ ...book, settleUntilMs: 0 })
    seenLast = text
    return { book, kept }
  }

  const change = async <T>(step: (book: Book, nowMs: number) => Change<T>): Promise<T> => {
    let seen = await look('', '')
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { book, kept } = believe(seen)
      const { answer, book: next = book } = step(book, seen.nowMs)
      if (next === kept) return answer
      const wanted = JSON.stringify(next)
      seen = await look(seen.text, wanted)
      if (seen.written) {
        believe(seen)
        return answer
      }
    }
    throw new Error('Other instances were faster each time')
  }

  return {
    change,
    read: async () => {
      const seen = await look('', '')
      const { book, kept } = believe(seen)
      // What was lost is put back by whoever notices first, not only by the next call.
      if (book !== kept) await change((now) => ({ answer: undefined, book: now }))
      return { book, nowMs: seen.nowMs }
    },
  }
}

/** @throws when it is no book: what cannot be read must not be taken for an empty day */
function parseBook(text: string): Book {
  if (text === '') return EMPTY_BOOK
  const value: unknown = JSON.parse(text)
  if (!isBook(value)) throw new Error('The key of the ledger holds something else')
  return value
}

function isBook(value: unknown): value is Book {
  if (typeof value !== 'object' || value === null) return false
  const { days, upstreamLimit, settleUntilMs } = value as Partial<Record<keyof Book, unknown>>
  return (
    Array.isArray(days) &&
    days.every(isCount) &&
    (upstreamLimit === null || isWhole(upstreamLimit)) &&
    isWhole(settleUntilMs)
  )
}

function isCount(value: unknown): value is DayCount {
  if (typeof value !== 'object' || value === null) return false
  const { day, used, held, closed, byPurpose } = value as Partial<Record<keyof DayCount, unknown>>
  return (
    typeof day === 'string' &&
    isWhole(used) &&
    isWhole(held) &&
    typeof closed === 'boolean' &&
    typeof byPurpose === 'object' &&
    byPurpose !== null &&
    PURPOSES.every((purpose) => isWhole(Reflect.get(byPurpose, purpose)))
  )
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
