import { createSkewReport } from '../../../server/src/quota/skew-report'
import { aLog, MINUTE_MS } from '../../helpers/node/server/builders'

describe('the clock skew report', () => {
  it('records each skew, and logs when it becomes too large and when it ends', () => {
    const noted: number[] = []
    const log = aLog()
    const report = createSkewReport({ recordSkew: (aheadMs) => void noted.push(aheadMs) }, log)
    const seen = [0, 50_000, 2 * MINUTE_MS, 3 * MINUTE_MS, -1000, -2 * MINUTE_MS]
    for (const aheadMs of seen) report(aheadMs)
    expect(noted).toEqual(seen)
    expect(log.events()).toEqual(['clock.skewed', 'clock.right', 'clock.skewed'])
    expect(log.lines[0]).toMatchObject({ level: 'warn', fields: { aheadSec: 120 } })
  })
})
