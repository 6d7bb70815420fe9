import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock'
import type { SqliteFile } from '../store/database'
import type { RedisLink } from '../store/redis'

/**
 * Allows one instance at a time to read WeChat's list. It saves calls but does not protect the
 * quota: if two instances ever hold it, the ledger still grants each call once.
 */
export interface RefreshLock {
  /**
   * Acquires or keeps the lock; false if another instance holds it. @throws if the storage cannot
   * be reached
   */
  take(): Promise<boolean>
  /** Extends the lock; false if it was lost. */
  renew(): Promise<boolean>
  /** Releases the lock if this instance holds it. */
  release(): Promise<void>
}

/** Lock timeout: a killed instance blocks the others this long. A running instance renews earlier. */
export const LOCK_MS = 30_000

export function openSqliteLock(database: SqliteFile, clock: Clock): RefreshLock {
  const owner = randomUUID()
  database.exec(
    `CREATE TABLE IF NOT EXISTS refresh_lock (
       id INTEGER PRIMARY KEY CHECK (id = 1),
       owner TEXT NOT NULL,
       until_ms INTEGER NOT NULL
     ) STRICT`,
  )
  // An expiry further away than the timeout was written before the clock was set back.
  const take = database.prepare(
    `INSERT INTO refresh_lock (id, owner, until_ms) VALUES (1, ?1, ?2 + ${LOCK_MS})
     ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, until_ms = excluded.until_ms
     WHERE owner = ?1 OR until_ms <= ?2 OR until_ms > excluded.until_ms
     RETURNING id`,
  )
  // The holder checks every second; a check alone must not write to the disk.
  const isOurs = database.prepare(
    `SELECT id FROM refresh_lock
     WHERE owner = ?1 AND until_ms BETWEEN ?2 + ${LOCK_MS / 2} AND ?2 + ${LOCK_MS}`,
  )
  const renew = database.prepare(
    `UPDATE refresh_lock SET until_ms = ?2 + ${LOCK_MS} WHERE owner = ?1 RETURNING id`,
  )
  const release = database.prepare('DELETE FROM refresh_lock WHERE owner = ?1')
  return {
    take: async () => {
      await Promise.resolve()
      const nowMs = clock.nowMs()
      return (isOurs.get(owner, nowMs) ?? take.get(owner, nowMs)) !== undefined
    },
    renew: async () => {
      await Promise.resolve()
      return renew.get(owner, clock.nowMs()) !== undefined
    },
    release: async () => {
      await Promise.resolve()
      release.run(owner)
    },
  }
}

/** KEYS 1 the lock; ARGV 1 the owner, 2 the timeout in ms. Only the owner may change it. */
const RENEW = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0`
const RELEASE = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`

export function openRedisLock(link: RedisLink, key: string): RefreshLock {
  const owner = randomUUID()
  const renew = async () => (await link.call('EVAL', RENEW, 1, key, owner, LOCK_MS)) === 1
  return {
    take: async () =>
      (await link.call('SET', key, owner, 'PX', LOCK_MS, 'NX')) === 'OK' || (await renew()),
    renew,
    release: async () => {
      await link.call('EVAL', RELEASE, 1, key, owner)
    },
  }
}
