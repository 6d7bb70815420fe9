import { runStorm, type StormOptions, type StormResult } from '../../bench/storm/run'
import type { StoreKind } from '../../bench/storm/stores'
import { describeOnRedis } from '../helpers/node/server/redis-server'

const LIMIT = 50
const NONE_LEFT_AFTER = 25
const SHORT: Omit<StormOptions, 'store'> = { limit: LIMIT, atMostMs: 90_000, seed: 1 }
const MISHAPS = ['slow', 'reset', 'http 502', 'truncated', 'errcode -1', 'errcode 40001']
/** Ninety seconds, and as many if it must wait for midnight in Beijing. */
const TIMEOUT_MS = 240_000

function stormsOn(store: StoreKind): void {
  const expectKept = (result: StormResult, least: number) => {
    const { granted, upstream, overspend, kills, killedStarting, faults, met } = result
    expect(faults).toEqual([])
    expect(overspend).toBe(0)
    expect(met).toEqual(expect.arrayContaining(MISHAPS))
    expect(upstream).toBeGreaterThanOrEqual(least)
    // Each call was granted before it was made. A grant may be lost, a call is never made without
    // one.
    expect(upstream).toBeLessThanOrEqual(granted)
    expect(granted).toBeLessThanOrEqual(LIMIT)
    expect(kills).toBeGreaterThanOrEqual(3)
    expect(killedStarting).toBeLessThanOrEqual(kills)
  }

  it(
    'use the limit and make no call beyond it',
    async () => {
      const result = await runStorm({ ...SHORT, store })
      expectKept(result, LIMIT * 0.9)
      expect(result.refused).toBeGreaterThanOrEqual(10)
    },
    TIMEOUT_MS,
  )

  it(
    'all stop after 45009',
    async () => {
      const result = await runStorm({ ...SHORT, store, seed: 2, refuseAfter: NONE_LEFT_AFTER })
      expect(result.met).toContain('errcode 45009')
      expectKept(result, NONE_LEFT_AFTER)
      expect(result.upstream).toBeLessThan(LIMIT)
    },
    TIMEOUT_MS,
  )
}

/** For a longer run: npm run storm -- --minutes 10 */
describe('four back ends in a storm on one SQLite file', () => stormsOn('sqlite'))

describeOnRedis('four back ends in a storm on one Redis', () => stormsOn('redis'))
