import fc from 'fast-check'
import { WorldTimers } from '../../../sandbox/client/host/clock'

/** A real clock controlled by the test. */
function aRealClock() {
  let nowMs = 0
  let lastId = 0
  const pending = new Map<number, { readonly task: () => void; readonly atMs: number }>()
  return {
    now: () => nowMs,
    setTimeout: (task: () => void, delayMs: number) => {
      pending.set(++lastId, { task, atMs: nowMs + delayMs })
      return lastId
    },
    clearTimeout: (id: number) => void pending.delete(id),
    pending: () => pending.size,
    pass: (ms: number) => {
      const endMs = nowMs + ms
      for (;;) {
        const [next] = [...pending].sort(([, a], [, b]) => a.atMs - b.atMs)
        if (next === undefined || next[1].atMs > endMs) break
        nowMs = next[1].atMs
        pending.delete(next[0])
        next[1].task()
      }
      nowMs = endMs
    },
  }
}

function setUp(speed = 1) {
  const real = aRealClock()
  const errors: unknown[] = []
  const timers = new WorldTimers({ anchorRealMs: 0, anchorWorldMs: 0, speed }, real, (error) =>
    errors.push(error),
  )
  const jump = (byMs: number) => {
    timers.setClock({ anchorRealMs: real.now(), anchorWorldMs: timers.nowMs() + byMs, speed })
  }
  return { real, timers, errors, jump }
}

it('wait in world time', () => {
  const { real, timers } = setUp(60)
  const fired: number[] = []
  timers.add('app', () => fired.push(timers.nowMs()), 60_000, false)
  real.pass(999)
  expect(fired).toEqual([])
  real.pass(1)
  expect(fired).toEqual([60_000])
})

it('fire an interval once after a long sleep, then continue', () => {
  const { real, timers, jump } = setUp()
  const fired: number[] = []
  timers.add('app', () => fired.push(timers.nowMs()), 1000, true)
  jump(3_600_000)
  expect(fired).toEqual([3_600_000])
  real.pass(2000)
  expect(fired).toEqual([3_600_000, 3_601_000, 3_602_000])
})

it('do not fire if an earlier timer of the same jump clears them', () => {
  const { timers, jump } = setUp()
  const fired: string[] = []
  const second = timers.add('app', () => fired.push('second'), 2000, false)
  timers.add(
    'app',
    () => {
      fired.push('first')
      timers.remove(second)
    },
    1000,
    false,
  )
  jump(5000)
  expect(fired).toEqual(['first'])
})

it('continue after a timer that throws', () => {
  const { timers, errors, jump } = setUp()
  const fired: string[] = []
  const fault = new Error('in a timer')
  timers.add(
    'app',
    () => {
      throw fault
    },
    1000,
    false,
  )
  timers.add('app', () => fired.push('next'), 2000, false)
  jump(5000)
  expect([errors, fired]).toEqual([[fault], ['next']])
})

it('are counted by owner and can all be removed', () => {
  const { real, timers } = setUp()
  const id = timers.add('app', () => undefined, 1000, true)
  timers.add('plugin', () => undefined, 1000, false)
  expect([timers.count('app'), timers.count('plugin')]).toEqual([1, 1])
  timers.remove(id)
  real.pass(1000)
  expect([timers.count('app'), timers.count('plugin'), real.pending()]).toEqual([0, 0, 0])
})

type Step =
  | { readonly kind: 'add'; readonly delayMs: number }
  | { readonly kind: 'remove'; readonly index: number }
  | { readonly kind: 'jump'; readonly ms: number }
  | { readonly kind: 'pass'; readonly ms: number }

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('add' as const), delayMs: fc.nat(100_000) }),
    fc.record({ kind: fc.constant('remove' as const), index: fc.nat(20) }),
    fc.record({ kind: fc.constant('jump' as const), ms: fc.nat(200_000) }),
    fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(20_000) }),
  ),
  { maxLength: 40 },
)

it('fire exactly once, in the order of due times, never early, unless removed', () => {
  fc.assert(
    fc.property(steps, fc.constantFrom(1, 7, 60), (story, speed) => {
      const { real, timers, jump } = setUp(speed)
      const made: { readonly id: number; readonly dueMs: number; removed: boolean }[] = []
      const fired: { readonly dueMs: number; readonly atMs: number; readonly id: number }[] = []
      for (const step of story) {
        switch (step.kind) {
          case 'add': {
            const dueMs = timers.nowMs() + step.delayMs
            const id: number = timers.add(
              'app',
              () => fired.push({ dueMs, atMs: timers.nowMs(), id }),
              step.delayMs,
              false,
            )
            made.push({ id, dueMs, removed: false })
            break
          }
          case 'remove': {
            const target = made[step.index]
            if (target === undefined || fired.some(({ id }) => id === target.id)) break
            target.removed = true
            timers.remove(target.id)
            break
          }
          case 'jump':
            jump(step.ms)
            break
          case 'pass':
            real.pass(step.ms)
            break
        }
      }
      jump(1_000_000)
      for (const { dueMs, atMs } of fired) expect(atMs).toBeGreaterThanOrEqual(dueMs)
      const expected = made.filter(({ removed }) => !removed)
      expect(fired.map(({ id }) => id).sort((a, b) => a - b)).toEqual(expected.map(({ id }) => id))
      const byTime = [...fired].sort((a, b) => a.atMs - b.atMs || a.dueMs - b.dueMs || a.id - b.id)
      expect(fired).toEqual(byTime)
      expect([timers.count('app'), real.pending()]).toEqual([0, 0])
    }),
  )
})
