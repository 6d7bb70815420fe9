import fc from 'fast-check'
import { skewOf } from '../../../server/src/wechat/skew'
import { NOON_MS } from '../../helpers/node/server/builders'

const header = (ms: number) => new Date(ms).toUTCString()

describe('skewOf', () => {
  it.each([
    ['ahead by an hour', -3_600_000, 3_600_000 - 999],
    ['behind by an hour', 3_600_000, -3_600_000 + 200],
    ['right', 0, 0],
  ])('detects a clock that is %s', (_what, theirsMs, aheadMs) => {
    expect(skewOf(header(NOON_MS + theirsMs), NOON_MS, NOON_MS + 200)).toBe(aheadMs)
  })

  it.each([undefined, '', 'soon', ['Sun, 22 Nov 2026 04:00:00 GMT']])(
    'returns nothing for %j',
    (date) => {
      expect(skewOf(date, NOON_MS, NOON_MS)).toBeUndefined()
    },
  )

  it('returns nothing when the clock was set during the call', () => {
    expect(skewOf(header(NOON_MS), NOON_MS, NOON_MS - 1)).toBeUndefined()
  })

  it('reports no skew for a slow answer, and never too much', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -86_400_000, max: 86_400_000 }),
        fc.nat(10_000),
        fc.nat(10_000),
        (aheadMs, thereMs, backMs) => {
          const theirs = header(NOON_MS + thereMs - aheadMs)
          const found = skewOf(theirs, NOON_MS, NOON_MS + thereMs + backMs) ?? NaN
          expect(Math.abs(found)).toBeLessThanOrEqual(Math.abs(aheadMs) + 1000)
          expect(Math.abs(found - aheadMs)).toBeLessThanOrEqual(thereMs + backMs + 1000)
        },
      ),
    )
  })
})
