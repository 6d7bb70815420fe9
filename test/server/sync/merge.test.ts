import { mergePage, mergeReplays, mergeFullScan } from '../../../server/src/sync/merge'
import type { CatalogRoom } from '../../../server/src/catalog/model'
import type { Snapshot } from '../../../server/src/store/snapshot'
import {
  aKeptRoom,
  aReplay,
  aRoom,
  aSnapshot,
  keptReplays,
  MINUTE_MS,
  NOON_MS,
  NOON_SEC,
} from '../../helpers/node/server/builders'
import type { FullScan, PageResult } from '../../../server/src/sync/types'

const aPage = (rooms: readonly CatalogRoom[], over: Partial<PageResult> = {}): PageResult => ({
  kind: 'read',
  start: 0,
  received: rooms.length,
  listed: rooms.map((room, index) => ({ room, place: (over.start ?? 0) + index })),
  dropped: 0,
  total: rooms.length,
  isLast: true,
  ...over,
})
const aScan = (
  rooms: readonly CatalogRoom[] = [aRoom()],
  over: Partial<FullScan> = {},
): FullScan => ({
  pages: [aPage(rooms)],
  calls: 1,
  isComplete: true,
  failure: undefined,
  ...over,
})
const LATER_MS = NOON_MS + 5 * MINUTE_MS

describe('mergeFullScan', () => {
  it('creates a first list', () => {
    const scan = aScan([], { calls: 3, pages: [aPage([aRoom()], { dropped: 2 })] })
    expect(mergeFullScan(undefined, scan, NOON_MS)).toEqual(
      aSnapshot({ freshUntilMs: 0, walkCalls: 3, dropped: 2 }),
    )
  })

  it('removes a room only after two full scans without it', () => {
    const first = mergeFullScan(aSnapshot(), aScan([]), LATER_MS)
    expect(first.rooms).toEqual([
      aKeptRoom({}, { missedWalks: 1, place: null, lookedAtMs: LATER_MS }),
    ])
    const second = mergeFullScan(first, aScan([]), LATER_MS)
    expect(second.rooms).toEqual([])
  })

  it('does not count a missing room of an incomplete scan', () => {
    const once = mergeFullScan(aSnapshot(), aScan([], { isComplete: false }), LATER_MS)
    expect(once.rooms).toEqual([aKeptRoom({}, { place: null, lookedAtMs: LATER_MS })])
  })

  it('resets the count when a room is listed again', () => {
    const before = aSnapshot({ rooms: [aKeptRoom({}, { missedWalks: 1 })] })
    expect(mergeFullScan(before, aScan(), LATER_MS).rooms).toEqual([
      aKeptRoom({}, { seenAtMs: LATER_MS, lookedAtMs: LATER_MS }),
    ])
  })

  it('keeps replays of kept rooms only', () => {
    const before = aSnapshot({ replays: [keptReplays(), keptReplays({ roomId: 99 })] })
    expect(mergeFullScan(before, aScan(), LATER_MS).replays).toEqual([keptReplays()])
  })

  describe('estimates the end of a broadcast', () => {
    const ended = (endAtSec: number) => aScan([aRoom({ liveStatus: 103, endAtSec })])
    const endOf = (scan: FullScan, before = aSnapshot()) =>
      mergeFullScan(before, scan, LATER_MS).rooms[0]?.endedAtMs

    it('as the planned end, if it is between two reads', () => {
      expect(endOf(ended(NOON_SEC + 60))).toBe(NOON_MS + MINUTE_MS)
    })
    it('as the last read, if it ended early', () => {
      expect(endOf(ended(NOON_SEC + 9999))).toBe(NOON_MS)
    })
    it('as its start, if it ended early and was never listed before', () => {
      const before = aSnapshot({ rooms: [] })
      expect(endOf(ended(NOON_SEC + 9999), before)).toBe((NOON_SEC - 1800) * 1000)
    })
    it('as the last read, if it ran over', () => {
      expect(endOf(ended(NOON_SEC - 9999))).toBe(NOON_MS)
    })
    it('as the planned end, if it was never listed before', () => {
      expect(endOf(ended(NOON_SEC - 600), aSnapshot({ rooms: [] }))).toBe(NOON_MS - 600_000)
    })
    it('once', () => {
      const before = aSnapshot({ rooms: [aKeptRoom({ liveStatus: 103 }, { endedAtMs: 5 })] })
      expect(endOf(ended(NOON_SEC), before)).toBe(5)
    })
    it('and drops it when the room is live again', () => {
      const before = aSnapshot({ rooms: [aKeptRoom({ liveStatus: 103 }, { endedAtMs: 5 })] })
      expect(endOf(aScan(), before)).toBeNull()
    })
  })
})

