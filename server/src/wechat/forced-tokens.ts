import type { Clock } from '../clock'
import { dayKey } from '../quota/day'
import type { SqliteFile } from '../store/database'

/**
 * How often a token may be forced: it ends the tokens of every other system of the merchant, and
 * WeChat allows it 20 times a day, 30 seconds apart.
 * @see contract B10, stable_token
 */
export interface ForcedTokens {
  /** Takes one of today's, for good, before it is used; false when none is left, or it is too soon. */
  take(): boolean
}

export interface ForcedTokensOptions {
  /** A day, from 0. */
  readonly limit: number
  readonly clock: Clock
}

const APART_MS = 30_000

/** Counts for one process; a restart forgets. */
export function countForcedTokens({ limit, clock }: ForcedTokensOptions): ForcedTokens {
  let last = { day: '', used: 0, atMs: Number.NEGATIVE_INFINITY }
  return {
    take: () => {
      const nowMs = clock.nowMs()
      const day = dayKey(nowMs)
      const used = last.day === day ? last.used : 0
      if (used >= limit || nowMs - last.atMs < APART_MS) return false
      last = { day, used: used + 1, atMs: nowMs }
      return true
    },
  }
}

/** Counts for all processes on one file. */
export function openForcedTokens(
  database: SqliteFile,
  { limit, clock }: ForcedTokensOptions,
): ForcedTokens {
  database.exec(
    `CREATE TABLE IF NOT EXISTS forced_token (
       id INTEGER PRIMARY KEY CHECK (id = 1),
       day TEXT NOT NULL,
       used INTEGER NOT NULL,
       at_ms INTEGER NOT NULL
     ) STRICT`,
  )
  const take = database.prepare(
    `INSERT INTO forced_token (id, day, used, at_ms) VALUES (1, ?1, 1, ?2)
     ON CONFLICT (id) DO UPDATE
       SET used = CASE WHEN day = excluded.day THEN used + 1 ELSE 1 END,
           day = excluded.day, at_ms = excluded.at_ms
       WHERE (day <> excluded.day OR used < ?3) AND at_ms <= excluded.at_ms - ?4
     RETURNING used`,
  )
  return {
    take: () => {
      if (limit === 0) return false
      const nowMs = clock.nowMs()
      try {
        return take.get(dayKey(nowMs), nowMs, limit, APART_MS) !== undefined
      } catch {
        // What cannot be counted is not done.
        return false
      }
    },
  }
}
