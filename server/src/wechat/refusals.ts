import { hostname } from 'node:os'
import type { SqliteFile } from '../store/database'
import type { RedisLink } from '../store/redis'

/** A permanent refusal. Stored, so that a restart does not call WeChat again at once. */
export interface Refusal {
  readonly errcode: number
  /** Consecutive refusals with this code. */
  readonly times: number
  /** Time of the last refusal. */
  readonly atMs: number
  /** Fingerprint of the settings used for the call. */
  readonly settings: string
}

/** What WeChat refused: the account, which concerns every instance, or the address of one machine. */
export const REFUSAL_SCOPES = ['account', 'address'] as const
export type RefusalScope = (typeof REFUSAL_SCOPES)[number]

/** All methods throw when the storage cannot be reached. */
export interface RefusalStore {
  load(scope: RefusalScope): Promise<Refusal | undefined>
  save(scope: RefusalScope, refusal: Refusal): Promise<void>
  clear(scope: RefusalScope): Promise<void>
}

/** For all processes on one file, which run on one machine. */
export function openSqliteRefusals(database: SqliteFile): RefusalStore {
  database.exec(
    `CREATE TABLE IF NOT EXISTS refusal (
       scope TEXT PRIMARY KEY,
       body TEXT NOT NULL
     ) STRICT`,
  )
  const read = database.prepare('SELECT body FROM refusal WHERE scope = ?1')
  const write = database.prepare(
    `INSERT INTO refusal (scope, body) VALUES (?1, ?2)
     ON CONFLICT (scope) DO UPDATE SET body = excluded.body`,
  )
  const remove = database.prepare('DELETE FROM refusal WHERE scope = ?1')
  return {
    load: async (scope) => {
      await Promise.resolve()
      const row = read.get(scope)
      return parse(typeof row === 'object' && row !== null ? Reflect.get(row, 'body') : undefined)
    },
    save: async (scope, refusal) => {
      await Promise.resolve()
      write.run(scope, JSON.stringify(refusal))
    },
    clear: async (scope) => {
      await Promise.resolve()
      remove.run(scope)
    },
  }
}

/** Entries of removed machines expire. */
const KEEP_MS = 31 * 24 * 3_600_000

/** For all instances on one Redis. @param machine the machine that an `address` refusal is about */
export function openRedisRefusals(
  link: RedisLink,
  baseKey: string,
  machine = hostname(),
): RefusalStore {
  const keyOf = (scope: RefusalScope): string => {
    switch (scope) {
      case 'account':
        return `${baseKey}:account`
      case 'address':
        return `${baseKey}:address:${machine}`
    }
  }
  return {
    load: async (scope) => parse(await link.call('GET', keyOf(scope))),
    save: async (scope, refusal) => {
      await link.call('SET', keyOf(scope), JSON.stringify(refusal), 'PX', KEEP_MS)
    },
    clear: async (scope) => {
      await link.call('DEL', keyOf(scope))
    },
  }
}

function parse(body: unknown): Refusal | undefined {
  if (typeof body !== 'string') return undefined
  const value: unknown = JSON.parse(body)
  if (typeof value !== 'object' || value === null) return undefined
  const { errcode, times, atMs, settings }: Partial<Record<keyof Refusal, unknown>> = value
  return typeof errcode === 'number' &&
    typeof times === 'number' &&
    typeof atMs === 'number' &&
    typeof settings === 'string'
    ? { errcode, times, atMs, settings }
    : undefined
}
