import fc from 'fast-check'
import { codeOf, isFinal, parseLiveStatus } from '../../../miniprogram/domain/live-status-code'
import type { LiveStatus } from '../../../miniprogram/domain/live-status-code'
import { createLiveStatus } from '../../../miniprogram/services/live-status'
import type { AskLiveStatus } from '../../../miniprogram/services/live-player'
import { aClock } from '../helpers/a-clock'

/**
 * Pages come and go, the app is hidden and shown, and the plugin answers, is slow, fails, hangs or
 * does not load: over virtual time, in any order that chance thinks of.
 */
const MINUTE = 60_000
const ROOMS = [1, 2, 3]

type Code = number | null

interface Reply {
  readonly kind: 'answer' | 'fail' | 'hang'
  readonly afterMs: number
  readonly code: number
}

type Step =
  | { readonly kind: 'come'; readonly roomId: number; readonly initial: Code }
  | { readonly kind: 'leave'; readonly nth: number }
  | { readonly kind: 'hide' | 'show' }
  | { readonly kind: 'wait'; readonly ms: number }

const codes = fc.constantFrom(0, 101, 101, 102, 105, 106, 106, 103, 104, 107)
const living = fc.constantFrom(0, 101, 102, 105, 106)
const delays = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 5_000 }),
  fc.integer({ min: 30_000, max: 200_000 }),
)

const replies = (code: fc.Arbitrary<number>): fc.Arbitrary<Reply[]> =>
  fc.array(
    fc.record({
      kind: fc.constantFrom('answer', 'answer', 'answer', 'fail', 'hang'),
      afterMs: delays,
      code,
    }),
    { minLength: 1, maxLength: 12 },
  )

const loads = fc.array(
  fc.record({ kind: fc.constantFrom('ok', 'ok', 'ok', 'none', 'refuse', 'hang'), afterMs: delays }),
  { minLength: 1, maxLength: 8 },
)

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('come' as const),
      roomId: fc.constantFrom(...ROOMS),
      initial: fc.option(living),
    }),
    fc.record({ kind: fc.constant('leave' as const), nth: fc.nat({ max: 9 }) }),
    fc.record({ kind: fc.constantFrom('hide' as const, 'show' as const) }),
    fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.oneof(
        fc.integer({ min: 0, max: 2_000 }),
        fc.integer({ min: 50_000, max: 70_000 }),
        fc.integer({ min: 0, max: 20 * MINUTE }),
      ),
    }),
  ),
  { maxLength: 60 },
)

interface Visitor {
  readonly roomId: number
  /** The answers there had been before they came. */
  readonly since: number
  readonly stop: () => void
  told: Code | undefined
}

function cycle<T>(list: readonly T[]): () => T {
  let at = 0
  return () => {
    const item = list[at++ % list.length]
    if (item === undefined) throw new Error('nothing to cycle through')
    return item
  }
}

