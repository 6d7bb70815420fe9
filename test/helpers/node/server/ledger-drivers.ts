import path from 'node:path'
import type { Clock } from '../../../../server/src/clock'
import { openRedisLedger } from '../../../../server/src/quota/redis-ledger'
import { openSqliteLedger } from '../../../../server/src/quota/sqlite-ledger'
import { Secret } from '../../../../server/src/secret'
import { openDatabase } from '../../../../server/src/store/database'
import { openRedis } from '../../../../server/src/store/redis'
import { aLog } from './builders'
import { describeOnRedis, startRedis, type RedisServer } from './redis-server'
import type { Ledger, LedgerOptions } from '../../../../server/src/quota/types'

export interface OpenLedger {
  readonly ledger: Ledger
  /** Breaks the storage, like a full disk or a failed server. */
  readonly breakIt: () => Promise<void>
  readonly close: () => Promise<void>
}

/** One storage of the ledger. Ledgers opened at one place share a count. */
export interface LedgerDriver {
  readonly name: 'SQLite' | 'Redis'
  /** Starts the server if needed, and returns the place. */
  readonly start: (folder: string) => Promise<string>
  readonly stop: () => Promise<void>
  readonly open: (place: string, options: LedgerOptions) => Promise<OpenLedger>
}

/** Runs the tests with every driver. Without Redis its tests are skipped with a message. */
export function describeLedgers(what: string, tests: (driver: LedgerDriver) => void): void {
  describe(`SQLite ${what}`, () => tests(sqlite()))
  describeOnRedis(`Redis ${what}`, () => tests(redis()))
}

/** Opens a ledger by the name of its driver, for a child process. */
export async function openAt(
  name: LedgerDriver['name'],
  place: string,
  options: LedgerOptions,
): Promise<OpenLedger> {
  return (name === 'SQLite' ? sqlite() : redis()).open(place, options)
}

function sqlite(): LedgerDriver {
  return {
    name: 'SQLite',
    start: (folder) => Promise.resolve(path.join(folder, 'ledger.sqlite')),
    stop: () => Promise.resolve(),
    open: (place, options) => {
      const database = openDatabase(place)
      const ledger = openSqliteLedger(database, options)
      return Promise.resolve({
        ledger,
        breakIt: () => Promise.resolve(void database.exec('DROP TABLE quota_day')),
        close: () => Promise.resolve(void database.close()),
      })
    },
  }
}

const KEY = 'live-shop:{wx0000000000000001}:quota'

function redis(): LedgerDriver {
  let server: RedisServer | undefined
  return {
    name: 'Redis',
    start: async (folder) => {
      server = await startRedis(folder)
      return server.url
    },
    stop: async () => server?.kill(),
    open: async (place, options) => {
      const link = await openRedis(new Secret(place), aLog())
      const dayClock: Clock = options.clock
      const ledger = openRedisLedger(link, { ...options, key: KEY, dayClock })
      return {
        ledger,
        breakIt: async () => {
          await link.call('SET', KEY, 'no state')
        },
        close: () => link.close(),
      }
    },
  }
}
