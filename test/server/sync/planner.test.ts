import type { LiveStatusCode } from '../../../server/src/catalog/model'
import { nextListReadMs, planNextStep, type PlannerInput } from '../../../server/src/sync/planner'
import {
  aKeptRoom,
  aSnapshot,
  aUsage,
  HOUR_MS,
  MINUTE_MS,
  NOON_MS,
  NOON_SEC,
} from '../../helpers/node/server/builders'

const at = (over: Partial<PlannerInput> = {}): PlannerInput => ({
  nowMs: NOON_MS,
  snapshot: aSnapshot({ rooms: [aKeptRoom({ liveStatus: 103 })] }),
  failed: undefined,
  usage: aUsage(),
  refreshMs: 10_000,
  ...over,
})

const listOf = (liveStatus: LiveStatusCode | null, startAtSec = NOON_SEC - 1800) =>
  aSnapshot({
    rooms: [aKeptRoom({ liveStatus, startAtSec, endAtSec: startAtSec + 7200 })],
  })

/** Minutes until the list is read again. */
const restMin = (over: Partial<PlannerInput>) => (nextListReadMs(at(over)) - NOON_MS) / MINUTE_MS

describe('plan: the list', () => {
  it('asks for all of it at once when there is none', () => {
    expect(planNextStep(at({ snapshot: undefined }))).toEqual({ kind: 'walk' })
  })

  it('does not ask again just because the process was restarted', () => {
    expect(planNextStep(at()).kind).toBe('wait')
  })

  it('asks less and less often while WeChat does not answer, and at once when it may', () => {
    const waits = [1, 2, 3, 9].map((times) => {
      const failed = { atMs: NOON_MS, times }
      const step = planNextStep(at({ snapshot: undefined, failed }))
      return step.kind === 'wait' ? step.untilMs - NOON_MS : 0
    })
    expect(waits).toEqual([30_000, 60_000, 120_000, 480_000])
    const failed = { atMs: NOON_MS - 30_000, times: 1 }
    expect(planNextStep(at({ snapshot: undefined, failed }))).toEqual({ kind: 'walk' })
  })

  it.each([101, 105, 106] as const)('reads often while a room is %i', (code) => {
    expect(restMin({ snapshot: listOf(code) })).toBeLessThan(3)
  })

  it.each([103, 104, 107, null] as const)('reads seldom when all rooms are %p', (code) => {
    expect(restMin({ snapshot: listOf(code, NOON_SEC - 90_000) })).toBe(15)
  })

  it('reads often while a room that should be on air has a status that nobody knows', () => {
    expect(restMin({ snapshot: listOf(null) })).toBeLessThan(3)
  })

  it('reads most often when a start is due', () => {
    // so few calls that the shortest time between two looks does not decide
    const usage = aUsage({ limit: 200 })
    const before = restMin({ usage, snapshot: listOf(102, NOON_SEC + 300) })
    const due = restMin({ usage, snapshot: listOf(102, NOON_SEC) })
    const late = restMin({ usage, snapshot: listOf(102, NOON_SEC - 3600) })
    expect(due).toBeLessThan(before)
    expect(due).toBeLessThan(late)
    expect(late).toBeLessThan(3)
  })

  it('reads most often when an end is due', () => {
    const ending = (inSec: number) => {
      const rooms = [aKeptRoom({ startAtSec: NOON_SEC - 7200, endAtSec: NOON_SEC + inSec })]
      return restMin({ snapshot: aSnapshot({ rooms }), usage: aUsage({ limit: 50 }) })
    }
    expect(ending(0)).toBeLessThan(ending(5400))
    expect(ending(0)).toBeLessThan(ending(-3 * 3600))
  })

  it('never reads the same rows sooner than it may', () => {
    const usage = aUsage({ limit: 100_000 })
    expect(restMin({ usage, snapshot: listOf(106) })).toBeCloseTo(1 / 6)
  })

  it('reads the rows that hold a room, not those above', () => {
    const rooms = Array.from({ length: 300 }, (_, place) =>
      aKeptRoom(
        { roomId: place + 1, liveStatus: 102, startAtSec: NOON_SEC + (250 - place) * 86_400 },
        { place, lookedAtMs: NOON_MS - 10 * MINUTE_MS },
      ),
    )
    expect(planNextStep(at({ snapshot: aSnapshot({ rooms }) }))).toEqual({
      kind: 'page',
      start: 200,
      rows: 100,
    })
  })

  it('spends less on an hour when the evening needs it too', () => {
    const now = aKeptRoom()
    const tonight = [18, 20, 22].map((hour) =>
      aKeptRoom({
        roomId: hour,
        liveStatus: 102,
        startAtSec: NOON_SEC + (hour - 12) * 3600,
        endAtSec: NOON_SEC + (hour - 10) * 3600,
      }),
    )
    const alone = restMin({ snapshot: aSnapshot({ rooms: [now] }) })
    const shared = restMin({ snapshot: aSnapshot({ rooms: [now, ...tonight] }) })
    expect(shared).toBeGreaterThan(1.5 * alone)
  })

  it('spends more on an hour when its end is less likely to be late', () => {
    const until = (inSec: number) =>
      restMin({ snapshot: aSnapshot({ rooms: [aKeptRoom({ endAtSec: NOON_SEC + inSec })] }) })
    expect(until(3600)).toBeLessThan(until(4 * 3600))
  })

  it('keeps calls for an evening that every day had, listed or not', () => {
    const days = Array.from({ length: 7 }, (_, day) =>
      aKeptRoom({
        roomId: 100 + day,
        liveStatus: 103,
        startAtSec: NOON_SEC - (day + 1) * 86_400 + 7 * 3600,
        endAtSec: NOON_SEC - (day + 1) * 86_400 + 11 * 3600,
      }),
    )
    const used = restMin({ snapshot: aSnapshot({ rooms: [aKeptRoom(), ...days] }) })
    expect(used).toBeGreaterThan(1.2 * restMin({ snapshot: aSnapshot() }))
  })

  it('looks for a room made at short notice, by day more often than by night', () => {
    const nowMs = NOON_MS + 14 * HOUR_MS
    const usage = aUsage({ resetAtMs: NOON_MS + 36 * HOUR_MS })
    const rooms = [aKeptRoom({ liveStatus: 103 }, { lookedAtMs: nowMs })]
    const snapshot = aSnapshot({ rooms, frontAtMs: nowMs, walkedAtMs: nowMs })
    expect(nextListReadMs(at({ nowMs, snapshot, usage })) - nowMs).toBe(HOUR_MS)
    const late = { ...listOf(103, NOON_SEC - 90_000), frontAtMs: NOON_MS - 15 * MINUTE_MS }
    expect(planNextStep(at({ snapshot: late }))).toEqual({ kind: 'page', start: 0, rows: 100 })
  })

  it('reads the tail too, the page that was not seen for longest first', () => {
    const rooms = Array.from({ length: 250 }, (_, place) =>
      aKeptRoom(
        { roomId: place + 1, liveStatus: 103, startAtSec: NOON_SEC - (place + 2) * 86_400 },
        { place, lookedAtMs: NOON_MS - (place < 200 ? 1 : 30) * HOUR_MS },
      ),
    )
    const tail = { kind: 'page', start: 200, rows: 100 }
    expect(planNextStep(at({ snapshot: aSnapshot({ rooms }) }))).toEqual(tail)
    const seen = rooms.map((one) => ({ ...one, lookedAtMs: NOON_MS - HOUR_MS }))
    expect(planNextStep(at({ snapshot: aSnapshot({ rooms: seen }) })).kind).toBe('wait')
  })

  it('reads everything once a day, at night when nothing is on', () => {
    const night = NOON_MS + 16 * HOUR_MS
    const usage = aUsage({ resetAtMs: NOON_MS + 36 * HOUR_MS })
    const fresh = { frontAtMs: night, asOfMs: night }
    expect(
      planNextStep(at({ nowMs: night, usage, snapshot: { ...listOf(103), ...fresh } })),
    ).toEqual({
      kind: 'walk',
    })
    const recent = { ...listOf(103), ...fresh, walkedAtMs: night - 4 * HOUR_MS }
    expect(planNextStep(at({ nowMs: night, usage, snapshot: recent })).kind).not.toBe('walk')
  })

  it('looks everywhere for a room to come that is not where it was', () => {
    const soon = {
      liveStatus: 102,
      startAtSec: NOON_SEC + 7200,
      endAtSec: NOON_SEC + 9000,
    } as const
    const lost = aSnapshot({
      rooms: [aKeptRoom(soon, { place: null })],
      walkedAtMs: NOON_MS - HOUR_MS,
    })
    expect(planNextStep(at({ snapshot: lost }))).toEqual({ kind: 'walk' })
    expect(planNextStep(at({ snapshot: { ...lost, walkedAtMs: NOON_MS } })).kind).toBe('wait')
  })

  it('waits for midnight when the day is spent, or closed by WeChat', () => {
    const wait = { kind: 'wait', untilMs: NOON_MS + 12 * HOUR_MS }
    const nowMs = NOON_MS + 2 * HOUR_MS
    expect(planNextStep(at({ nowMs, usage: aUsage({ used: 500 }) }))).toEqual(wait)
    expect(planNextStep(at({ nowMs, usage: aUsage({ closed: true }) }))).toEqual(wait)
  })

  it('does not begin a walk that it could not finish', () => {
    const nowMs = NOON_MS + 40 * HOUR_MS
    const usage = aUsage({ used: 498, resetAtMs: NOON_MS + 60 * HOUR_MS })
    const snapshot = { ...listOf(103), walkCalls: 3 }
    expect(planNextStep(at({ nowMs, snapshot, usage })).kind).not.toBe('walk')
    expect(planNextStep(at({ nowMs, snapshot: { ...snapshot, walkCalls: 2 }, usage })).kind).toBe(
      'walk',
    )
  })
})
