import type { SqliteFile } from '../store/database'
import { KEPT_DAYS, restoreIn, type Book, type Change } from './quota-state'
import type { Floor } from './usage-watermark'
import { keepLedger, type BookStore, type LedgerOptions } from './keep-ledger'
import { PURPOSES, type Ledger } from './ledger'
import type { DayCount } from './shares'

/** The ledger on SQLite: one row a day, in the file that all processes of this machine share. */
export function openSqliteLedger(database: SqliteFile, options: LedgerOptions): Ledger {
  return keepLedger(
    openBook(database, () => options.clock.nowMs()),
    options,
  )
}

/** What Redis has been seen to hold, in the file of this machine. */
export function openSqliteFloor(database: SqliteFile): Floor {
  const book = openFile(database)
  return {
    read: () => book.read(),
    keep: (seen) =>
      book.change((before) => ({
        answer: undefined,
        book: { ...restoreIn(before, seen, 0), upstreamLimit: seen.upstreamLimit },
      })),
  }
}

function openBook(database: SqliteFile, nowMs: () => number): BookStore {
  const book = openFile(database)
  return {
    change: async (step) => {
      await Promise.resolve()
      return book.change((before) => step(before, nowMs()))
    },
    read: async () => {
      await Promise.resolve()
      return { book: book.read(), nowMs: nowMs() }
    },
  }
}

interface BookFile {
  read(): Book
  change<T>(step: (before: Book) => Change<T>): T
}

function openFile(database: SqliteFile): BookFile {
  makeTables(database)
  const columns = PURPOSES.map((purpose) => `${purpose}_used`)
  const all = ['used', 'held', 'closed', ...columns]
  // Older rows stay, for whoever wants to know.
  const readDays = database.prepare(
    `SELECT day, ${all.join(', ')} FROM quota_day ORDER BY day DESC LIMIT ${KEPT_DAYS}`,
  )
  const readLimit = database.prepare('SELECT daily_limit FROM quota_upstream WHERE id = 1')
  // A count never goes down, whatever is written.
  const raise = all.map((column) => `${column} = max(${column}, excluded.${column})`)
  const writeDay = database.prepare(
    `INSERT INTO quota_day (day, ${all.join(', ')}) VALUES (${['', ...all].map(() => '?').join(', ')})
     ON CONFLICT (day) DO UPDATE SET ${raise.join(', ')}`,
  )
  const writeLimit = database.prepare(
    `INSERT INTO quota_upstream (id, daily_limit) VALUES (1, ?)
     ON CONFLICT (id) DO UPDATE SET daily_limit = excluded.daily_limit`,
  )

  const read = (): Book => ({
    days: readDays.all().map(toCount).reverse(),
    upstreamLimit: fieldOf(readLimit.get(), 'daily_limit') ?? null,
    settleUntilMs: 0,
  })
  const write = (before: Book, after: Book): void => {
    for (const count of after.days.filter((one) => !before.days.includes(one))) {
      const { day, used, held, closed, byPurpose } = count
      const calls = PURPOSES.map((purpose) => byPurpose[purpose])
      writeDay.run(day, used, held, closed ? 1 : 0, ...calls)
    }
    if (after.upstreamLimit !== before.upstreamLimit) writeLimit.run(after.upstreamLimit)
  }
  const change = <T>(step: (before: Book) => Change<T>): T => {
    // IMMEDIATE: no other process writes between what is read here and what is written.
    database.exec('BEGIN IMMEDIATE')
    try {
      const before = read()
      const { answer, book } = step(before)
      if (book !== undefined) write(before, book)
      database.exec('COMMIT')
      return answer
    } catch (error) {
      database.exec('ROLLBACK')
      throw error
    }
  }
  return { read, change }
}

function makeTables(database: SqliteFile): void {
  const counts = ['used', 'held', 'closed', ...PURPOSES.map((purpose) => `${purpose}_used`)]
  database.exec(
    `CREATE TABLE IF NOT EXISTS quota_day (
       day TEXT PRIMARY KEY,
       ${counts.map((column) => `${column} INTEGER NOT NULL DEFAULT 0`).join(', ')}
     ) STRICT;
     CREATE TABLE IF NOT EXISTS quota_upstream (
       id INTEGER PRIMARY KEY CHECK (id = 1),
       daily_limit INTEGER
     ) STRICT`,
  )
  // Files of the first version have no column for the hard reserve.
  const has = database.prepare(
    "SELECT 1 AS yes FROM pragma_table_info('quota_day') WHERE name = 'held'",
  )
  if (fieldOf(has.get(), 'yes') === undefined)
    database.exec('ALTER TABLE quota_day ADD COLUMN held INTEGER NOT NULL DEFAULT 0')
}

function toCount(row: unknown): DayCount {
  const count = (column: string) => fieldOf(row, column) ?? 0
  const day: unknown = typeof row === 'object' && row !== null && Reflect.get(row, 'day')
  if (typeof day !== 'string') throw new Error('quota_day holds a row without a day')
  return {
    day,
    used: count('used'),
    held: count('held'),
    closed: count('closed') === 1,
    byPurpose: {
      sync: count('sync_used'),
      replay: count('replay_used'),
      manual: count('manual_used'),
      reserve: count('reserve_used'),
    },
  }
}

function fieldOf(row: unknown, column: string): number | undefined {
  if (typeof row !== 'object' || row === null) return undefined
  const value: unknown = Reflect.get(row, column)
  return typeof value === 'number' ? value : undefined
}
