import type { Clock } from '../clock'
import { dayKey } from '../quota/day'
import type { SqliteFile } from '../store/database'
import type { RedisLink } from '../store/redis'

/**
 * Limits forced token refreshes. A forced refresh invalidates the tokens of the merchant's other
 * systems, and WeChat allows 20 a day, 30 seconds apart. The count is shared by all instances.
 * @see contract B10, stable_token
 */
export interface ForcedTokens {
  /**
   * Reserves one forced refresh. false if none is left, the last one is too recent, or it cannot be
   * counted.
   */
  take(): Promise<boolean>
}

export interface ForcedTokensOptions {
  /** Per day, from 0. */
  readonly limit: number
  readonly clock: Clock
}

const APART_MS = 30_000

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
    take: async () => {
      await Promise.resolve()
      if (limit === 0) return false
      const nowMs = clock.nowMs()
      try {
        return take.get(dayKey(nowMs), nowMs, limit, APART_MS) !== undefined
      } catch {
        return false
      }
    },
  }
}

/** KEYS 1 the count; ARGV 1 today, 2 now in ms, 3 the limit, 4 how far apart in ms. */
const TAKE = `
local kept = redis.call('HMGET', KEYS[1], 'day', 'used', 'at')
local used = 0
if kept[1] == ARGV[1] then used = tonumber(kept[2]) end
if used >= tonumber(ARGV[3]) then return 0 end
if kept[3] and tonumber(kept[3]) > tonumber(ARGV[2]) - tonumber(ARGV[4]) then return 0 end
redis.call('HSET', KEYS[1], 'day', ARGV[1], 'used', used + 1, 'at', ARGV[2])
return 1`

/** Counts for all instances on one Redis. */
export function openRedisForcedTokens(
  link: RedisLink,
  { limit, clock, key }: ForcedTokensOptions & { readonly key: string },
): ForcedTokens {
  return {
    take: async () => {
      const nowMs = clock.nowMs()
      try {
        return (await link.call('EVAL', TAKE, 1, key, dayKey(nowMs), nowMs, limit, APART_MS)) === 1
      } catch {
        return false
      }
    },
  }
}
