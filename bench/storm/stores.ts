import path from 'node:path'
import { openDatabase } from '../../server/src/store/database'
import { redisKey } from '../../server/src/store/redis'
import { linkTo, startRedis } from '../../test/helpers/node/server/redis-server'
import { SANDBOX_ACCOUNT } from '../../sandbox/api/account'

export const STORE_KINDS = ['sqlite', 'redis'] as const
export type StoreKind = (typeof STORE_KINDS)[number]

/** The one store that all instances share. */
export interface StormStore {
  /** Settings with which a back end finds it. */
  readonly env: Readonly<Record<string, string>>
  /**
   * Takes the turn to read the list away from whoever has it. With it, one instance at a time asks WeChat;
   * without, all of them do at once, and nothing but the ledger is left to keep the limit.
   */
  loseTurn(): Promise<void>
  close(): Promise<void>
}

export function openStore(kind: StoreKind, folder: string): Promise<StormStore> {
  return kind === 'redis' ? openRedisStore(folder) : openSqliteStore(folder)
}

async function openSqliteStore(folder: string): Promise<StormStore> {
  const file = path.join(folder, 'live.sqlite')
  const database = openDatabase(file)
  const hasTurns = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'refresh_lock'")
  await Promise.resolve()
  return {
    env: { STORE: 'sqlite', DATABASE_FILE: file },
    loseTurn: async () => {
      await Promise.resolve()
      if (hasTurns.get() !== undefined) database.exec('DELETE FROM refresh_lock')
    },
    close: async () => {
      await Promise.resolve()
      database.close()
    },
  }
}

async function openRedisStore(folder: string): Promise<StormStore> {
  const server = await startRedis(folder)
  const link = await linkTo(server)
  return {
    env: { STORE: 'redis', REDIS_URL: server.url },
    loseTurn: async () => {
      await link.call('DEL', redisKey(SANDBOX_ACCOUNT.appid, 'refresh'))
    },
    close: async () => {
      await link.close()
      await server.stop()
    },
  }
}