function aShop(
  allReplies: readonly Reply[],
  allLoads: readonly { kind: string; afterMs: number }[],
) {
  const clock = aClock()
  const anyReply = cycle(allReplies)
  const anyLoad = cycle(allLoads)
  let well = false
  const nextReply = (): Reply => (well ? { kind: 'answer', afterMs: 0, code: 101 } : anyReply())
  const nextLoad = () => (well ? { kind: 'ok', afterMs: 0 } : anyLoad())
  /** From now on the plugin does what it should. */
  const recover = () => {
    well = true
  }
  const calls = new Map<number, number[]>(ROOMS.map((roomId) => [roomId, []]))
  /** The model: what the newest call that was answered said. */
  const last = new Map<number, { number: number; code: Code }>()
  const visitors: Visitor[] = []
  const faults: string[] = []
  let hidden = false

  const inMs = <T>(afterMs: number, settle: (resolve: (value: T) => void) => void) =>
    new Promise<T>((resolve) => clock.later(afterMs, () => settle(resolve)))

  const ask: AskLiveStatus = (roomId) => {
    const made = calls.get(roomId) ?? []
    const before = made[made.length - 1]
    const nowMs = clock.nowMs()
    if (before !== undefined && nowMs - before < MINUTE) faults.push(`${nowMs - before} ms apart`)
    if (hidden) faults.push('called while hidden')
    if (!visitors.some((one) => one.roomId === roomId)) faults.push('called for nobody')
    const known = last.get(roomId)
    if (known !== undefined && isFinal(parseLiveStatus(known.code))) faults.push('called after end')
    const number = made.push(nowMs)
    const reply = nextReply()
    return new Promise<LiveStatus>((resolve, reject) => {
      if (reply.kind === 'hang') return
      clock.later(reply.afterMs, () => {
        if (reply.kind === 'fail') {
          reject(new Error('the plugin said no'))
          return
        }
        if (number > (last.get(roomId)?.number ?? 0)) {
          last.set(roomId, { number, code: codeOf(parseLiveStatus(reply.code)) })
        }
        resolve(parseLiveStatus(reply.code))
      })
    })
  }

  const service = createLiveStatus({
    clock,
    connect: () => {
      const { kind, afterMs } = nextLoad()
      if (kind === 'hang') return new Promise(() => undefined)
      if (kind === 'refuse')
        return inMs(afterMs, () => undefined).then(() => Promise.reject(new Error()))
      return inMs(afterMs, (resolve) => resolve(kind === 'ok' ? ask : null))
    },
    report: (error) => faults.push(`reported ${String(error)}`),
  })

  const come = (roomId: number, initial: Code) => {
    const seen: { told: Code | undefined } = { told: undefined }
    const listen = (status: LiveStatus, named: number) => {
      if (named !== roomId) faults.push('told of another room')
      const code = codeOf(status)
      if (seen.told === code) faults.push('told the same twice')
      seen.told = code
    }
    const since = last.get(roomId)?.number ?? 0
    const stop = service.subscribe(
      roomId,
      listen,
      initial === null ? undefined : parseLiveStatus(initial),
    )
    visitors.push(Object.assign(seen, { roomId, stop, since }))
  }

  const run = async (step: Step) => {
    switch (step.kind) {
      case 'come':
        // the service may call within subscribe; the visitor is there by then
        come(step.roomId, step.initial)
        return
      case 'leave': {
        const [gone] = visitors.splice(step.nth % Math.max(1, visitors.length), 1)
        gone?.stop()
        return
      }
      case 'hide':
        hidden = true
        service.hide()
        return
      case 'show':
        hidden = false
        service.show()
        return
      case 'wait':
        await clock.pass(step.ms)
    }
  }

  return { clock, calls, last, visitors, faults, come, run, recover, isHidden: () => hidden }
}

it('keeps the minute, leaves no timer, and tells everybody the last word', async () => {
  await fc.assert(
    fc.asyncProperty(replies(codes), loads, steps, async (someReplies, someLoads, someSteps) => {
      const shop = aShop(someReplies, someLoads)
      for (const step of someSteps) {
        await shop.run(step)
        await shop.clock.settle()

        expect(shop.faults).toEqual([])
        const wanted = new Set(
          shop.isHidden() ? [] : shop.visitors.map((visitor) => visitor.roomId),
        )
        expect(shop.clock.pending()).toBeLessThanOrEqual(wanted.size)
        for (const { roomId, told, since } of shop.visitors) {
          const known = shop.last.get(roomId)
          if (known !== undefined && known.number > since) expect(told).toBe(known.code)
        }
      }
      for (const visitor of shop.visitors) visitor.stop()
      expect(shop.clock.pending()).toBe(0)
    }),
    { numRuns: 600 },
  )
})

it('finds its way back to every room once the plugin is well again', async () => {
  await fc.assert(
    fc.asyncProperty(replies(living), loads, steps, async (someReplies, someLoads, someSteps) => {
      const shop = aShop(someReplies, someLoads)
      for (const step of someSteps) await shop.run(step)
      shop.recover()
      await shop.run({ kind: 'show' })
      for (const roomId of ROOMS) shop.come(roomId, null)
      const before = ROOMS.map((roomId) => shop.calls.get(roomId)?.length ?? 0)
      await shop.clock.pass(16 * MINUTE)
      ROOMS.forEach((roomId, at) => {
        expect(shop.calls.get(roomId)?.length).toBeGreaterThan(before[at] ?? 0)
        expect(
          shop.visitors.filter((one) => one.roomId === roomId && one.told === undefined),
        ).toEqual([])
      })
      expect(shop.faults).toEqual([])
    }),
    { numRuns: 200 },
  )
})
