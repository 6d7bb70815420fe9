import { randomUUID } from 'node:crypto'
import type { RedisLink } from './redis'
import type { Snapshot, SnapshotStore } from './snapshot'
import { parseSnapshot, SNAPSHOT_FORMAT } from './snapshot-shape'

/**
 * Stores the snapshot as one hash: a body, and a version that shows other instances whether it is
 * new. The key contains the format, so that two versions of the program can run side by side during
 * an upgrade.
 */
export function openRedisSnapshotStore(link: RedisLink, baseKey: string): SnapshotStore {
  const key = `${baseKey}:${SNAPSHOT_FORMAT}`
  let known: string | undefined

  const load = async (): Promise<Snapshot | undefined> => {
    const answer = await link.call('HMGET', key, 'version', 'body')
    const [version, body] = Array.isArray(answer) ? (answer as unknown[]) : []
    if (typeof version !== 'string' || typeof body !== 'string') return undefined
    known = version
    return parseSnapshot(body)
  }

  return {
    load,
    loadNewer: async () => {
      const version = await link.call('HGET', key, 'version')
      return version === null || version === known ? undefined : load()
    },
    save: async (snapshot) => {
      const version = randomUUID()
      // one command: both or none
      await link.call('HSET', key, 'version', version, 'body', JSON.stringify(snapshot))
      known = version
    },
    check: async () => {
      await link.call('HEXISTS', key, 'version')
    },
  }
}
