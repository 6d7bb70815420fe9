import { aClock, HOUR_MS, NOON_MS } from '../../helpers/node/server/builders'
import { describeLedgers } from '../../helpers/node/server/ledger-drivers'
import { useLedgers } from '../../helpers/node/server/ledgers'

const SEC = 1000
const MIDNIGHT_MS = NOON_MS + 12 * HOUR_MS

describeLedgers('ledger', (driver) => {
  const { openLedger, place } = useLedgers(driver)

  it('counts each call before it is made', async () => {
    const { ledger } = await openLedger(3)
    expect(await ledger.reserve('sync')).toEqual({
      kind: 'granted',
      day: '2026-11-22',
      used: 1,
      limit: 3,
    })
    expect(await ledger.reserve('replay')).toMatchObject({ kind: 'granted', used: 2 })
  })

  it('grants exactly the limit until midnight in Beijing', async () => {
    const { ledger } = await openLedger(2)
    await ledger.reserve('sync')
    await ledger.reserve('replay')
    expect(await ledger.reserve('sync')).toEqual({
      kind: 'spent',
      limit: 2,
      resetAtMs: NOON_MS + 12 * HOUR_MS,
    })
  })

  it('gives the last call of the day to one of two callers', async () => {
    const [{ ledger: one }, { ledger: other }] = [await openLedger(1), await openLedger(1)]
    const grants = await Promise.all([one.reserve('sync'), other.reserve('sync')])
    expect(grants.map(({ kind }) => kind).sort()).toEqual(['granted', 'spent'])
  })

  it('keeps the count after a restart', async () => {
    const before = await driver.open(place(), { limit: 2, clock: aClock() })
    await before.ledger.reserve('sync')
    await before.close()
    const { ledger } = await openLedger(2)
    expect(await ledger.reserve('sync')).toMatchObject({ used: 2 })
  })

  it('starts at zero on the next day', async () => {
    const clock = aClock()
    const { ledger } = await openLedger(1, clock)
    await ledger.reserve('sync')
    clock.set(MIDNIGHT_MS + 30 * SEC)
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'granted', day: '2026-11-23' })
  })

  it('grants nothing after WeChat answered 45009', async () => {
    const { ledger } = await openLedger(500)
    await ledger.reserve('sync')
    await ledger.closeDay('2026-11-22')
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'closed', day: '2026-11-22' })
    expect(await ledger.usage()).toMatchObject({ usage: { used: 1, closed: true } })
  })

  it('closes a day without calls', async () => {
    const { ledger } = await openLedger(500)
    await ledger.closeDay('2026-11-22')
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'closed', day: '2026-11-22' })
  })

  it('reports the use of the day', async () => {
    const { ledger } = await openLedger(10)
    for (const purpose of ['sync', 'sync', 'replay'] as const) await ledger.reserve(purpose)
    expect(await ledger.usage()).toEqual({
      kind: 'known',
      usage: {
        day: '2026-11-22',
        used: 3,
        byPurpose: { sync: 2, replay: 1, manual: 0, reserve: 0 },
        left: { sync: 6, replay: 3, manual: 2, reserve: 1 },
        limit: 10,
        closed: false,
        resetAtMs: MIDNIGHT_MS,
        aheadMs: null,
      },
    })
  })

  it('applies a limit that is lowered during the day', async () => {
    const { ledger } = await openLedger(5)
    for (let calls = 0; calls < 3; calls += 1) await ledger.reserve('sync')
    const { ledger: lowered } = await openLedger(2)
    expect(await lowered.reserve('sync')).toMatchObject({ kind: 'spent' })
  })

  it('grants nothing when its storage fails', async () => {
    const { ledger, breakIt } = await openLedger(5)
    await breakIt()
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'ledger-down' })
    expect(await ledger.usage()).toMatchObject({ kind: 'ledger-down' })
  })
})