describe('mergePage', () => {
  const room = (roomId: number, startAtSec: number) => aRoom({ roomId, startAtSec })
  const list = [4, 3, 2, 1].map((n, place) => aKeptRoom(room(n, NOON_SEC + n), { place }))
  const before = aSnapshot({ rooms: list, pageRows: 2 })
  const placesIn = ({ rooms }: Snapshot) =>
    Object.fromEntries(rooms.map((one) => [one.room.roomId, one.place]))
  const part = (rooms: readonly CatalogRoom[], over: Partial<PageResult> = {}) =>
    aPage(rooms, { isLast: false, total: 4, ...over })

  it('marks a room that a page lacks as misplaced, not as removed', () => {
    const after = mergePage(before, part([room(4, NOON_SEC + 4)], { received: 2 }), LATER_MS)
    expect(placesIn(after)).toEqual({ 4: 0, 3: null, 2: 2, 1: 3 })
    expect(after.rooms.map(({ missedWalks }) => missedWalks)).toEqual([0, 0, 0, 0])
  })

  it('shifts the rooms below a page by as many rows as its rooms moved', () => {
    const rooms = [room(9, NOON_SEC + 9), room(4, NOON_SEC + 4)]
    expect(placesIn(mergePage(before, part(rooms), LATER_MS))).toEqual({
      9: 0,
      4: 1,
      3: null,
      2: 3,
      1: 4,
    })
  })

  it('records which rows were read, listed or not', () => {
    const after = mergePage(before, part([room(4, NOON_SEC + 4)], { received: 2 }), LATER_MS)
    const looked = after.rooms.filter((one) => one.lookedAtMs === LATER_MS)
    expect(looked.map((one) => one.room.roomId)).toEqual([4, 3])
    expect(after).toMatchObject({ asOfMs: LATER_MS, walkedAtMs: NOON_MS })
  })

  it('learns the page size of WeChat', () => {
    const rooms = [room(4, NOON_SEC + 4)]
    expect(mergePage(before, part(rooms), LATER_MS).pageRows).toBe(1)
    expect(mergePage(before, part(rooms, { isLast: true }), LATER_MS).pageRows).toBe(2)
  })

  it('keeps all rooms after an empty answer, without their rows', () => {
    const after = mergePage(before, aPage([], { isLast: true, total: null }), LATER_MS)
    expect(placesIn(after)).toEqual({ 4: null, 3: null, 2: null, 1: null })
    expect(after.pageRows).toBe(2)
  })

  it('merges the pages of a failed scan without counting missing rooms', () => {
    const failure = { kind: 'unreachable', why: 'timeout', detail: 'TimeoutError' } as const
    const pages = [part([room(4, NOON_SEC + 5)], { received: 1 })]
    const cut = { pages, calls: 1, isComplete: false, failure }
    const after = mergeFullScan(before, cut, LATER_MS)
    expect(after.rooms).toHaveLength(4)
    expect(after.rooms[0]?.room.startAtSec).toBe(NOON_SEC + 5)
    expect(after.walkedAtMs).toBe(NOON_MS)
  })
})

describe('mergeReplays', () => {
  it('stores the replays', () => {
    expect(mergeReplays(aSnapshot(), 7, [aReplay()], LATER_MS).replays).toEqual([
      keptReplays({ triedAtMs: LATER_MS }),
    ])
  })

  it('counts an answer without a replay', () => {
    expect(mergeReplays(aSnapshot(), 7, [], LATER_MS).replays).toEqual([
      { roomId: 7, replays: [], answers: 1, triedAtMs: LATER_MS },
    ])
  })

  it('keeps known replays and counts no answer when the call failed', () => {
    const before = aSnapshot({ replays: [keptReplays()] })
    expect(mergeReplays(before, 7, null, LATER_MS).replays).toEqual([
      keptReplays({ triedAtMs: LATER_MS }),
    ])
  })
})
