import type { Clock } from './clock'
import type { Config } from './config'
import type { Log } from './log'
import { createPersistentWatermark } from './quota/usage-watermark'
import type { Ledger } from './quota/types'
import { openRedisLedger } from './quota/redis-ledger'
import { openSqliteWatermark, openSqliteLedger } from './quota/sqlite-ledger'
import { openRedisSessionStore } from './sessions/redis-session-store'
import { openSqliteSessionStore, type SessionStore } from './sessions/session-store'
import { openDatabase, type SqliteFile } from './store/database'
import { durabilityFaults, openRedis, redisKey } from './store/redis'
import { openRedisSnapshotStore } from './store/redis-snapshot-store'
import type { SnapshotStore } from './store/snapshot'
import { openSqliteSnapshotStore } from './store/sqlite-snapshot-store'
import { openRedisLock, openSqliteLock, type RefreshLock } from './sync/lock'
import { openRedisRefusals, openSqliteRefusals, type RefusalStore } from './wechat/refusals'
import { openForcedTokens, openRedisForcedTokens, type ForcedTokens } from './wechat/forced-tokens'

/** All stored data, in SQLite or Redis. */
export interface Storage {
  readonly ledger: Ledger
  readonly snapshots: SnapshotStore
  readonly sessions: SessionStore
  readonly lock: RefreshLock
  readonly forced: ForcedTokens
  readonly refusals: RefusalStore
  close(): Promise<void>
}

export interface StorageParts {
  readonly config: Config
  readonly clock: Clock
  /** Replaces the clock of Redis, which decides the day of the quota; for tests. */
  readonly redisClock?: Clock
  readonly log: Log
}

/** @throws if it cannot be opened */
export function openStorage(parts: StorageParts): Promise<Storage> {
  return parts.config.store === 'redis' ? openInRedis(parts) : openInFile(parts)
}

async function openInFile({ config, clock }: StorageParts): Promise<Storage> {
  await Promise.resolve()
  const database = openDatabase(config.databaseFile)
  const { dailyLimit, shares, forcedTokensPerDay } = config
  return {
    ledger: openSqliteLedger(database, { limit: dailyLimit, shares, clock }),
    snapshots: openSqliteSnapshotStore(database),
    sessions: openSqliteSessionStore(database),
    lock: openSqliteLock(database, clock),
    forced: openForcedTokens(database, { limit: forcedTokensPerDay, clock }),
    refusals: openSqliteRefusals(database),
    close: async () => {
      await Promise.resolve()
      database.close()
    },
  }
}

async function openInRedis(parts: StorageParts): Promise<Storage> {
  const { config, clock, redisClock, log } = parts
  const { appId, redisUrl, dailyLimit, shares, forcedTokensPerDay } = config
  const link = await openRedis(redisUrl, log)
  for (const fault of await durabilityFaults(link)) log.warn({ event: 'redis.forgets' }, fault)
  const key = (what: string) => redisKey(appId, what)
  let file: SqliteFile | undefined
  const openWatermark = () => openSqliteWatermark((file = openDatabase(config.databaseFile)))
  const watermark = createPersistentWatermark(openWatermark, log)
  return {
    ledger: openRedisLedger(link, {
      limit: dailyLimit,
      shares,
      clock,
      key: key('quota'),
      ...(redisClock === undefined ? {} : { dayClock: redisClock }),
      watermark,
    }),
    snapshots: openRedisSnapshotStore(link, key('snapshot')),
    sessions: openRedisSessionStore(link, key('session')),
    lock: openRedisLock(link, key('refresh')),
    forced: openRedisForcedTokens(link, { limit: forcedTokensPerDay, clock, key: key('forced') }),
    refusals: openRedisRefusals(link, key('refusal')),
    close: async () => {
      await link.close()
      file?.close()
    },
  }
}
