import path from 'node:path'
import { openDatabase } from '../../../server/src/store/database'
import { openForcedTokens, openRedisForcedTokens } from '../../../server/src/wechat/forced-tokens'
import {
  aClock,
  HOUR_MS,
  MINUTE_MS,
  NOON_MS,
  useTemporaryFolder,
} from '../../helpers/node/server/builders'
import { describeStorages, openThere } from '../../helpers/node/server/storages'
import type { Config } from '../../../server/src/config'
import type { Storage } from '../../../server/src/storage'

const HALF_MINUTE_MS = 30_000

describeStorages('of forced tokens', (kind) => {
  const folder = useTemporaryFolder()
  const clock = aClock()
  const opened: Storage[] = []
  let place: Partial<Config> = {}
  beforeEach(async () => {
    clock.set(NOON_MS)
    place = await kind.start(folder())
  })
  afterEach(async () => {
    for (const storage of opened.splice(0)) await storage.close()
    await kind.stop()
  })
  const open = async (forcedTokensPerDay: number) => {
    const storage = await openThere({ ...place, forcedTokensPerDay }, clock)
    opened.push(storage)
    return storage.forced
  }

  it('allows a number per day, and the same on the next day', async () => {
    const forced = await open(2)
    const take = () => {
      clock.pass(HALF_MINUTE_MS)
      return forced.take()
    }
    expect([await take(), await take(), await take(), await take()]).toEqual([
      true,
      true,
      false,
      false,
    ])
    clock.pass(12 * HOUR_MS)
    expect([await take(), await take(), await take()]).toEqual([true, true, false])
  })

  it('requires 30 seconds between two, also when the clock is set back', async () => {
    const forced = await open(5)
    expect(await forced.take()).toBe(true)
    clock.pass(HALF_MINUTE_MS - 1)
    expect(await forced.take()).toBe(false)
    clock.pass(-MINUTE_MS)
    expect(await forced.take()).toBe(false)
    clock.pass(MINUTE_MS + 1)
    expect(await forced.take()).toBe(true)
  })

  it('allows none with a limit of 0', async () => {
    const forced = await open(0)
    expect(await forced.take()).toBe(false)
  })

  it('counts for all instances and after a restart', async () => {
    const [one, other] = [await open(1), await open(1)]
    expect(await one.take()).toBe(true)
    clock.pass(HOUR_MS)
    expect(await other.take()).toBe(false)
    expect(await (await open(1)).take()).toBe(false)
  })

  it('gives the last one to one of two callers', async () => {
    const [one, other] = [await open(1), await open(1)]
    expect((await Promise.all([one.take(), other.take()])).sort()).toEqual([false, true])
  })
})

describe('forced tokens that cannot be counted', () => {
  const folder = useTemporaryFolder()

  it('are refused on a damaged file', async () => {
    const database = openDatabase(path.join(folder(), 'live.sqlite'))
    const forced = openForcedTokens(database, { limit: 1, clock: aClock() })
    database.exec('DROP TABLE forced_token')
    expect(await forced.take()).toBe(false)
    database.close()
  })

  it('are refused while Redis is down', async () => {
    const link = { call: () => Promise.reject(new Error('gone')), close: () => Promise.resolve() }
    const forced = openRedisForcedTokens(link, { limit: 1, clock: aClock(), key: 'forced' })
    expect(await forced.take()).toBe(false)
  })
})
