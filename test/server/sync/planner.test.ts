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

/** Minutes until the list is due. */
const waitMin = (over: Partial<PlannerInput>) => (nextListReadMs(at(over)) - NOON_MS) / MINUTE_MS

describe('planNextStep: the list', () => {
  it('scans at once when there is no list', () => {
    expect(planNextStep(at({ snapshot: undefined }))).toEqual({ kind: 'walk' })
  })

  it('does not read again after a restart', () => {
    expect(planNextStep(at()).kind).toBe('wait')
  })

  it('doubles the retry interval after failures', () => {
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
    expect(waitMin({ snapshot: listOf(code) })).toBeLessThan(3)
  })

  it.each([103, 104, 107, null] as const)('reads rarely when all rooms are %p', (code) => {
    expect(waitMin({ snapshot: listOf(code, NOON_SEC - 90_000) })).toBe(15)
  })

  it('reads often while a room that should be live has an unknown status', () => {
    expect(waitMin({ snapshot: listOf(null) })).toBeLessThan(3)
  })

  it('reads most often when a start is due', () => {
    // few calls, so that the minimum interval does not decide
    const usage = aUsage({ limit: 200 })
    const before = waitMin({ usage, snapshot: listOf(102, NOON_SEC + 300) })
    const due = waitMin({ usage, snapshot: listOf(102, NOON_SEC) })
    const late = waitMin({ usage, snapshot: listOf(102, NOON_SEC - 3600) })
    expect(due).toBeLessThan(before)
    expect(due).toBeLessThan(late)
    expect(late).toBeLessThan(3)
  })

  it('reads most often when an end is due', () => {
    const ending = (inSec: number) => {
      const rooms = [aKeptRoom({ startAtSec: NOON_SEC - 7200, endAtSec: NOON_SEC + inSec })]
      return waitMin({ snapshot: aSnapshot({ rooms }), usage: aUsage({ limit: 50 }) })
    }
    expect(ending(0)).toBeLessThan(ending(5400))
    expect(ending(0)).toBeLessThan(ending(-3 * 3600))
  })

  it('respects the minimum interval', () => {
    const usage = aUsage({ limit: 100_000 })
    expect(waitMin({ usage, snapshot: listOf(106) })).toBeCloseTo(1 / 6)
  })

  it('reads the rows of the room, not the rows above', () => {
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

  it('reads less often now if the evening needs calls too', () => {
    const now = aKeptRoom()
    const tonight = [18, 20, 22].map((hour) =>
      aKeptRoom({
        roomId: hour,
        liveStatus: 102,
        startAtSec: NOON_SEC + (hour - 12) * 3600,
        endAtSec: NOON_SEC + (hour - 10) * 3600,
      }),
    )
    const alone = waitMin({ snapshot: aSnapshot({ rooms: [now] }) })
    const shared = waitMin({ snapshot: aSnapshot({ rooms: [now, ...tonight] }) })
    expect(shared).toBeGreaterThan(1.5 * alone)
  })

  it('reads more often if the end is less likely to be late', () => {
    const until = (inSec: number) =>
      waitMin({ snapshot: aSnapshot({ rooms: [aKeptRoom({ endAtSec: NOON_SEC + inSec })] }) })
    expect(until(3600)).toBeLessThan(until(4 * 3600))
  })

  it('keeps calls for an evening that had broadcasts every day', () => {
    const days = Array.from({ length: 7 }, (_, day) =>
      aKeptRoom({
        roomId: 100 + day,
        liveStatus: 103,
        startAtSec: NOON_SEC - (day + 1) * 86_400 + 7 * 3600,
        endAtSec: NOON_SEC - (day + 1) * 86_400 + 11 * 3600,
      }),
    )
    const used = waitMin({ snapshot: aSnapshot({ rooms: [aKeptRoom(), ...days] }) })
    expect(used).toBeGreaterThan(1.2 * waitMin({ snapshot: aSnapshot() }))
  })

  it('looks for new rooms, more often by day than at night', () => {
    const nowMs = NOON_MS + 14 * HOUR_MS
    const usage = aUsage({ resetAtMs: NOON_MS + 36 * HOUR_MS })
    const rooms = [aKeptRoom({ liveStatus: 103 }, { lookedAtMs: nowMs })]
    const snapshot = aSnapshot({ rooms, frontAtMs: nowMs, walkedAtMs: nowMs })
    expect(nextListReadMs(at({ nowMs, snapshot, usage })) - nowMs).toBe(HOUR_MS)
    const late = { ...listOf(103, NOON_SEC - 90_000), frontAtMs: NOON_MS - 15 * MINUTE_MS }
    expect(planNextStep(at({ snapshot: late }))).toEqual({ kind: 'page', start: 0, rows: 100 })
  })

  it('reads the page with the oldest read', () => {
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

  it('runs a full scan once a day, at night when no room is live', () => {
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

  it('scans the list for an upcoming room that is missing from its row', () => {
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

  it('waits for midnight when the day is used up or closed', () => {
    const wait = { kind: 'wait', untilMs: NOON_MS + 12 * HOUR_MS }
    const nowMs = NOON_MS + 2 * HOUR_MS
    expect(planNextStep(at({ nowMs, usage: aUsage({ used: 500 }) }))).toEqual(wait)
    expect(planNextStep(at({ nowMs, usage: aUsage({ closed: true }) }))).toEqual(wait)
  })

  it('does not start a scan that it cannot finish', () => {
    const nowMs = NOON_MS + 40 * HOUR_MS
    const usage = aUsage({ used: 498, resetAtMs: NOON_MS + 60 * HOUR_MS })
    const snapshot = { ...listOf(103), walkCalls: 3 }
    expect(planNextStep(at({ nowMs, snapshot, usage })).kind).not.toBe('walk')
    expect(planNextStep(at({ nowMs, snapshot: { ...snapshot, walkCalls: 2 }, usage })).kind).toBe(
      'walk',
    )
  })
})
