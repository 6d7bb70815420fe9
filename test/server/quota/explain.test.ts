import { explainGrant, explainUsage } from '../../../server/src/quota/explain'
import { aUsage } from '../../helpers/node/server/builders'

describe('explainGrant', () => {
  it.each([
    [{ kind: 'granted', day: '2026-11-22', used: 7, limit: 500 }, /Call 7 of 500/],
    [{ kind: 'spent', limit: 500, resetAtMs: 0 }, /All 500 calls .* WX_LIVE_DAILY_LIMIT/],
    [
      { kind: 'share-spent', purpose: 'sync', limit: 500, resetAtMs: 0 },
      /reading the list .* QUOTA_/,
    ],
    [{ kind: 'closed', day: '2026-11-22', resetAtMs: 0 }, /2026-11-22 .*\(45009\)/],
    [{ kind: 'skewed', aheadMs: 90_000 }, /90 s ahead of WeChat's.* NTP .* agree/],
    [{ kind: 'skewed', aheadMs: -90_000 }, /90 s behind WeChat's/],
    [{ kind: 'recovering', untilMs: 0 }, /lost .* appendonly yes and appendfsync always/],
    [{ kind: 'ledger-down', cause: new Error() }, /DATABASE_FILE .* REDIS_URL/],
  ] as const)('explains %j', (grant, words) => {
    expect(explainGrant(grant)).toMatch(words)
  })
})

describe('explainUsage', () => {
  it('returns nothing while calls are left', () => {
    expect(explainUsage(aUsage({ used: 499 }))).toBeUndefined()
  })

  it('reports that the configured limit is reached', () => {
    expect(explainUsage(aUsage({ used: 500 }))).toMatch(/All 500 calls/)
  })

  it('does not count calls of other systems as ours', () => {
    const words = explainUsage(aUsage({ used: 1, closed: true }))
    expect(words).toMatch(/WeChat answered .* another system/)
    expect(words).not.toContain('All 500')
  })
})
