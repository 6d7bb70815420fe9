import path from 'node:path'
import type { Clock } from '../../../../server/src/clock'
import type { Config } from '../../../../server/src/config'
import { Secret } from '../../../../server/src/secret'
import { openStorage, type Storage } from '../../../../server/src/storage'
import { aLog } from './builders'
import { describeOnRedis, startRedis, type RedisServer } from './redis-server'
import { someSettings } from './settings'

/** One kind of storage, shared by all instances between `start` and `stop`. */
export interface StorageKind {
  /** Returns the settings to open it. */
  readonly start: (folder: string) => Promise<Partial<Config>>
  readonly stop: () => Promise<void>
}

/** Runs the tests with both kinds. Without Redis its tests are skipped with a message. */
export function describeStorages(what: string, tests: (kind: StorageKind) => void): void {
  describe(`SQLite ${what}`, () =>
    tests({
      start: (folder) =>
        Promise.resolve({ store: 'sqlite', databaseFile: path.join(folder, 'live.sqlite') }),
      stop: () => Promise.resolve(),
    }))
  describeOnRedis(`Redis ${what}`, () => {
    let server: RedisServer | undefined
    tests({
      start: async (folder) => {
        server = await startRedis(folder)
        const databaseFile = path.join(folder, 'live.sqlite')
        return { store: 'redis', redisUrl: new Secret(server.url), databaseFile }
      },
      stop: async () => server?.kill(),
    })
  })
}

export function openThere(place: Partial<Config>, clock: Clock): Promise<Storage> {
  return openStorage({ config: someSettings(place), clock, redisClock: clock, log: aLog() })
}
