import fc from 'fast-check'
import { ours } from '../../../bench/simulation/ours'
import { randomOf } from '../../../bench/simulation/random'
import { traceOf } from '../../../bench/simulation/trace'
import type { LiveStatusCode } from '../../../server/src/catalog/model'
import type { Snapshot } from '../../../server/src/store/snapshot'
import { changeLikelihood } from '../../../server/src/sync/likelihood'
import { mergePage, mergeReplays } from '../../../server/src/sync/merge'
import { clustersOf } from '../../../server/src/sync/pages'
import { planNextStep, type PlannerInput } from '../../../server/src/sync/planner'
import { createRefresher } from '../../../server/src/sync/refresher'
import type { LiveInfo } from '../../../server/src/wechat/live-info'
import { aLiveInfo } from '../../helpers/node/server/fake-live-info'
import {
  aClock,
  aKeptRoom,
  aLog,
  aSnapshot,
  aUsage,
  aWechatRoom,
  HOUR_MS,
  MINUTE_MS,
  NOON_MS,
  NOON_SEC,
} from '../../helpers/node/server/builders'
import type { PageResult } from '../../../server/src/sync/types'

const STATUSES: (LiveStatusCode | null)[] = [101, 102, 103, 104, 105, 106, 107, null]

/** Any stored list of rooms, in WeChat's order. */
const lists = fc
  .array(
    fc.record({
      liveStatus: fc.constantFrom(...STATUSES),
      startMin: fc.integer({ min: -3000, max: 3000 }),
      lengthMin: fc.integer({ min: 30, max: 600 }),
      lookedMin: fc.nat(3000),
      misplaced: fc.boolean(),
    }),
    { maxLength: 150 },
  )
  .map((rooms) =>
    rooms
      .sort((a, b) => b.startMin - a.startMin)
      .map(({ liveStatus, startMin, lengthMin, lookedMin, misplaced }, index) =>
        aKeptRoom(
          {
            roomId: index + 1,
            liveStatus,
            startAtSec: NOON_SEC + startMin * 60,
            endAtSec: NOON_SEC + (startMin + lengthMin) * 60,
          },
          {
            place: misplaced ? null : index,
            lookedAtMs: NOON_MS - lookedMin * MINUTE_MS,
            endedAtMs: liveStatus === 103 ? NOON_MS - lookedMin * MINUTE_MS : null,
          },
        ),
      ),
  )
const snapshots = fc
  .record({ rooms: lists, pageRows: fc.integer({ min: 10, max: 100 }) })
  .map((parts) => aSnapshot(parts))

const at = (snapshot: Snapshot, over: Partial<PlannerInput> = {}): PlannerInput => ({
  nowMs: NOON_MS,
  snapshot,
  failed: undefined,
  usage: aUsage(),
  refreshMs: 10_000,
  ...over,
})

/** The answer for a part of the list if nothing has moved. */
function answerTo(snapshot: Snapshot, start: number): PageResult {
  const rows = [...snapshot.rooms]
    .sort((a, b) => a.room.roomId - b.room.roomId)
    .slice(start, start + snapshot.pageRows)
  const total = snapshot.rooms.length
  return {
    kind: 'read',
    start,
    received: rows.length,
    listed: rows.map(({ room }, index) => ({ room, place: start + index })),
    dropped: 0,
    total,
    isLast: start + rows.length >= total,
  }
}

describe('the planner, for any list', () => {
  it('plans no call without quota for its purpose', () => {
    fc.assert(
      fc.property(snapshots, fc.nat(2), fc.nat(2), (snapshot, sync, replay) => {
        const usage = aUsage({ left: { sync, replay, manual: 9, reserve: 9 } })
        const { kind } = planNextStep(at(snapshot, { usage }))
        if (sync === 0) expect(['replays', 'wait']).toContain(kind)
        if (replay === 0) expect(['walk', 'page', 'wait']).toContain(kind)
      }),
    )
  })

  it('covers every room that may change by a page', () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const hot = snapshot.rooms.filter((one) => changeLikelihood(one, NOON_MS) > 0)
        const clusters = clustersOf(hot, snapshot)
        expect(clusters.flatMap(({ rooms }) => rooms)).toHaveLength(hot.length)
        for (const { page, rooms } of clusters) {
          for (const { place } of rooms) {
            if (place === null) continue
            expect(place).toBeGreaterThanOrEqual(page.start)
            expect(place).toBeLessThan(page.start + snapshot.pageRows)
          }
        }
      }),
    )
  })

  it('reads every such room within the hour, and does not loop', () => {
    fc.assert(
      fc.property(snapshots, (first) => {
        const hot = first.rooms.filter(
          (one) =>
            [0, 30, 60].every(
              (minutes) => changeLikelihood(one, NOON_MS + minutes * MINUTE_MS) > 0.003,
            ) && one.place !== null,
        )
        let [snapshot, nowMs, calls] = [first, NOON_MS, 0]
        while (nowMs < NOON_MS + HOUR_MS) {
          const usage = aUsage({ used: calls, limit: 600 })
          const step = planNextStep(at(snapshot, { nowMs, usage }))
          if (step.kind === 'wait') nowMs = Math.min(step.untilMs, nowMs + MINUTE_MS) + 1
          else calls += 1
          if (step.kind === 'walk') snapshot = { ...snapshot, walkedAtMs: nowMs }
          if (step.kind === 'page') {
            snapshot = mergePage(snapshot, answerTo(snapshot, step.start), nowMs)
          }
          if (step.kind === 'replays') snapshot = mergeReplays(snapshot, step.roomId, [], nowMs)
          expect(calls).toBeLessThan(600)
        }
        const looked = new Map(snapshot.rooms.map((one) => [one.room.roomId, one.lookedAtMs]))
        for (const { room } of hot) expect(looked.get(room.roomId)).toBeGreaterThan(NOON_MS)
      }),
      { numRuns: 10 },
    )
  })
})

