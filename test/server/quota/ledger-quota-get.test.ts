import { aClock, HOUR_MS, MINUTE_MS, NOON_MS } from '../../helpers/node/server/builders'
import { describeLedgers } from '../../helpers/node/server/ledger-drivers'
import { ask, usageOf, useLedgers } from '../../helpers/node/server/ledgers'

const SEC = 1000
const MIDNIGHT_MS = NOON_MS + 12 * HOUR_MS

describeLedgers('ledger: answers of quota/get', (driver) => {
  const { openLedger } = useLedgers(driver)

  it('lower the limit for every instance and after a restart', async () => {
    const { ledger } = await openLedger(500)
    await ledger.recordUpstream({ dailyLimit: 2, used: null })
    const { ledger: other } = await openLedger(400)
    expect(await ask(other, 'sync', 5)).toBe(2)
    expect(await usageOf(other)).toMatchObject({ limit: 2, used: 2 })
  })

  it('never raise the limit above the configured one', async () => {
    const { ledger } = await openLedger(5)
    await ledger.recordUpstream({ dailyLimit: 100_000, used: 0 })
    expect(await usageOf(ledger)).toMatchObject({ limit: 5 })
  })

  it('restore a limit that WeChat had lowered', async () => {
    const { ledger } = await openLedger(5)
    await ledger.recordUpstream({ dailyLimit: 1, used: null })
    await ledger.recordUpstream({ dailyLimit: 3, used: null })
    expect(await usageOf(ledger)).toMatchObject({ limit: 3 })
  })

  it('charge calls of other systems, and add our next calls', async () => {
    const { ledger } = await openLedger(500)
    await ask(ledger, 'sync', 3)
    await ledger.recordUpstream({ dailyLimit: null, used: 497 })
    expect(await usageOf(ledger)).toMatchObject({ used: 497, byPurpose: { sync: 3 } })
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'share-spent' })
    expect(await ask(ledger, 'manual', 9)).toBe(3)
  })

  it('do not lower our count', async () => {
    const { ledger } = await openLedger(500)
    await ask(ledger, 'sync', 3)
    await ledger.recordUpstream({ dailyLimit: null, used: 0 })
    expect(await usageOf(ledger)).toMatchObject({ used: 3 })
  })

  it.each([-30 * SEC, 0, 10 * MINUTE_MS])(
    'are ignored %i ms from midnight, when their day is unknown',
    async (ms) => {
      const clock = aClock(MIDNIGHT_MS + ms)
      const { ledger } = await openLedger(500, clock)
      await ledger.recordUpstream({ dailyLimit: null, used: 400 })
      expect(await usageOf(ledger)).toMatchObject({ used: 0 })
      clock.set(MIDNIGHT_MS + HOUR_MS)
      await ledger.recordUpstream({ dailyLimit: null, used: 3 })
      expect(await usageOf(ledger)).toMatchObject({ used: 3 })
    },
  )
})
