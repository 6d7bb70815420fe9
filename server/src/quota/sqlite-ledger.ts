import type { SqliteFile } from '../store/database'
import { KEPT_DAYS, restore } from './quota-state'
import { createLedger } from './ledger'
import {
  PURPOSES,
  type Ledger,
  type QuotaState,
  type StateChange,
  type UsageWatermark,
  type QuotaStateStore,
  type LedgerOptions,
  type DayCount,
} from './types'

/** The ledger on SQLite: one row per day, in the file that all processes of this machine share. */
export function openSqliteLedger(database: SqliteFile, options: LedgerOptions): Ledger {
  return createLedger(
    createStateStore(database, () => options.clock.nowMs()),
    options,
  )
}

/** The watermark of a Redis ledger, in the file of this machine. */
export function openSqliteWatermark(database: SqliteFile): UsageWatermark {
  const table = openStateTable(database)
  return {
    read: () => table.read(),
    raise: (seen) =>
      table.change((before) => ({
        answer: undefined,
        state: { ...restore(before, seen, 0), upstreamLimit: seen.upstreamLimit },
      })),
  }
}

function createStateStore(database: SqliteFile, nowMs: () => number): QuotaStateStore {
  const table = openStateTable(database)
  return {
    change: async (step) => {
      await Promise.resolve()
      return table.change((before) => step(before, nowMs()))
    },
    read: async () => {
      await Promise.resolve()
      return { state: table.read(), nowMs: nowMs() }
    },
  }
}

interface StateTable {
  read(): QuotaState
  change<T>(step: (before: QuotaState) => StateChange<T>): T
}

function openStateTable(database: SqliteFile): StateTable {
  createTables(database)
  const columns = PURPOSES.map((purpose) => `${purpose}_used`)
  const all = ['used', 'held', 'closed', ...columns]
  // Older rows are kept for reference.
  const readDays = database.prepare(
    `SELECT day, ${all.join(', ')} FROM quota_day ORDER BY day DESC LIMIT ${KEPT_DAYS}`,
  )
  const readLimit = database.prepare('SELECT daily_limit FROM quota_upstream WHERE id = 1')
  // A stored count never decreases.
  const raise = all.map((column) => `${column} = max(${column}, excluded.${column})`)
  const writeDay = database.prepare(
    `INSERT INTO quota_day (day, ${all.join(', ')}) VALUES (${['', ...all].map(() => '?').join(', ')})
     ON CONFLICT (day) DO UPDATE SET ${raise.join(', ')}`,
  )
  const writeLimit = database.prepare(
    `INSERT INTO quota_upstream (id, daily_limit) VALUES (1, ?)
     ON CONFLICT (id) DO UPDATE SET daily_limit = excluded.daily_limit`,
  )

  const read = (): QuotaState => ({
    days: readDays.all().map(toCount).reverse(),
    upstreamLimit: fieldOf(readLimit.get(), 'daily_limit') ?? null,
    settleUntilMs: 0,
  })
  const write = (before: QuotaState, after: QuotaState): void => {
    for (const count of after.days.filter((one) => !before.days.includes(one))) {
      const { day, used, held, closed, byPurpose } = count
      const calls = PURPOSES.map((purpose) => byPurpose[purpose])
      writeDay.run(day, used, held, closed ? 1 : 0, ...calls)
    }
    if (after.upstreamLimit !== before.upstreamLimit) writeLimit.run(after.upstreamLimit)
  }
  const change = <T>(step: (before: QuotaState) => StateChange<T>): T => {
    // IMMEDIATE: no other process writes between the read and the write.
    database.exec('BEGIN IMMEDIATE')
    try {
      const before = read()
      const { answer, state } = step(before)
      if (state !== undefined) write(before, state)
      database.exec('COMMIT')
      return answer
    } catch (error) {
      database.exec('ROLLBACK')
      throw error
    }
  }
  return { read, change }
}

function createTables(database: SqliteFile): void {
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
  // Files of version 0.1.0 have no column for the hard reserve.
  const has = database.prepare(
    "SELECT 1 AS yes FROM pragma_table_info('quota_day') WHERE name = 'held'",
  )
  if (fieldOf(has.get(), 'yes') === undefined)
    database.exec('ALTER TABLE quota_day ADD COLUMN held INTEGER NOT NULL DEFAULT 0')
}

function toCount(row: unknown): DayCount {
  const count = (column: string) => fieldOf(row, column) ?? 0
  const day: unknown = typeof row === 'object' && row !== null && Reflect.get(row, 'day')
  if (typeof day !== 'string') throw new Error('Table quota_day has a row without a day')
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
