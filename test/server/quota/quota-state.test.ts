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

type Action =
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

/** Mostly reservations, sometimes a step of time around midnight. */
const someActions = (): fc.Arbitrary<Action[]> =>
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
  /** On the clock that decides the day. */
  readonly nowMs: number
  /** On WeChat's clock, as far as known. */
  readonly wechatMs: number
  /** The latest day in the state after the grant. */
  readonly latestDay: string
}

/** Applies all actions and records the granted calls. */
function run(actions: readonly Action[], limit: number, shares: Shares) {
  let state: QuotaState = EMPTY_STATE
  let moment: ClockReading = { nowMs: START_MS, aheadMs: null }
  const calls: Call[] = []
  const closed = new Map<string, number>()
  let latestDay = ''
  for (const action of actions) {
    const { nowMs, aheadMs } = moment
    switch (action.kind) {
      case 'reserve':
        for (let asked = 0; asked < action.times; asked += 1) {
          const { answer, state: next } = reserve(state, moment, action.purpose, { limit, shares })
          if (answer.kind === 'granted') {
            const last = next?.days.at(-1)?.day ?? ''
            const wechatMs = nowMs - (aheadMs ?? 0)
            calls.push({ purpose: action.purpose, nowMs, wechatMs, latestDay: last })
          }
          state = next ?? state
        }
        break
      case 'pass':
      case 'jump':
        moment = { ...moment, nowMs: nowMs + action.ms }
        break
      case 'skew':
        moment = { ...moment, aheadMs: action.ms }
        break
      case 'close': {
        const day = dayKey(START_MS + action.day * 24 * HOUR_MS)
        state = closeDay(state, day).state ?? state
        if (!closed.has(day)) closed.set(day, calls.length)
        break
      }
      case 'observe':
        state = applyUpstream(state, moment, { dailyLimit: null, used: action.used }).state ?? state
    }
    const last = state.days.at(-1)?.day ?? ''
    expect(last >= latestDay).toBe(true)
    latestDay = last
  }
  return { state, moment, calls, closed }
}

const onDay = (calls: readonly Call[], day: string) =>
  calls.filter(({ nowMs, wechatMs }) =>
    [nowMs, wechatMs].some((ms) => [-30_000, 0, 30_000].some((by) => dayKey(ms + by) === day)),
  )

