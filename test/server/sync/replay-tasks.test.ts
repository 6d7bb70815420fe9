import type { KeptRoom } from '../../../server/src/store/snapshot'
import { mergeReplays } from '../../../server/src/sync/merge'
import { planNextStep, type PlannerInput } from '../../../server/src/sync/planner'
import {
  aKeptRoom,
  aReplay,
  aSnapshot,
  aUsage,
  HOUR_MS,
  keptReplays,
  MINUTE_MS,
  NOON_MS,
  NOON_SEC,
} from '../../helpers/node/server/builders'

const endedAt = (endedAtMs: number, roomId = 7) =>
  aKeptRoom({ roomId, liveStatus: 103, startAtSec: NOON_SEC - 9 * 86_400 }, { endedAtMs })

const at = (over: Partial<PlannerInput>): PlannerInput => ({
  nowMs: NOON_MS,
  snapshot: aSnapshot(),
  failed: undefined,
  usage: aUsage(),
  refreshMs: 10_000,
  ...over,
})

const afterEnd = (minutes: number, known?: Partial<Parameters<typeof keptReplays>[0]>) =>
  at({
    snapshot: aSnapshot({
      rooms: [endedAt(NOON_MS - minutes * MINUTE_MS)],
      replays: known === undefined ? [] : [keptReplays({ replays: [], ...known })],
    }),
  })
const agoMs = (minutes: number) => NOON_MS - minutes * MINUTE_MS
const ASKS = { kind: 'replays', roomId: 7 }

