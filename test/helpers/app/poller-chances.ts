import fc from 'fast-check'

/** Arbitraries: the behaviour of the plugin, and the steps of a visit. */
export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE
export const ROOMS = [1, 2, 3, 4, 5]

export type Code = number | null

export interface Reply {
  readonly kind: 'answer' | 'fail' | 'hang'
  readonly afterMs: number
  readonly code: number
}

interface Load {
  readonly kind: 'ok' | 'none' | 'refuse' | 'hang'
  readonly afterMs: number
}

/** The behaviour of the plugin, and the random numbers of the poller. */
export interface PluginBehaviour {
  readonly replies: readonly Reply[]
  readonly loads: readonly Load[]
  readonly chances: readonly number[]
}

export type Step =
  | { readonly kind: 'come'; readonly roomId: number; readonly listed: Code }
  | { readonly kind: 'leave'; readonly nth: number }
  | { readonly kind: 'hide' | 'show' | 'restart' }
  | { readonly kind: 'wait'; readonly ms: number }
  /** The phone's clock is set; real time continues. */
  | { readonly kind: 'set-clock'; readonly byMs: number }

const delays = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 5_000 }),
  fc.integer({ min: 30_000, max: 200_000 }),
)

const codes = fc.constantFrom(0, 101, 101, 101, 102, 105, 106, 106, 106, 103, 104, 107)

export const weathers: fc.Arbitrary<PluginBehaviour> = fc.record({
  replies: fc.array(
    fc.record({
      kind: fc.constantFrom('answer', 'answer', 'answer', 'fail', 'hang'),
      afterMs: delays,
      code: codes,
    }),
    { minLength: 1, maxLength: 12 },
  ),
  loads: fc.array(
    fc.record({ kind: fc.constantFrom('ok', 'ok', 'none', 'refuse', 'hang'), afterMs: delays }),
    { minLength: 1, maxLength: 8 },
  ),
  chances: fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
    minLength: 1,
    maxLength: 8,
  }),
})

const skews = fc.integer({ min: 1, max: 3 * DAY })

/** Visits with a clock that is only set back, so that limits last longer. */
export const visits = stepsWith(skews.map((ms) => -ms))

export const visitsWithAnyClock = stepsWith(
  fc.oneof(
    skews,
    skews.map((ms) => -ms),
  ),
)

function stepsWith(jumps: fc.Arbitrary<number>): fc.Arbitrary<Step[]> {
  return fc.array(
    fc.oneof(
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('set-clock' as const), byMs: jumps }),
      },
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('come' as const),
          roomId: fc.constantFrom(...ROOMS),
          listed: fc.constantFrom(null, 0, 101, 102, 105, 106),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant('leave' as const), nth: fc.nat({ max: 9 }) }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constantFrom('hide' as const, 'show' as const, 'show' as const),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('wait' as const),
          ms: fc.oneof(
            fc.integer({ min: 0, max: 2_000 }),
            fc.integer({ min: 50_000, max: 70_000 }),
            fc.integer({ min: 0, max: 20 * MINUTE }),
            fc.integer({ min: 0, max: 8 * 60 * MINUTE }),
          ),
        }),
      },
    ),
    { maxLength: 40, size: 'max' },
  )
}
