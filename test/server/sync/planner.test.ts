import fc from 'fast-check'
import type { LiveStatusCode } from '../../../server/src/catalog/model'
import { plan, walkEveryMs, type Situation } from '../../../server/src/sync/planner'
import {
  aKeptRoom,
  aSnapshot,
  aUsage,
  HOUR_MS,
  keptReplays,
  MINUTE_MS,
  NOON_MS,
  NOON_SEC,
} from '../../helpers/node/server/builders'

const at = (over: Partial<Situation> = {}): Situation => ({
  nowMs: NOON_MS,
  snapshot: aSnapshot(),
  walkTriedAtMs: undefined,
  usage: aUsage(),
  refreshMs: MINUTE_MS,
  ...over,
})

const listOf = (liveStatus: LiveStatusCode | null, startAtSec = NOON_SEC - 1800) =>
  aSnapshot({ rooms: [aKeptRoom({ liveStatus, startAtSec })] })

describe('plan: the list', () => {
  it('asks at once when there is none', () => {
    expect(plan(at({ snapshot: undefined }))).toEqual({ kind: 'walk' })
  })

  it('asks again soon when the first attempt failed', () => {
    const usage = aUsage({ limit: 5000 })
    const situation = at({ snapshot: undefined, walkTriedAtMs: NOON_MS, usage })
    expect(plan(situation)).toEqual({ kind: 'wait', untilMs: NOON_MS + 30_000 })
    expect(plan({ ...situation, nowMs: NOON_MS + 30_000 })).toEqual({ kind: 'walk' })
  })

  it('does not ask again just because the process was restarted', () => {
    expect(plan(at())).toEqual({ kind: 'wait', untilMs: NOON_MS + MINUTE_MS })
  })

  it.each([101, 105, 106] as const)('reads often while a room is %i', (code) => {
    expect(walkEveryMs(at({ snapshot: listOf(code) }))).toBe(MINUTE_MS)
  })

  it.each([103, 104, 107, null] as const)('reads seldom when all rooms are %p', (code) => {
    expect(walkEveryMs(at({ snapshot: listOf(code) }))).toBe(5 * MINUTE_MS)
  })

  it('reads often from ten minutes before a start', () => {
    const soon = at({ snapshot: listOf(102, NOON_SEC + 600) })
    expect(walkEveryMs(soon)).toBe(MINUTE_MS)
    expect(walkEveryMs({ ...soon, nowMs: NOON_MS - 1000 })).toBe(5 * MINUTE_MS)
  })

  it('spreads what is left over the rest of the day', () => {
    // 12 hours, 60 calls, 3 calls a walk: 20 walks, one in 36 minutes
    const usage = aUsage({ used: 440 })
    const rooms = listOf(103).rooms
    const snapshot = aSnapshot({ rooms, walkCalls: 3 })
    expect(walkEveryMs(at({ usage, snapshot }))).toBe(36 * MINUTE_MS)
    expect(walkEveryMs(at({ usage, snapshot: aSnapshot({ walkCalls: 3 }) }))).toBe(18 * MINUTE_MS)
  })

  it('waits for midnight when the day is spent, or closed by WeChat', () => {
    const wait = { kind: 'wait', untilMs: NOON_MS + 12 * HOUR_MS }
    const nowMs = NOON_MS + 2 * HOUR_MS
    expect(plan(at({ nowMs, usage: aUsage({ used: 500 }) }))).toEqual(wait)
    expect(plan(at({ nowMs, usage: aUsage({ closed: true }) }))).toEqual(wait)
  })

  it('does not begin a walk that it could not finish', () => {
    const situation = at({
      nowMs: NOON_MS + 2 * HOUR_MS,
      snapshot: aSnapshot({ walkCalls: 3 }),
      usage: aUsage({ used: 498 }),
    })
    expect(plan(situation)).toEqual({ kind: 'wait', untilMs: NOON_MS + 12 * HOUR_MS })
  })

  it('asks at once when the clock was set back behind the last look', () => {
    expect(plan(at({ nowMs: NOON_MS - HOUR_MS }))).toEqual({ kind: 'walk' })
  })

  it('finds overdue work after any jump of the clock', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5 * MINUTE_MS, max: 12 * HOUR_MS - 1 }), (jump) => {
        expect(plan(at({ nowMs: NOON_MS + jump }))).toEqual({ kind: 'walk' })
      }),
    )
  })

  it('never uses up the evening: a whole day on air leaves calls for its last hour', () => {
    let usage = aUsage({ resetAtMs: NOON_MS + 24 * HOUR_MS, limit: 200 })
    let nowMs = NOON_MS
    let lateWalks = 0
    while (nowMs < usage.resetAtMs) {
      const snapshot = aSnapshot({ asOfMs: nowMs, walkCalls: 2 })
      nowMs += walkEveryMs(at({ nowMs, usage, snapshot }))
      if (usage.used + 2 > usage.limit) break
      usage = { ...usage, used: usage.used + 2 }
      if (nowMs > usage.resetAtMs - 3 * HOUR_MS && nowMs < usage.resetAtMs) lateWalks += 1
    }
    expect(lateWalks).toBeGreaterThan(0)
    expect(usage.used).toBeGreaterThanOrEqual(180)
  })
})

