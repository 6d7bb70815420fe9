import { aClock, HOUR_MS, MINUTE_MS, NOON_MS } from '../../helpers/node/server/builders'
import { describeLedgers } from '../../helpers/node/server/ledger-drivers'
import { ask, usageOf, useLedgers } from '../../helpers/node/server/ledgers'

const SEC = 1000
const MIDNIGHT_MS = NOON_MS + 12 * HOUR_MS

describeLedgers('ledger: days', (driver) => {
  const { openLedger, place } = useLedgers(driver)

  describe('midnight in Beijing', () => {
    it.each([-30 * SEC, -1, 0, 30 * SEC - 1])(
      'charges both days at %i ms from midnight',
      async (ms) => {
        const clock = aClock(MIDNIGHT_MS + ms)
        const { ledger } = await openLedger(10, clock)
        expect(await ledger.reserve('sync')).toMatchObject({ day: '2026-11-22', used: 1 })
        clock.set(NOON_MS)
        expect((await usageOf(ledger)).used).toBe(1)
        clock.set(NOON_MS + 24 * HOUR_MS)
        expect(await usageOf(ledger)).toMatchObject({ day: '2026-11-23', used: 1 })
      },
    )

    it.each([-30 * SEC - 1, 30 * SEC])('charges one day at %i ms from midnight', async (ms) => {
      const clock = aClock(MIDNIGHT_MS + ms)
      const { ledger } = await openLedger(10, clock)
      const day = ms < 0 ? '2026-11-22' : '2026-11-23'
      expect(await ledger.reserve('sync')).toMatchObject({ day })
      clock.set(NOON_MS + (ms < 0 ? 24 : 0) * HOUR_MS)
      expect((await usageOf(ledger)).used).toBe(ms < 0 ? 0 : 1)
    })

    it('grants nothing while one of the two days is full, and reports when it will', async () => {
      const clock = aClock()
      const { ledger } = await openLedger(1, clock)
      await ledger.reserve('sync')
      clock.set(MIDNIGHT_MS - 10 * SEC)
      expect(await ledger.reserve('sync')).toMatchObject({ kind: 'spent', resetAtMs: MIDNIGHT_MS })
      clock.set(MIDNIGHT_MS + 10 * SEC)
      const resetAtMs = MIDNIGHT_MS + 30 * SEC
      expect(await ledger.reserve('sync')).toMatchObject({ kind: 'spent', resetAtMs })
      expect(await usageOf(ledger)).toMatchObject({ used: 1, resetAtMs })
      clock.set(resetAtMs)
      expect(await ledger.reserve('sync')).toMatchObject({ kind: 'granted', day: '2026-11-23' })
    })

    it('closes only the old day when WeChat refuses near midnight', async () => {
      const clock = aClock(MIDNIGHT_MS + 10 * SEC)
      const { ledger } = await openLedger(10, clock)
      const grant = await ledger.reserve('sync')
      await ledger.closeDay(grant.kind === 'granted' ? grant.day : '')
      expect(await ledger.reserve('sync')).toMatchObject({ kind: 'closed', day: '2026-11-22' })
      clock.pass(MINUTE_MS)
      expect(await ledger.reserve('sync')).toMatchObject({ kind: 'granted', day: '2026-11-23' })
    })
  })

  describe('a clock that is set back', () => {
    it('does not open the previous day again', async () => {
      const clock = aClock(MIDNIGHT_MS + HOUR_MS)
      const { ledger } = await openLedger(3, clock)
      expect(await ask(ledger, 'sync', 2)).toBe(2)
      clock.set(MIDNIGHT_MS - HOUR_MS)
      expect(await ask(ledger, 'sync', 5)).toBe(1)
      expect(await usageOf(ledger)).toMatchObject({ day: '2026-11-23', used: 3 })
    })

    it('keeps its latest day after a restart', async () => {
      const before = await driver.open(place(), { limit: 1, clock: aClock(MIDNIGHT_MS + HOUR_MS) })
      await before.ledger.reserve('sync')
      await before.close()
      const { ledger } = await openLedger(1, aClock(NOON_MS))
      expect(await ledger.reserve('sync')).toMatchObject({ kind: 'spent' })
    })
  })

  describe("a clock that differs from WeChat's", () => {
    it.each([5, -5])(
      'by %i minutes: grants nothing on the new day until both agree',
      async (minutes) => {
        const aheadMs = minutes * MINUTE_MS
        const clock = aClock(MIDNIGHT_MS - 10 * MINUTE_MS)
        const { ledger } = await openLedger(500, clock)
        ledger.recordSkew(aheadMs)
        expect(await ledger.reserve('sync')).toMatchObject({ kind: 'granted', day: '2026-11-22' })
        // either clock is past midnight, the other is not
        clock.set(MIDNIGHT_MS + aheadMs / 2)
        expect(await ledger.reserve('sync')).toEqual({ kind: 'skewed', aheadMs })
        expect(await usageOf(ledger)).toMatchObject({ left: { sync: 0, manual: 0 }, aheadMs })
        clock.set(MIDNIGHT_MS + 6 * MINUTE_MS)
        expect(await ledger.reserve('sync')).toMatchObject({ kind: 'granted', day: '2026-11-23' })
      },
    )

    it('by a minute: charges both days one minute longer', async () => {
      const clock = aClock(MIDNIGHT_MS + 80 * SEC)
      const { ledger } = await openLedger(500, clock)
      ledger.recordSkew(MINUTE_MS)
      expect(await ledger.reserve('sync')).toMatchObject({ kind: 'granted', day: '2026-11-22' })
    })

    it("charges a day that is already open together with WeChat's day", async () => {
      const clock = aClock(MIDNIGHT_MS + HOUR_MS)
      const { ledger } = await openLedger(3, clock)
      await ledger.reserve('sync')
      // at WeChat it is still the previous day
      ledger.recordSkew(2 * HOUR_MS)
      expect(await ask(ledger, 'sync', 5)).toBe(2)
      clock.set(NOON_MS)
      ledger.recordSkew(0)
      expect(await ledger.reserve('sync')).toMatchObject({ kind: 'spent' })
    })
  })
})
