import type { Clock } from '../clock'
import type { SqliteFile } from '../store/database'
import { dayKey, nextResetMs } from './day'
import { PURPOSES, type Grant, type Purpose, type QuotaLedger, type Usage } from './ledger'

export interface LedgerOptions {
  /** Calls allowed per day, from 1. */
  readonly limit: number
  readonly clock: Clock
}

/**
 * The ledger on SQLite: one row a day. A reservation is one statement, so that two processes, or one
 * killed half-way, can never both take the last call.
 */
export function openSqliteLedger(database: SqliteFile, options: LedgerOptions): QuotaLedger {
  const { limit, clock } = options
  const columns = PURPOSES.map((purpose) => `${purpose}_used INTEGER NOT NULL DEFAULT 0`)
  database.exec(
    `CREATE TABLE IF NOT EXISTS quota_day (
       day TEXT PRIMARY KEY,
       used INTEGER NOT NULL DEFAULT 0,
       closed INTEGER NOT NULL DEFAULT 0,
       ${columns.join(', ')}
     ) STRICT`,
  )
  const take = (purpose: Purpose) =>
    database.prepare(
      `INSERT INTO quota_day (day, used, ${purpose}_used) VALUES (?1, 1, 1)
       ON CONFLICT (day) DO UPDATE SET used = used + 1, ${purpose}_used = ${purpose}_used + 1
       WHERE used < ?2 AND closed = 0
       RETURNING used`,
    )
  const taking = new Map(PURPOSES.map((purpose) => [purpose, take(purpose)]))
  const close = database.prepare(
    `INSERT INTO quota_day (day, closed) VALUES (?1, 1)
     ON CONFLICT (day) DO UPDATE SET closed = 1`,
  )
  const look = database.prepare('SELECT * FROM quota_day WHERE day = ?1')

  const reserve = (purpose: Purpose): Grant => {
    const nowMs = clock.nowMs()
    const day = dayKey(nowMs)
    try {
      const used = numberIn(taking.get(purpose)?.get(day, limit), 'used')
      return used === undefined
        ? { kind: 'spent', limit, resetAtMs: nextResetMs(nowMs) }
        : { kind: 'granted', day, used, limit }
    } catch (cause) {
      return { kind: 'ledger-down', cause }
    }
  }

  const usage = (): Usage => {
    const nowMs = clock.nowMs()
    const day = dayKey(nowMs)
    const row = look.get(day)
    const count = (column: string) => numberIn(row, column) ?? 0
    return {
      day,
      used: count('used'),
      byPurpose: {
        sync: count('sync_used'),
        replay: count('replay_used'),
        manual: count('manual_used'),
        reserve: count('reserve_used'),
      },
      limit,
      closed: count('closed') === 1,
      resetAtMs: nextResetMs(nowMs),
    }
  }

  return {
    reserve: (purpose) => Promise.resolve(reserve(purpose)),
    closeDay: async (day) => {
      await Promise.resolve()
      close.run(day)
    },
    usage: async () => {
      await Promise.resolve()
      try {
        return { kind: 'known', usage: usage() }
      } catch (cause) {
        return { kind: 'ledger-down', cause }
      }
    },
  }
}

function numberIn(row: unknown, column: string): number | undefined {
  if (typeof row !== 'object' || row === null) return undefined
  const value: unknown = Reflect.get(row, column)
  return typeof value === 'number' ? value : undefined
}