describe('planNextStep: replays', () => {
  it('requests a replay from ten minutes after the end', () => {
    expect(planNextStep(afterEnd(9)).kind).toBe('wait')
    expect(planNextStep(afterEnd(10))).toEqual(ASKS)
  })

  it('waits until then', () => {
    expect(planNextStep(afterEnd(8))).toEqual({ kind: 'wait', untilMs: NOON_MS + 2 * MINUTE_MS })
  })

  it('requests it often while it is expected, rarely when it is late', () => {
    expect(planNextStep(afterEnd(12, { triedAtMs: agoMs(1) }))).toEqual(ASKS)
    expect(planNextStep(afterEnd(50, { triedAtMs: agoMs(1) })).kind).toBe('wait')
    expect(planNextStep(afterEnd(60, { triedAtMs: agoMs(5) }))).toEqual(ASKS)
    expect(planNextStep(afterEnd(119, { triedAtMs: agoMs(50) })).kind).toBe('wait')
  })

  it('stops when a replay is found', () => {
    const { replays } = keptReplays()
    expect(planNextStep(afterEnd(12, { replays, triedAtMs: agoMs(1) })).kind).toBe('wait')
  })

  it('gives up after a day', () => {
    expect(planNextStep(afterEnd(721, { triedAtMs: agoMs(2) }))).toEqual(ASKS)
    expect(planNextStep(afterEnd(1400, { triedAtMs: agoMs(600) })).kind).toBe('wait')
  })

  it('retries less and less often without an answer', () => {
    const tried = { answers: 0, triedAtMs: agoMs(6) }
    expect(planNextStep(afterEnd(20, tried))).toEqual(ASKS)
    expect(planNextStep(afterEnd(200, tried)).kind).toBe('wait')
  })

  it('requests the replay of an old broadcast once', () => {
    expect(planNextStep(afterEnd(5000))).toEqual(ASKS)
    expect(planNextStep(afterEnd(5000, { triedAtMs: 0 })).kind).toBe('wait')
  })

  it('spreads background calls over the day, latest broadcast first', () => {
    const rooms = [3, 2, 4].map((days) => endedAt(NOON_MS - days * 24 * HOUR_MS, days))
    // too few calls are left for the first run
    const usage = aUsage({ left: { sync: 500, replay: 3, manual: 0, reserve: 0 } })
    expect(planNextStep(at({ usage, snapshot: aSnapshot({ rooms }) }))).toEqual({
      kind: 'replays',
      roomId: 2,
    })
    const replays = [keptReplays({ roomId: 2, triedAtMs: agoMs(10) })]
    expect(planNextStep(at({ usage, snapshot: aSnapshot({ rooms, replays }) })).kind).toBe('wait')
    const longer = [keptReplays({ roomId: 2, triedAtMs: agoMs(60) })]
    expect(planNextStep(at({ usage, snapshot: aSnapshot({ rooms, replays: longer }) }))).toEqual({
      kind: 'replays',
      roomId: 3,
    })
  })

  describe('on the first day of an installation', () => {
    /** A shop with one past broadcast per day, and the calls that are left. */
    const startAnew = (
      past: number,
      over: { others?: readonly KeptRoom[]; limit?: number } = {},
    ) => {
      const { others = [], limit = 500 } = over
      let snapshot = aSnapshot({
        rooms: [
          ...others,
          ...Array.from({ length: past }, (_, day) =>
            endedAt(NOON_MS - (day + 2) * 24 * HOUR_MS, day + 1),
          ),
        ],
      })
      let asked = 0
      const situation = (nowMs: number) => {
        const left = {
          sync: Math.floor(0.9 * limit) - asked,
          replay: Math.floor(0.35 * limit) - asked,
          manual: 0,
          reserve: 0,
        }
        return at({ nowMs, snapshot, usage: aUsage({ limit, used: asked, left }) })
      }
      const seenAt = (nowMs: number) => ({
        frontAtMs: nowMs,
        walkedAtMs: nowMs,
        rooms: snapshot.rooms.map((one) => ({ ...one, lookedAtMs: nowMs })),
      })
      /** The rooms requested without waiting. */
      const ask = (nowMs: number): number[] => {
        const rooms: number[] = []
        for (;;) {
          const step = planNextStep(situation(nowMs))
          if (step.kind === 'wait') return rooms
          if (step.kind !== 'replays') {
            snapshot = { ...snapshot, ...seenAt(nowMs) }
            continue
          }
          rooms.push(step.roomId)
          asked += 1
          snapshot = mergeReplays(snapshot, step.roomId, [aReplay({ expiresAtSec: null })], nowMs)
        }
      }
      return { ask }
    }
    const firstRooms = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

    it('requests all replays of a usual shop at once, latest broadcast first', () => {
      expect(startAnew(26).ask(NOON_MS)).toEqual(firstRooms(26))
    })

    it('spreads the archive of a large shop, counting the first calls', () => {
      const { ask } = startAnew(400)
      const atOnce = ask(NOON_MS)
      expect(atOnce).toEqual(firstRooms(atOnce.length))
      expect(atOnce.length).toBeGreaterThan(26)
      expect(atOnce.length).toBeLessThan(50)
      const later: number[] = []
      for (let minute = 10; minute < 12 * 60; minute += 10) {
        later.push(...ask(NOON_MS + minute * MINUTE_MS))
      }
      // The rate is thirty background calls a day, and as many were made.
      expect(later).toEqual([])
    })

    it('keeps calls for the replays of the evening', () => {
      const tonight = Array.from({ length: 20 }, (_, index) =>
        aKeptRoom({
          roomId: 1000 + index,
          liveStatus: 102,
          startAtSec: NOON_SEC + 7 * 3600,
          endAtSec: NOON_SEC + 9 * 3600,
        }),
      )
      expect(startAnew(400, { others: tonight, limit: 150 }).ask(NOON_MS)).toEqual([])
    })

    it('requests at most fifty at once, whatever the limit is', () => {
      const atOnce = startAnew(400, { limit: 100_000 }).ask(NOON_MS)
      expect(atOnce).toEqual(firstRooms(50))
    })
  })

  it('renews addresses before they expire', () => {
    const expiring = (inSec: number, triedAtMs: number) => {
      const replays = [aReplay({ expiresAtSec: NOON_SEC + inSec })]
      return planNextStep(afterEnd(9000, { replays, triedAtMs })).kind
    }
    expect(expiring(7 * 3600, agoMs(6000))).toBe('wait')
    expect(expiring(5 * 3600, agoMs(6000))).toBe('replays')
    expect(expiring(5 * 3600, agoMs(100))).toBe('wait')
    expect(expiring(-3600, agoMs(200))).toBe('replays')
  })

  it('keeps its last calls for broadcasts that end today', () => {
    const tonight = aKeptRoom({
      liveStatus: 102,
      startAtSec: NOON_SEC + 7 * 3600,
      endAtSec: NOON_SEC + 9 * 3600,
    })
    const late = afterEnd(61, { triedAtMs: agoMs(20) })
    const rooms = [tonight, ...(late.snapshot?.rooms ?? [])]
    const withEvening = { ...late, snapshot: aSnapshot({ ...late.snapshot, rooms }) }
    const left = (replay: number) => aUsage({ left: { sync: 90, replay, manual: 0, reserve: 0 } })
    expect(planNextStep({ ...withEvening, usage: left(9) })).toEqual(ASKS)
    expect(planNextStep({ ...withEvening, usage: left(3) }).kind).toBe('wait')
    expect(planNextStep({ ...late, usage: left(3) })).toEqual(ASKS)
  })

  it("continues when the list's share is used, and stops with its own share", () => {
    const left = (sync: number, replay: number) => ({ sync, replay, manual: 0, reserve: 0 })
    expect(planNextStep({ ...afterEnd(60), usage: aUsage({ left: left(0, 9) }) })).toEqual(ASKS)
    expect(planNextStep({ ...afterEnd(60), usage: aUsage({ left: left(9, 0) }) }).kind).toBe('wait')
  })
})
