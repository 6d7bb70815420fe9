import fc from 'fast-check'
import { dayKey } from '../../../server/src/quota/day'
import { PURPOSES } from '../../../server/src/quota/types'
import { aClock, HOUR_MS, NOON_MS, useTemporaryFolder } from '../../helpers/node/server/builders'
import { describeLedgers, type OpenLedger } from '../../helpers/node/server/ledger-drivers'

const INSTANCES = 3
const LIMIT = 12
const DAY_MS = 24 * HOUR_MS

/** Properties of the rules are in quota-state.test.ts; this test covers several instances. */
describeLedgers('ledger shared by instances', (driver) => {
  const folder = useTemporaryFolder()
  const opened: OpenLedger[] = []
  afterEach(async () => {
    for (const { close } of opened.splice(0)) await close()
    await driver.stop()
  })

  it('never grants more than the limit in any interleaving', async () => {
    const place = await driver.start(folder())
    const clocks = Array.from({ length: INSTANCES }, () => aClock())
    for (const clock of clocks) opened.push(await driver.open(place, { limit: LIMIT, clock }))
    let run = 0

    const someRounds = fc.array(
      fc.record({
        asks: fc.array(
          fc.record({ who: fc.nat(INSTANCES - 1), purpose: fc.constantFrom(...PURPOSES) }),
          { minLength: 1, maxLength: 8 },
        ),
        // the instances' clocks differ, sometimes across midnight and back
        movedClock: fc.nat(INSTANCES - 1),
        ms: fc.oneof(fc.integer({ min: -20_000, max: 20_000 }), fc.nat(2 * HOUR_MS)),
        closes: fc.boolean(),
      }),
      { maxLength: 8 },
    )
    await fc.assert(
      fc.asyncProperty(someRounds, async (rounds) => {
        run += 1
        const startMs = NOON_MS + 12 * HOUR_MS - 40_000 + run * 20 * DAY_MS
        for (const clock of clocks) clock.set(startMs)
        const granted: number[] = []
        const closedAt = new Map<string, number>()
        for (const { asks, movedClock, ms, closes } of rounds) {
          const asked = asks.map(async ({ who, purpose }) => ({
            kind: (await opened[who]?.ledger.reserve(purpose))?.kind,
            atMs: clocks[who]?.nowMs() ?? 0,
          }))
          for (const { kind, atMs } of await Promise.all(asked)) {
            if (kind === 'granted') granted.push(atMs)
            expect(kind).not.toBe('ledger-down')
          }
          clocks[movedClock]?.pass(ms)
          if (closes && rounds.length > 4) {
            const day = dayKey(startMs)
            await opened[movedClock]?.ledger.closeDay(day)
            if (!closedAt.has(day)) closedAt.set(day, granted.length)
          }
        }
        const callsOn = (day: string, calls: readonly number[]) =>
          calls.filter((at) => [at - 30_000, at + 30_000].map(dayKey).includes(day)).length
        for (const day of new Set(granted.map(dayKey)))
          expect(callsOn(day, granted)).toBeLessThanOrEqual(LIMIT)
        for (const [day, before] of closedAt) expect(callsOn(day, granted.slice(before))).toBe(0)
      }),
      { numRuns: 20 },
    )
  })
})
