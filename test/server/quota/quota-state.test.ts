import fc from 'fast-check'
import {
  closeDay,
  EMPTY_STATE,
  applyUpstream,
  reserve,
  restore,
  SETTLE_MS,
  usageOf,
} from '../../../server/src/quota/quota-state'
import { dayKey } from '../../../server/src/quota/day'
import { HOUR_MS, MINUTE_MS, NOON_MS } from '../../helpers/node/server/builders'
import {
  PURPOSES,
  type Purpose,
  type QuotaState,
  type ClockReading,
  type Shares,
} from '../../../server/src/quota/types'

const MIDNIGHT_MS = NOON_MS + 12 * HOUR_MS

type Deed =
  | { readonly kind: 'reserve'; readonly purpose: Purpose; readonly times: number }
  | { readonly kind: 'pass' | 'jump' | 'skew'; readonly ms: number }
  | { readonly kind: 'close'; readonly day: number }
  | { readonly kind: 'observe'; readonly used: number }

const someShares = (): fc.Arbitrary<Shares> =>
  fc.record({
    sync: fc.integer({ min: 1, max: 100 }),
    replay: fc.nat(100),
    manual: fc.nat(100),
    reserve: fc.nat(50),
  })

/** Much asking; now and then a bit of time, mostly around midnight. */
const someDeeds = (): fc.Arbitrary<Deed[]> =>
  fc.array(
    fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({
          kind: fc.constant('reserve' as const),
          purpose: fc.constantFrom(...PURPOSES),
          times: fc.integer({ min: 1, max: 12 }),
        }),
      },
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('pass' as const),
          ms: fc.oneof(fc.nat(40_000), fc.nat(10 * HOUR_MS)),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constantFrom('jump' as const, 'skew' as const),
          ms: fc.oneof(
            fc.integer({ min: -90_000, max: 90_000 }),
            fc.integer({ min: -30 * HOUR_MS, max: 30 * HOUR_MS }),
          ),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('close' as const), day: fc.nat(2) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('observe' as const), used: fc.nat(40) }),
      },
    ),
    { minLength: 1, maxLength: 60 },
  )

const someLimit = () => fc.integer({ min: 1, max: 40 })
const START_MS = MIDNIGHT_MS - 60_000

interface Call {
  readonly purpose: Purpose
  /** By the clock that counts. */
  readonly nowMs: number
  /** By WeChat's, as far as it was known. */
  readonly theirMs: number
  /** The latest day that was open once it had been granted. */
  readonly high: string
}

/** Does it all, and keeps its own record of the calls that were granted. */
function live(deeds: readonly Deed[], limit: number, shares: Shares) {
  let book: QuotaState = EMPTY_STATE
  let moment: ClockReading = { nowMs: START_MS, aheadMs: null }
  const calls: Call[] = []
  const closed = new Map<string, number>()
  let high = ''
  for (const deed of deeds) {
    const { nowMs, aheadMs } = moment
    switch (deed.kind) {
      case 'reserve':
        for (let asked = 0; asked < deed.times; asked += 1) {
          const { answer, state: next } = reserve(book, moment, deed.purpose, { limit, shares })
          if (answer.kind === 'granted') {
            const last = next?.days.at(-1)?.day ?? ''
            const theirMs = nowMs - (aheadMs ?? 0)
            calls.push({ purpose: deed.purpose, nowMs, theirMs, high: last })
          }
          book = next ?? book
        }
        break
      case 'pass':
      case 'jump':
        moment = { ...moment, nowMs: nowMs + deed.ms }
        break
      case 'skew':
        moment = { ...moment, aheadMs: deed.ms }
        break
      case 'close': {
        const day = dayKey(START_MS + deed.day * 24 * HOUR_MS)
        book = closeDay(book, day).state ?? book
        if (!closed.has(day)) closed.set(day, calls.length)
        break
      }
      case 'observe':
        book = applyUpstream(book, moment, { dailyLimit: null, used: deed.used }).state ?? book
    }
    const last = book.days.at(-1)?.day ?? ''
    expect(last >= high).toBe(true)
    high = last
  }
  return { book, moment, calls, closed }
}

const onDay = (calls: readonly Call[], day: string) =>
  calls.filter(({ nowMs, theirMs }) =>
    [nowMs, theirMs].some((ms) => [-30_000, 0, 30_000].some((by) => dayKey(ms + by) === day)),
  )

