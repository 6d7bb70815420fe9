import type { Clock } from '../../../server/src/clock'
import type { Grant, Purpose } from '../../../server/src/quota/ledger'
import type { Shares } from '../../../server/src/quota/shares'
import {
  aClock,
  HOUR_MS,
  MINUTE_MS,
  NOON_MS,
  useTemporaryFolder,
} from '../../helpers/node/server/builders'
import { describeLedgers, type OpenLedger } from '../../helpers/node/server/ledger-drivers'

const SEC = 1000
const MIDNIGHT_MS = NOON_MS + 12 * HOUR_MS

describeLedgers('ledger', (driver) => {
  const folder = useTemporaryFolder()
  const opened: OpenLedger[] = []
  let place = ''
  beforeEach(async () => {
    place = await driver.start(folder())
  })
  afterEach(async () => {
    for (const { close } of opened.splice(0)) await close()
    await driver.stop()
  })

  const openLedger = async (limit: number, clock: Clock = aClock(), shares?: Shares) => {
    const options = { limit, clock, ...(shares === undefined ? {} : { shares }) }
    const one = await driver.open(place, options)
    opened.push(one)
    return one
  }
  const ask = async (ledger: OpenLedger['ledger'], purpose: Purpose, times: number) => {
    const grants: Grant[] = []
    for (let asked = 0; asked < times; asked += 1) grants.push(await ledger.reserve(purpose))
    return grants.filter(({ kind }) => kind === 'granted').length
  }
  const usageOf = async (ledger: OpenLedger['ledger']) => {
    const answer = await ledger.usage()
    if (answer.kind === 'ledger-down') throw new Error('The ledger is down', { cause: answer })
    return answer.usage
  }

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

  it('grants the limit and not one call more, until midnight in Beijing', async () => {
    const { ledger } = await openLedger(2)
    await ledger.reserve('sync')
    await ledger.reserve('replay')
    expect(await ledger.reserve('sync')).toEqual({
      kind: 'spent',
      limit: 2,
      resetAtMs: NOON_MS + 12 * HOUR_MS,
    })
  })

  it('gives the last call of the day to one of two askers', async () => {
    const [{ ledger: one }, { ledger: other }] = [await openLedger(1), await openLedger(1)]
    const grants = await Promise.all([one.reserve('sync'), other.reserve('sync')])
    expect(grants.map(({ kind }) => kind).sort()).toEqual(['granted', 'spent'])
  })

  it('still knows after a restart', async () => {
    const before = await driver.open(place, { limit: 2, clock: aClock() })
    await before.ledger.reserve('sync')
    await before.close()
    const { ledger } = await openLedger(2)
    expect(await ledger.reserve('sync')).toMatchObject({ used: 2 })
  })

  it('begins anew on the next day', async () => {
    const clock = aClock()
    const { ledger } = await openLedger(1, clock)
    await ledger.reserve('sync')
    clock.set(MIDNIGHT_MS + 30 * SEC)
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'granted', day: '2026-11-23' })
  })

  it('grants nothing more once WeChat has said that the day is over', async () => {
    const { ledger } = await openLedger(500)
    await ledger.reserve('sync')
    await ledger.closeDay('2026-11-22')
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'closed', day: '2026-11-22' })
    expect(await ledger.usage()).toMatchObject({ usage: { used: 1, closed: true } })
  })

  it('closes a day on which nothing was called yet', async () => {
    const { ledger } = await openLedger(500)
    await ledger.closeDay('2026-11-22')
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'closed', day: '2026-11-22' })
  })

  it('tells how the day was spent', async () => {
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

  it('obeys a limit that was lowered in the middle of the day', async () => {
    const { ledger } = await openLedger(5)
    for (let calls = 0; calls < 3; calls += 1) await ledger.reserve('sync')
    const { ledger: lowered } = await openLedger(2)
    expect(await lowered.reserve('sync')).toMatchObject({ kind: 'spent' })
  })

  describe('shares', () => {
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
      'lets %s use the hard reserve when all else is spent',
      async (purpose) => {
        const { ledger } = await openLedger(20)
        await ask(ledger, 'sync', 18)
        expect(await ask(ledger, purpose, 3)).toBe(2)
        expect(await ledger.reserve(purpose)).toMatchObject({ kind: 'spent' })
      },
    )

    it('gives each purpose its share, then the reserve, and leaves the rest to the list', async () => {
      const { ledger } = await openLedger(20)
      expect(await ask(ledger, 'replay', 20)).toBe(5 + 2)
      expect(await ask(ledger, 'manual', 20)).toBe(2)
      expect(await ask(ledger, 'reserve', 20)).toBe(0)
      expect(await ask(ledger, 'sync', 20)).toBe(11)
    })

    it('obeys other shares', async () => {
      const shares = { sync: 50, replay: 10, manual: 0, reserve: 30 }
      const { ledger } = await openLedger(20, aClock(), shares)
      expect((await usageOf(ledger)).left).toEqual({ sync: 10, replay: 8, manual: 6, reserve: 6 })
      expect(await ask(ledger, 'sync', 20)).toBe(10)
    })

    it.each([1, 2, 9])('leaves a limit of %i to the list whole', async (limit) => {
      const { ledger } = await openLedger(limit)
      expect(await ask(ledger, 'sync', limit)).toBe(limit)
    })
  })

  describe('midnight in Beijing', () => {
    it.each([-30 * SEC, -1, 0, 30 * SEC - 1])('charges both days at %i ms', async (ms) => {
      const clock = aClock(MIDNIGHT_MS + ms)
      const { ledger } = await openLedger(10, clock)
      expect(await ledger.reserve('sync')).toMatchObject({ day: '2026-11-22', used: 1 })
      clock.set(NOON_MS)
      expect((await usageOf(ledger)).used).toBe(1)
      clock.set(NOON_MS + 24 * HOUR_MS)
      expect(await usageOf(ledger)).toMatchObject({ day: '2026-11-23', used: 1 })
    })

    it.each([-30 * SEC - 1, 30 * SEC])('charges one day at %i ms', async (ms) => {
      const clock = aClock(MIDNIGHT_MS + ms)
      const { ledger } = await openLedger(10, clock)
      const day = ms < 0 ? '2026-11-22' : '2026-11-23'
      expect(await ledger.reserve('sync')).toMatchObject({ day })
      clock.set(NOON_MS + (ms < 0 ? 24 : 0) * HOUR_MS)
      expect((await usageOf(ledger)).used).toBe(ms < 0 ? 0 : 1)
    })

    it('grants nothing while one of the two days is full, and says when it will', async () => {
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

    it('closes the old day and not the new one when WeChat refuses near midnight', async () => {
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
    it('does not open the day before again', async () => {
      const clock = aClock(MIDNIGHT_MS + HOUR_MS)
      const { ledger } = await openLedger(3, clock)
      expect(await ask(ledger, 'sync', 2)).toBe(2)
      clock.set(MIDNIGHT_MS - HOUR_MS)
      expect(await ask(ledger, 'sync', 5)).toBe(1)
      expect(await usageOf(ledger)).toMatchObject({ day: '2026-11-23', used: 3 })
    })

    it('is remembered over a restart', async () => {
      const before = await driver.open(place, { limit: 1, clock: aClock(MIDNIGHT_MS + HOUR_MS) })
      await before.ledger.reserve('sync')
      await before.close()
      const { ledger } = await openLedger(1, aClock(NOON_MS))
      expect(await ledger.reserve('sync')).toMatchObject({ kind: 'spent' })
    })
  })

  describe("a clock that differs from WeChat's", () => {
    it.each([5, -5])('by %i minutes waits with the new day until both agree', async (minutes) => {
      const aheadMs = minutes * MINUTE_MS
      const clock = aClock(MIDNIGHT_MS - 10 * MINUTE_MS)
      const { ledger } = await openLedger(500, clock)
      ledger.noteSkew(aheadMs)
      expect(await ledger.reserve('sync')).toMatchObject({ kind: 'granted', day: '2026-11-22' })
      // either clock is past midnight, the other is not
      clock.set(MIDNIGHT_MS + aheadMs / 2)
      expect(await ledger.reserve('sync')).toEqual({ kind: 'skewed', aheadMs })
      expect(await usageOf(ledger)).toMatchObject({ left: { sync: 0, manual: 0 }, aheadMs })
      clock.set(MIDNIGHT_MS + 6 * MINUTE_MS)
      expect(await ledger.reserve('sync')).toMatchObject({ kind: 'granted', day: '2026-11-23' })
    })

    it('by a minute charges both days for that much longer', async () => {
      const clock = aClock(MIDNIGHT_MS + 80 * SEC)
      const { ledger } = await openLedger(500, clock)
      ledger.noteSkew(MINUTE_MS)
      expect(await ledger.reserve('sync')).toMatchObject({ kind: 'granted', day: '2026-11-22' })
    })

    it('charges a day that is open already to both', async () => {
      const clock = aClock(MIDNIGHT_MS + HOUR_MS)
      const { ledger } = await openLedger(3, clock)
      await ledger.reserve('sync')
      // now we hear that at WeChat it is still the day before
      ledger.noteSkew(2 * HOUR_MS)
      expect(await ask(ledger, 'sync', 5)).toBe(2)
      clock.set(NOON_MS)
      ledger.noteSkew(0)
      expect(await ledger.reserve('sync')).toMatchObject({ kind: 'spent' })
    })
  })

  describe('what quota/get says', () => {
    it('lowers the limit, for every instance and over a restart', async () => {
      const { ledger } = await openLedger(500)
      await ledger.observe({ dailyLimit: 2, used: null })
      const { ledger: other } = await openLedger(400)
      expect(await ask(other, 'sync', 5)).toBe(2)
      expect(await usageOf(other)).toMatchObject({ limit: 2, used: 2 })
    })

    it('never raises it above what is configured', async () => {
      const { ledger } = await openLedger(5)
      await ledger.observe({ dailyLimit: 100_000, used: 0 })
      expect(await usageOf(ledger)).toMatchObject({ limit: 5 })
    })

    it('gives back a limit that WeChat had lowered', async () => {
      const { ledger } = await openLedger(5)
      await ledger.observe({ dailyLimit: 1, used: null })
      await ledger.observe({ dailyLimit: 3, used: null })
      expect(await usageOf(ledger)).toMatchObject({ limit: 3 })
    })

    it('charges what others spent, and our next calls on top of it', async () => {
      const { ledger } = await openLedger(500)
      await ask(ledger, 'sync', 3)
      await ledger.observe({ dailyLimit: null, used: 497 })
      expect(await usageOf(ledger)).toMatchObject({ used: 497, byPurpose: { sync: 3 } })
      expect(await ledger.reserve('sync')).toMatchObject({ kind: 'share-spent' })
      expect(await ask(ledger, 'manual', 9)).toBe(3)
    })

    it('takes nothing back when it counts less than we do', async () => {
      const { ledger } = await openLedger(500)
      await ask(ledger, 'sync', 3)
      await ledger.observe({ dailyLimit: null, used: 0 })
      expect(await usageOf(ledger)).toMatchObject({ used: 3 })
    })

    it.each([-30 * SEC, 0, 10 * MINUTE_MS])(
      'is charged to no day %i ms from midnight, when nobody knows to which',
      async (ms) => {
        const clock = aClock(MIDNIGHT_MS + ms)
        const { ledger } = await openLedger(500, clock)
        await ledger.observe({ dailyLimit: null, used: 400 })
        expect(await usageOf(ledger)).toMatchObject({ used: 0 })
        clock.set(MIDNIGHT_MS + HOUR_MS)
        await ledger.observe({ dailyLimit: null, used: 3 })
        expect(await usageOf(ledger)).toMatchObject({ used: 3 })
      },
    )
  })

  it('grants nothing when it cannot count', async () => {
    const { ledger, breakIt } = await openLedger(5)
    await breakIt()
    expect(await ledger.reserve('sync')).toMatchObject({ kind: 'ledger-down' })
    expect(await ledger.usage()).toMatchObject({ kind: 'ledger-down' })
  })
})
