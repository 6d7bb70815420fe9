import { aClock, HOUR_MS, NOON_MS } from '../../helpers/node/server/builders'
import { describeLedgers } from '../../helpers/node/server/ledger-drivers'
import { ask, usageOf, useLedgers } from '../../helpers/node/server/ledgers'

const MIDNIGHT_MS = NOON_MS + 12 * HOUR_MS

describeLedgers('ledger: shares', (driver) => {
  const { openLedger } = useLedgers(driver)

  it('keeps the hard reserve from reading the list', async () => {
    const { ledger } = await openLedger(20)
    expect(await ask(ledger, 'sync', 30)).toBe(18)
    expect(await ledger.reserve('sync')).toEqual({
      kind: 'share-spent',
      purpose: 'sync',
      limit: 20,
      resetAtMs: MIDNIGHT_MS,
    })
  })

  it.each(['replay', 'manual', 'reserve'] as const)(
    'lets %s use the hard reserve when everything else is used',
    async (purpose) => {
      const { ledger } = await openLedger(20)
      await ask(ledger, 'sync', 18)
      expect(await ask(ledger, purpose, 3)).toBe(2)
      expect(await ledger.reserve(purpose)).toMatchObject({ kind: 'spent' })
    },
  )

  it('gives each purpose its share, then the reserve, and the rest to the list', async () => {
    const { ledger } = await openLedger(20)
    expect(await ask(ledger, 'replay', 20)).toBe(5 + 2)
    expect(await ask(ledger, 'manual', 20)).toBe(2)
    expect(await ask(ledger, 'reserve', 20)).toBe(0)
    expect(await ask(ledger, 'sync', 20)).toBe(11)
  })

  it('applies configured shares', async () => {
    const shares = { sync: 50, replay: 10, manual: 0, reserve: 30 }
    const { ledger } = await openLedger(20, aClock(), shares)
    expect((await usageOf(ledger)).left).toEqual({ sync: 10, replay: 8, manual: 6, reserve: 6 })
    expect(await ask(ledger, 'sync', 20)).toBe(10)
  })

  it.each([1, 2, 9])('gives a limit of %i to the list completely', async (limit) => {
    const { ledger } = await openLedger(limit)
    expect(await ask(ledger, 'sync', limit)).toBe(limit)
  })
})
