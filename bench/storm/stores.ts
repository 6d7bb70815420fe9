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

/** The one store that all instances share. */
export interface StormStore {
  /** Settings with which a back end finds it. */
  readonly env: Readonly<Record<string, string>>
  /** The clock by which its ledger counts the days. Redis may run on a machine with another clock. */
  nowMs(): number
  /**
   * Takes the turn to read the list away from whoever has it. With it, one instance at a time asks WeChat;
   * without, all of them do at once, and nothing but the ledger is left to keep the limit.
   */
  loseTurn(): Promise<void>
  /** What is written in the ledger, as it lies in the store, whatever its own code would say. */
  charges(): Promise<readonly Charge[]>
  close(): Promise<void>
}

/** @throws when it cannot be had: no redis-server */
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
    loseTurn: async () => {
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
    loseTurn: async () => {
      // Where five processes fight for two cores, an answer may come too late. The next one will do.
      await link.call('DEL', key('refresh')).catch(() => undefined)
    },
    charges: async () => {
      const text = await link.call('GET', key('quota'))
      const book: unknown = typeof text === 'string' ? JSON.parse(text) : undefined
      return book === undefined ? [] : parseCharges(Reflect.get(Object(book), 'days'))
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
  if (sec === undefined || micros === undefined) throw new Error('Redis does not tell its time')
  return sec * 1000 + micros / 1000
}