describe('the quota state', () => {
  it("never exceeds a day's limit", () => {
    fc.assert(
      fc.property(someActions(), someLimit(), someShares(), (actions, limit, shares) => {
        const { calls, state } = run(actions, limit, shares)
        const days = new Set(calls.flatMap(({ nowMs, wechatMs }) => [nowMs, wechatMs].map(dayKey)))
        for (const day of days) expect(onDay(calls, day).length).toBeLessThanOrEqual(limit)
        for (const { used, byPurpose } of state.days) {
          const ours = PURPOSES.reduce((sum, purpose) => sum + byPurpose[purpose], 0)
          expect(ours).toBeLessThanOrEqual(Math.min(used, limit))
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('charges the latest day that was ever open, wherever the clock moves', () => {
    fc.assert(
      fc.property(someActions(), someLimit(), someShares(), (actions, limit, shares) => {
        const { calls } = run(actions, limit, shares)
        for (const day of new Set(calls.map(({ latestDay }) => latestDay)))
          expect(calls.filter(({ latestDay }) => latestDay === day).length).toBeLessThanOrEqual(
            limit,
          )
      }),
      { numRuns: 400 },
    )
  })

  it('grants the whole limit in any order of purposes', () => {
    const order = fc.shuffledSubarray([...PURPOSES], { minLength: 4 })
    fc.assert(
      fc.property(order, someLimit(), someShares(), (purposes, limit, shares) => {
        const noon: Action = { kind: 'pass', ms: 12 * HOUR_MS }
        const asks = purposes.map((purpose): Action => ({ kind: 'reserve', purpose, times: limit }))
        const { calls } = run([noon, ...asks], limit, { ...shares, sync: 100 })
        expect(calls).toHaveLength(limit)
      }),
    )
  })

  it('keeps every purpose within its share, and the list outside the hard reserve', () => {
    fc.assert(
      fc.property(someActions(), someLimit(), someShares(), (actions, limit, shares) => {
        const { state } = run(actions, limit, shares)
        const reserve = Math.floor((limit * shares.reserve) / 100)
        for (const { held, byPurpose } of state.days) {
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
    'gives %s what is left of the hard reserve',
    (purpose) => {
      fc.assert(
        fc.property(someLimit(), someShares(), fc.nat(40), (limit, shares, others) => {
          const wants: Action[] = [
            { kind: 'pass', ms: 12 * HOUR_MS },
            { kind: 'reserve', purpose: 'sync', times: others },
            { kind: 'reserve', purpose, times: limit },
          ]
          const { calls } = run(wants, limit, shares)
          const got = calls.filter((call) => call.purpose === purpose).length
          expect(got).toBeGreaterThanOrEqual(Math.floor((limit * shares.reserve) / 100))
        }),
      )
    },
  )

  it('grants nothing on a closed day', () => {
    fc.assert(
      fc.property(someActions(), someLimit(), someShares(), (actions, limit, shares) => {
        const { calls, closed } = run(actions, limit, shares)
        for (const [day, before] of closed)
          expect(onDay(calls.slice(before), day).map(({ nowMs }) => nowMs)).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('reports exactly how many calls are left', () => {
    fc.assert(
      fc.property(
        someActions(),
        someLimit(),
        someShares(),
        fc.constantFrom(...PURPOSES),
        (actions, limit, shares, purpose) => {
          const ran = run(actions, limit, shares)
          const { left, resetAtMs, used, closed } = usageOf(ran.state, ran.moment, {
            limit,
            shares,
          })
          let { state } = ran
          let granted = 0
          for (let asked = 0; asked <= limit; asked += 1) {
            const { answer, state: next } = reserve(state, ran.moment, purpose, { limit, shares })
            granted += answer.kind === 'granted' ? 1 : 0
            state = next ?? state
          }
          expect(granted).toBe(left[purpose])
          expect(resetAtMs).toBeGreaterThan(ran.moment.nowMs)
          if (closed || used >= limit) expect(granted).toBe(0)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('is restored from the watermarks of several instances', () => {
    fc.assert(
      fc.property(
        someActions(),
        fc.array(fc.nat(60), { minLength: 1, maxLength: 4 }),
        someLimit(),
        someShares(),
        (actions, reads, limit, shares) => {
          const { state } = run(actions, limit, shares)
          const watermarks = reads.map((seen) => run(actions.slice(0, seen), limit, shares).state)
          const nowMs = NOON_MS
          const restored = [...watermarks, state].reduce(
            (lost, watermark) => restore(lost, watermark, nowMs),
            {
              ...EMPTY_STATE,
            },
          )
          expect(restored.days).toEqual(state.days)
          // a complete state does not change
          expect(restore(state, restored, nowMs)).toBe(state)
          if (state.days.length > 0) {
            const { answer } = reserve(restored, { nowMs, aheadMs: 0 }, 'sync', { limit, shares })
            expect(answer.kind).toBe('recovering')
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('does not stay in recovery when the clock is set back', () => {
    const shares: Shares = { sync: 90, replay: 25, manual: 10, reserve: 10 }
    const state = { ...EMPTY_STATE, settleUntilMs: NOON_MS + HOUR_MS + SETTLE_MS }
    const moment = { nowMs: NOON_MS + MINUTE_MS, aheadMs: 0 }
    const { answer } = reserve(state, moment, 'sync', { limit: 5, shares })
    expect(answer.kind).toBe('granted')
  })
})
