import { runStorm, type StormOptions } from '../../bench/storm/run'
import { describeOnRedis } from '../helpers/node/server/redis-server'

const LIMIT = 40
const SHORT: Omit<StormOptions, 'store'> = {
  limit: LIMIT,
  atLeastMs: 0,
  atMostMs: 40_000,
  seed: 1,
}

/** Minutes of it: npm run storm -- --minutes 10 */
describe('four back ends in a storm on one SQLite file', () => {
  it('use the limit up, and make not one call more', async () => {
    const { upstream, granted, overspend } = await runStorm({ ...SHORT, store: 'sqlite' })
    expect(overspend).toBe(0)
    expect(upstream).toBeGreaterThanOrEqual(LIMIT * 0.9)
    expect(granted).toBeLessThanOrEqual(LIMIT)
  }, 90_000)
})

describeOnRedis('four back ends in a storm on one Redis', () => {
  it('use the limit up, and make not one call more', async () => {
    const { upstream, granted, overspend } = await runStorm({ ...SHORT, store: 'redis' })
    expect(overspend).toBe(0)
    expect(upstream).toBeGreaterThanOrEqual(LIMIT * 0.9)
    expect(granted).toBeLessThanOrEqual(LIMIT)
  }, 90_000)
})
