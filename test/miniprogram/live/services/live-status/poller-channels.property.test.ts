import fc from 'fast-check'
import { isFinderUserName } from '../../../../../miniprogram/live/domain/room-id'
import { createLiveStatus } from '../../../../../miniprogram/live/services/live-status/poller'
import { aClock } from '../../../../helpers/app/a-clock'
import { aCallStore, MINUTE } from '../../../../helpers/app/a-poller'
import { aNotice, channelsStatus, FRIDAY_NOON_SEC, SPH } from '../../../../helpers/app/channels'

type Step =
  | { readonly kind: 'come' | 'leave' | 'hide' | 'show' | 'restart' }
  | { readonly kind: 'wait'; readonly ms: number }

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('come', 'come', 'leave', 'hide', 'show', 'show', 'restart'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('wait' as const),
        ms: fc.oneof(fc.integer({ min: 0, max: 70_000 }), fc.integer({ min: 0, max: 40 * MINUTE })),
      }),
    },
  ),
  { maxLength: 30 },
)

/** What WeChat says, in turns; null: it refuses. */
const answers = fc.array(
  fc.option(
    fc.record({
      status: fc.constantFrom(1, 2, 3, 4, 9),
      startsInMin: fc.option(fc.integer({ min: -400, max: 90 })),
    }),
  ),
  { minLength: 1, maxLength: 6 },
)

/** When WeChat was asked, and by whom it was seen. */
async function run(visit: readonly Step[], said: readonly (Said | null)[]) {
  const clock = aClock()
  const calls = aCallStore()
  const askedAtMs: number[] = []
  const faults: string[] = []
  let visitors: (() => void)[] = []
  let hidden = false
  let life = 0

  const start = () => {
    const born = life
    return createLiveStatus({
      clock,
      calls,
      random: () => 0,
      report: (error) => faults.push(String(error)),
      sources: [
        {
          handles: isFinderUserName,
          connect: () =>
            Promise.resolve(() => {
              if (born !== life) faults.push('asked by an app that is closed')
              if (hidden) faults.push('asked while hidden')
              if (visitors.length === 0) faults.push('asked for nobody')
              const answer = said[askedAtMs.push(clock.nowMs()) % said.length]
              return answer ? Promise.resolve(statusOf(answer)) : Promise.reject(new Error('no'))
            }),
        },
      ],
    })
  }
  let service = start()

  for (const step of visit) {
    switch (step.kind) {
      case 'come': {
        let stop = () => undefined as unknown
        visitors.push(() => stop())
        stop = service.subscribe(SPH, () => undefined)
        break
      }
      case 'leave':
        visitors.pop()?.()
        break
      case 'hide':
        hidden = true
        service.hide()
        break
      case 'show':
        hidden = false
        service.show()
        break
      case 'restart':
        service.hide()
        life += 1
        visitors = []
        hidden = false
        service = start()
        break
      case 'wait':
        await clock.pass(step.ms)
    }
    await clock.settle()
  }
  return { askedAtMs, faults, isSeen: !hidden && visitors.length > 0, clock }
}

interface Said {
  readonly status: number
  readonly startsInMin: number | null
}

function statusOf({ status, startsInMin }: Said) {
  if (startsInMin === null) return channelsStatus({ status })
  const startTime = String(FRIDAY_NOON_SEC + startsInMin * 60)
  return channelsStatus({ status }, aNotice({ startTime }))
}

it('asks about an account once a minute at most, and never for nobody', async () => {
  await fc.assert(
    fc.asyncProperty(steps, answers, async (visit, said) => {
      const { askedAtMs, faults } = await run(visit, said)
      expect(faults).toEqual([])
      askedAtMs.forEach((ms, at) => {
        expect(ms - (askedAtMs[at - 1] ?? -Infinity)).toBeGreaterThanOrEqual(MINUTE)
      })
    }),
  )
})

it('asks within 16 minutes as long as somebody looks, whatever was said before', async () => {
  await fc.assert(
    fc.asyncProperty(steps, answers, async (visit, said) => {
      const { askedAtMs, isSeen, clock } = await run(visit, said)
      fc.pre(isSeen)
      const before = askedAtMs.length
      await clock.pass(16 * MINUTE)
      expect(askedAtMs.length).toBeGreaterThan(before)
    }),
  )
})
