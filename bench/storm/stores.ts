import path from 'node:path'
import { SANDBOX_ACCOUNT } from '../../sandbox/api/account'
import { createLog } from '../../server/src/log'
import { Secret } from '../../server/src/secret'
import { openDatabase } from '../../server/src/store/database'
import { openRedis, redisKey, type RedisLink } from '../../server/src/store/redis'
import { startRedis } from '../redis-server'
import { parseCharges, type Charge } from './charges'

export const STORE_KINDS = ['sqlite', 'redis'] as const
export type StoreKind = (typeof STORE_KINDS)[number]

/** The store that all instances share. */
export interface StormStore {
  /** Settings for a back end on this store. */
  readonly env: Readonly<Record<string, string>>
  /** The clock that decides the ledger's day. Redis may run on another machine. */
  nowMs(): number
  /**
   * Deletes the refresh lock. With the lock, one instance at a time calls WeChat; without it, all
   * do, and only the ledger keeps the limit.
   */
  dropLock(): Promise<void>
  /** The stored counts, read without the ledger's code. */
  charges(): Promise<readonly Charge[]>
  close(): Promise<void>
}

/** @throws if redis-server is missing */
export function openStore(kind: StoreKind, folder: string): Promise<StormStore> {
  return kind === 'redis' ? openRedisStore(folder) : openSqliteStore(folder)
}

async function openSqliteStore(folder: string): Promise<StormStore> {
  const file = path.join(folder, 'live.sqlite')
  const database = openDatabase(file)
  const tables = database.prepare('SELECT 1 FROM sqlite_master WHERE name = ?')
  const has = (table: string) => tables.get(table) !== undefined
  await Promise.resolve()
  return {
    env: { STORE: 'sqlite', DATABASE_FILE: file },
    nowMs: () => Date.now(),
    dropLock: async () => {
      await Promise.resolve()
      if (has('refresh_lock')) database.exec('DELETE FROM refresh_lock')
    },
    charges: async () => {
      await Promise.resolve()
      if (!has('quota_day')) return []
      return parseCharges(database.prepare('SELECT day, used, closed FROM quota_day').all())
    },
    close: async () => {
      await Promise.resolve()
      database.close()
    },
  }
}

async function openRedisStore(folder: string): Promise<StormStore> {
  const server = await startRedis(folder)
  const link = await openRedis(new Secret(server.url), createLog('silent')).catch(
    async (error: unknown) => {
      await server.stop()
      throw error
    },
  )
  const key = (what: string) => redisKey(SANDBOX_ACCOUNT.appid, what)
  const aheadMs = (await redisNowMs(link)) - Date.now()
  return {
    env: {
      STORE: 'redis',
      REDIS_URL: server.url,
      DATABASE_FILE: path.join(folder, 'floor.sqlite'),
    },
    nowMs: () => Date.now() + aheadMs,
    dropLock: async () => {
      // With five processes on two cores an answer may be late; the next attempt follows.
      await link.call('DEL', key('refresh')).catch(() => undefined)
    },
    charges: async () => {
      const text = await link.call('GET', key('quota'))
      const state: unknown = typeof text === 'string' ? JSON.parse(text) : undefined
      return state === undefined ? [] : parseCharges(Reflect.get(Object(state), 'days'))
    },
    close: async () => {
      await link.close()
      await server.stop()
    },
  }
}

async function redisNowMs(link: RedisLink): Promise<number> {
  const answer: unknown = await link.call('TIME')
  const [sec, micros] = Array.isArray(answer) ? answer.map(Number) : []
  if (sec === undefined || micros === undefined) throw new Error('Redis did not return its time')
  return sec * 1000 + micros / 1000
}