describe('the book of calls', () => {
  it('never holds more calls on a day than its limit, whatever happens', () => {
    fc.assert(
      fc.property(someDeeds(), someLimit(), someShares(), (deeds, limit, shares) => {
        const { calls, book } = live(deeds, limit, shares)
        const days = new Set(calls.flatMap(({ nowMs, theirMs }) => [nowMs, theirMs].map(dayKey)))
        for (const day of days) expect(onDay(calls, day).length).toBeLessThanOrEqual(limit)
        for (const { used, byPurpose } of book.days) {
          const ours = PURPOSES.reduce((sum, purpose) => sum + byPurpose[purpose], 0)
          expect(ours).toBeLessThanOrEqual(Math.min(used, limit))
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('charges the latest day that was ever open, wherever the clock has gone since', () => {
    fc.assert(
      fc.property(someDeeds(), someLimit(), someShares(), (deeds, limit, shares) => {
        const { calls } = live(deeds, limit, shares)
        for (const day of new Set(calls.map(({ high }) => high)))
          expect(calls.filter(({ high }) => high === day).length).toBeLessThanOrEqual(limit)
      }),
      { numRuns: 400 },
    )
  })

  it('grants the whole limit, in whatever order the purposes ask', () => {
    const order = fc.shuffledSubarray([...PURPOSES], { minLength: 4 })
    fc.assert(
      fc.property(order, someLimit(), someShares(), (purposes, limit, shares) => {
        const noon: Deed = { kind: 'pass', ms: 12 * HOUR_MS }
        const asks = purposes.map((purpose): Deed => ({ kind: 'reserve', purpose, times: limit }))
        const { calls } = live([noon, ...asks], limit, { ...shares, sync: 100 })
        expect(calls).toHaveLength(limit)
      }),
    )
  })

  it('keeps every purpose within its share, and the list out of the hard reserve', () => {
    fc.assert(
      fc.property(someDeeds(), someLimit(), someShares(), (deeds, limit, shares) => {
        const { book } = live(deeds, limit, shares)
        const reserve = Math.floor((limit * shares.reserve) / 100)
        for (const { held, byPurpose } of book.days) {
          const share = (one: Purpose) => Math.ceil((limit * shares[one]) / 100)
          expect(held).toBeLessThanOrEqual(reserve)
          expect(byPurpose.sync).toBeLessThanOrEqual(Math.min(share('sync'), limit - reserve))
          expect(byPurpose.replay).toBeLessThanOrEqual(share('replay') + reserve)
          expect(byPurpose.manual).toBeLessThanOrEqual(share('manual') + reserve)
          expect(byPurpose.reserve).toBeLessThanOrEqual(reserve)
        }
      }),
      { numRuns: 400 },
    )
  })

  it.each(['replay', 'manual', 'reserve'] as const)(
    'lets %s have what is left of the hard reserve, however the rest was spent',
    (purpose) => {
      fc.assert(
        fc.property(someLimit(), someShares(), fc.nat(40), (limit, shares, others) => {
          const wants: Deed[] = [
            { kind: 'pass', ms: 12 * HOUR_MS },
            { kind: 'reserve', purpose: 'sync', times: others },
            { kind: 'reserve', purpose, times: limit },
          ]
          const { calls } = live(wants, limit, shares)
          const got = calls.filter((call) => call.purpose === purpose).length
          expect(got).toBeGreaterThanOrEqual(Math.floor((limit * shares.reserve) / 100))
        }),
      )
    },
  )

  it('grants nothing on a day that WeChat has closed', () => {
    fc.assert(
      fc.property(someDeeds(), someLimit(), someShares(), (deeds, limit, shares) => {
        const { calls, closed } = live(deeds, limit, shares)
        for (const [day, before] of closed)
          expect(onDay(calls.slice(before), day).map(({ nowMs }) => nowMs)).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('tells how many calls are left, neither more nor fewer', () => {
    fc.assert(
      fc.property(
        someDeeds(),
        someLimit(),
        someShares(),
        fc.constantFrom(...PURPOSES),
        (deeds, limit, shares, purpose) => {
          const lived = live(deeds, limit, shares)
          const { left, resetAtMs, used, closed } = usageOf(lived.book, lived.moment, {
            limit,
            shares,
          })
          let { book } = lived
          let granted = 0
          for (let asked = 0; asked <= limit; asked += 1) {
            const { answer, state: next } = reserve(book, lived.moment, purpose, { limit, shares })
            granted += answer.kind === 'granted' ? 1 : 0
            book = next ?? book
          }
          expect(granted).toBe(left[purpose])
          expect(resetAtMs).toBeGreaterThan(lived.moment.nowMs)
          if (closed || used >= limit) expect(granted).toBe(0)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('is whole again from what several instances remember of it', () => {
    fc.assert(
      fc.property(
        someDeeds(),
        fc.array(fc.nat(60), { minLength: 1, maxLength: 4 }),
        someLimit(),
        someShares(),
        (deeds, looks, limit, shares) => {
          const { book } = live(deeds, limit, shares)
          const floors = looks.map((seen) => live(deeds.slice(0, seen), limit, shares).book)
          const nowMs = NOON_MS
          const restored = [...floors, book].reduce((lost, floor) => restore(lost, floor, nowMs), {
            ...EMPTY_STATE,
          })
          expect(restored.days).toEqual(book.days)
          // and what is whole stays as it is
          expect(restore(book, restored, nowMs)).toBe(book)
          if (book.days.length > 0) {
            const { answer } = reserve(restored, { nowMs, aheadMs: 0 }, 'sync', { limit, shares })
            expect(answer.kind).toBe('recovering')
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('does not settle for ever when the clock is set back meanwhile', () => {
    const shares: Shares = { sync: 90, replay: 25, manual: 10, reserve: 10 }
    const book = { ...EMPTY_STATE, settleUntilMs: NOON_MS + HOUR_MS + SETTLE_MS }
    const moment = { nowMs: NOON_MS + MINUTE_MS, aheadMs: 0 }
    const { answer } = reserve(book, moment, 'sync', { limit: 5, shares })
    expect(answer.kind).toBe('granted')
  })
})