describe('plan: replays', () => {
  const endedAt = (endedAtMs: number, roomId = 7) =>
    aKeptRoom({ roomId, liveStatus: 103 }, { endedAtMs })
  const afterEnd = (minutes: number, over: Partial<Parameters<typeof keptReplays>[0]> = {}) =>
    at({
      snapshot: aSnapshot({
        asOfMs: NOON_MS,
        rooms: [endedAt(NOON_MS - minutes * MINUTE_MS)],
        replays: Object.keys(over).length === 0 ? [] : [keptReplays({ replays: [], ...over })],
      }),
    })

  it('asks from ten minutes after the end', () => {
    expect(plan(afterEnd(9)).kind).toBe('wait')
    expect(plan(afterEnd(10))).toEqual({ kind: 'replays', roomId: 7 })
  })

  it('wakes up for it', () => {
    expect(plan(afterEnd(8))).toEqual({ kind: 'wait', untilMs: NOON_MS + 2 * MINUTE_MS })
  })

  it('spaces its questions', () => {
    const triedAtMs = NOON_MS - 4 * MINUTE_MS
    expect(plan(afterEnd(14, { answers: 1, triedAtMs })).kind).toBe('wait')
    expect(plan(afterEnd(15, { answers: 1, triedAtMs })).kind).toBe('wait')
    expect(plan(afterEnd(16, { answers: 1, triedAtMs: NOON_MS - 5 * MINUTE_MS })).kind).toBe(
      'replays',
    )
  })

  it('stops once there is one', () => {
    const replays = keptReplays().replays
    expect(plan(afterEnd(60, { replays, answers: 1, triedAtMs: 0 })).kind).toBe('wait')
  })

  it('gives up after so many answers without one', () => {
    expect(plan(afterEnd(1400, { answers: 7, triedAtMs: 0 })).kind).toBe('replays')
    expect(plan(afterEnd(1400, { answers: 8, triedAtMs: 0 })).kind).toBe('wait')
  })

  it('asks once about a room that ended days ago', () => {
    expect(plan(afterEnd(5000)).kind).toBe('replays')
    expect(plan(afterEnd(5000, { answers: 1, triedAtMs: 0 })).kind).toBe('wait')
  })

  it('asks for the latest broadcast first', () => {
    const rooms = [endedAt(NOON_MS - 3 * HOUR_MS, 1), endedAt(NOON_MS - HOUR_MS, 2)]
    expect(plan(at({ snapshot: aSnapshot({ rooms }) }))).toEqual({ kind: 'replays', roomId: 2 })
  })

  it('leaves three quarters of the day to the list', () => {
    const byPurpose = { sync: 0, replay: 125, manual: 0, reserve: 0 }
    const usage = aUsage({ used: 125, byPurpose })
    expect(plan({ ...afterEnd(60), usage }).kind).toBe('wait')
  })
})