describe('a whole day, for any events', () => {
  it('never exceeds the limit, and keeps calls for the evening', async () => {
    const days = fc.record({ seed: fc.nat(1000), limit: fc.integer({ min: 1, max: 600 }) })
    await fc.assert(
      fc.asyncProperty(days, async ({ seed, limit }) => {
        const shape = { rooms: 60, hours: [11, 20], unplannedHours: [15], ahead: 5, noShows: 1 }
        const trace = traceOf({ ...shape, pageCap: 25, limit }, randomOf(seed))
        const { calls, overspent, delays } = await ours(trace, 10_000)
        expect(overspent).toBe(0)
        expect(calls).toBeLessThanOrEqual(limit)
        const worstMs = Math.max(...delays.map(({ delayMs }) => delayMs))
        if (limit > 200) expect(worstMs).toBeLessThan(HOUR_MS)
      }),
      { numRuns: 3 },
    )
  })
})

describe('the refresher, for any movement of the list', () => {
  const setUp = (liveInfo: LiveInfo) => {
    const clock = aClock()
    let snapshot: Snapshot | undefined
    const data = {
      current: () => snapshot,
      replace: (next: Snapshot) => {
        snapshot = next
        return Promise.resolve()
      },
    }
    const resetAtMs = NOON_MS + 24 * HOUR_MS
    const ledger = {
      reserve: () => Promise.reject(new Error('the fake asks for no grant')),
      closeDay: () => Promise.resolve(),
      usage: () =>
        Promise.resolve({ kind: 'known' as const, usage: aUsage({ limit: 5000, resetAtMs }) }),
    }
    const log = aLog()
    const parts = { liveInfo, data, ledger, clock, log, refreshMs: 10_000 }
    const refresher = createRefresher(parts)
    return { refresher, clock, data }
  }
  const idsIn = (snapshot: Snapshot | undefined) =>
    new Set(snapshot?.rooms.map(({ room }) => room.roomId))
  const ended = (roomid: number) => {
    const times = {
      start_time: NOON_SEC - roomid * 3600,
      end_time: NOON_SEC - roomid * 3600 + 1800,
    }
    return aWechatRoom({ roomid, live_status: 103, goods: [], ...times })
  }

  it('keeps every room that stays, while others come and go', async () => {
    const moves = fc.array(fc.record({ add: fc.boolean(), where: fc.nat(40) }), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(moves, fc.integer({ min: 3, max: 20 }), async (list, pageCap) => {
        const stays = Array.from({ length: 30 }, (_, index) => ended(index + 1))
        const liveInfo = aLiveInfo(stays)
        liveInfo.pageCap = pageCap
        let id = 1000
        const moving: LiveInfo = {
          listReplays: (...asked) => liveInfo.listReplays(...asked),
          listRooms: (start, limit) => {
            const answer = liveInfo.listRooms(start, limit)
            const move = list.shift()
            const passing = liveInfo.rooms.filter((room) => !stays.some((one) => one === room))
            if (move?.add === true) {
              id += 1
              liveInfo.rooms = liveInfo.rooms.toSpliced(move.where, 0, ended(id))
            } else if (move !== undefined) {
              liveInfo.rooms = liveInfo.rooms.filter((room) => room !== passing[0])
            }
            return answer
          },
        }
        const { refresher, clock, data } = setUp(moving)
        for (let look = 0; look < 60; look += 1) {
          const step = await refresher.step()
          if (step.kind === 'wait') clock.pass(HOUR_MS)
        }
        const known = idsIn(data.current())
        for (let roomId = 1; roomId <= 30; roomId += 1) expect(known).toContain(roomId)
      }),
      { numRuns: 20 },
    )
  })

  it('neither stops nor loops when the clock is set back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(3 * 24 * 60), async (minutes) => {
        const liveInfo = aLiveInfo([aWechatRoom(), ...[2, 30, 60].map(ended)])
        const { refresher, clock } = setUp(liveInfo)
        const rest = async () => {
          const before = liveInfo.asked.length
          while ((await refresher.step()).kind !== 'wait');
          return liveInfo.asked.length - before
        }
        await rest()
        for (let look = 0; look < 5; look += 1) {
          clock.pass(10 * MINUTE_MS)
          await rest()
        }
        clock.pass(-minutes * MINUTE_MS)
        expect(await rest()).toBeLessThan(8)
        clock.pass(2 * HOUR_MS)
        expect(await rest()).toBeGreaterThan(0)
      }),
      { numRuns: 30 },
    )
  })
})
