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

const aLook = (rooms: readonly CatalogRoom[], over: Partial<PageResult> = {}): PageResult => ({
  kind: 'read',
  start: 0,
  received: rooms.length,
  listed: rooms.map((room, index) => ({ room, place: (over.start ?? 0) + index })),
  dropped: 0,
  total: rooms.length,
  isLast: true,
  ...over,
})
const aWalk = (
  rooms: readonly CatalogRoom[] = [aRoom()],
  over: Partial<FullScan> = {},
): FullScan => ({
  pages: [aLook(rooms)],
  calls: 1,
  isComplete: true,
  failure: undefined,
  ...over,
})
const LATER_MS = NOON_MS + 5 * MINUTE_MS

describe('mergeWalk', () => {
  it('makes a first list', () => {
    const walk = aWalk([], { calls: 3, pages: [aLook([aRoom()], { dropped: 2 })] })
    expect(mergeFullScan(undefined, walk, NOON_MS)).toEqual(
      aSnapshot({ freshUntilMs: 0, walkCalls: 3, dropped: 2 }),
    )
  })

  it('takes a room for gone only after two full walks without it', () => {
    const first = mergeFullScan(aSnapshot(), aWalk([]), LATER_MS)
    expect(first.rooms).toEqual([
      aKeptRoom({}, { missedWalks: 1, place: null, lookedAtMs: LATER_MS }),
    ])
    const second = mergeFullScan(first, aWalk([]), LATER_MS)
    expect(second.rooms).toEqual([])
  })

  it('does not hold an absence against a room while the list was moving', () => {
    const once = mergeFullScan(aSnapshot(), aWalk([], { isComplete: false }), LATER_MS)
    expect(once.rooms).toEqual([aKeptRoom({}, { place: null, lookedAtMs: LATER_MS })])
  })

  it('begins to count anew when a room is seen again', () => {
    const before = aSnapshot({ rooms: [aKeptRoom({}, { missedWalks: 1 })] })
    expect(mergeFullScan(before, aWalk(), LATER_MS).rooms).toEqual([
      aKeptRoom({}, { seenAtMs: LATER_MS, lookedAtMs: LATER_MS }),
    ])
  })

  it('keeps replays of the rooms it keeps, and no others', () => {
    const before = aSnapshot({ replays: [keptReplays(), keptReplays({ roomId: 99 })] })
    expect(mergeFullScan(before, aWalk(), LATER_MS).replays).toEqual([keptReplays()])
  })

  describe('dates the end of a broadcast', () => {
    const ended = (endAtSec: number) => aWalk([aRoom({ liveStatus: 103, endAtSec })])
    const endOf = (walk: FullScan, before = aSnapshot()) =>
      mergeFullScan(before, walk, LATER_MS).rooms[0]?.endedAtMs

    it('to its planned end, when that lies between two looks', () => {
      expect(endOf(ended(NOON_SEC + 60))).toBe(NOON_MS + MINUTE_MS)
    })
    it('to the last look, when it ended early', () => {
      expect(endOf(ended(NOON_SEC + 9999))).toBe(NOON_MS)
    })
    it('to its start, when it ended early and we never saw it before', () => {
      const before = aSnapshot({ rooms: [] })
      expect(endOf(ended(NOON_SEC + 9999), before)).toBe((NOON_SEC - 1800) * 1000)
    })
    it('to the last look, when it ran on past its plan', () => {
      expect(endOf(ended(NOON_SEC - 9999))).toBe(NOON_MS)
    })
    it('to its planned end, when we never saw it before', () => {
      expect(endOf(ended(NOON_SEC - 600), aSnapshot({ rooms: [] }))).toBe(NOON_MS - 600_000)
    })
    it('once, and not again at each walk', () => {
      const before = aSnapshot({ rooms: [aKeptRoom({ liveStatus: 103 }, { endedAtMs: 5 })] })
      expect(endOf(ended(NOON_SEC), before)).toBe(5)
    })
    it('and forgets it when the room is live again', () => {
      const before = aSnapshot({ rooms: [aKeptRoom({ liveStatus: 103 }, { endedAtMs: 5 })] })
      expect(endOf(aWalk(), before)).toBeNull()
    })
  })
})

describe('mergeLook', () => {
  const room = (roomId: number, startAtSec: number) => aRoom({ roomId, startAtSec })
  const list = [4, 3, 2, 1].map((n, place) => aKeptRoom(room(n, NOON_SEC + n), { place }))
  const before = aSnapshot({ rooms: list, pageRows: 2 })
  const placesIn = ({ rooms }: Snapshot) =>
    Object.fromEntries(rooms.map((one) => [one.room.roomId, one.place]))
  const part = (rooms: readonly CatalogRoom[], over: Partial<PageResult> = {}) =>
    aLook(rooms, { isLast: false, total: 4, ...over })

  it('takes a room that a page does not show for misplaced, never for gone', () => {
    const after = mergePage(before, part([room(4, NOON_SEC + 4)], { received: 2 }), LATER_MS)
    expect(placesIn(after)).toEqual({ 4: 0, 3: null, 2: 2, 1: 3 })
    expect(after.rooms.map(({ missedWalks }) => missedWalks)).toEqual([0, 0, 0, 0])
  })

  it('moves what lies below by as many rows as what it shows has moved', () => {
    const rooms = [room(9, NOON_SEC + 9), room(4, NOON_SEC + 4)]
    expect(placesIn(mergePage(before, part(rooms), LATER_MS))).toEqual({
      9: 0,
      4: 1,
      3: null,
      2: 3,
      1: 4,
    })
  })

  it('notes which rooms were looked for, found or not', () => {
    const after = mergePage(before, part([room(4, NOON_SEC + 4)], { received: 2 }), LATER_MS)
    const looked = after.rooms.filter((one) => one.lookedAtMs === LATER_MS)
    expect(looked.map((one) => one.room.roomId)).toEqual([4, 3])
    expect(after).toMatchObject({ asOfMs: LATER_MS, walkedAtMs: NOON_MS })
  })

  it('learns how many rows WeChat gives at most', () => {
    const rooms = [room(4, NOON_SEC + 4)]
    expect(mergePage(before, part(rooms), LATER_MS).pageRows).toBe(1)
    expect(mergePage(before, part(rooms, { isLast: true }), LATER_MS).pageRows).toBe(2)
  })

  it('loses no room to an empty answer, and no longer knows where they are', () => {
    const after = mergePage(before, aLook([], { isLast: true, total: null }), LATER_MS)
    expect(placesIn(after)).toEqual({ 4: null, 3: null, 2: null, 1: null })
    expect(after.pageRows).toBe(2)
  })

  it('keeps the pages of a walk that was cut short, and holds no absence against a room', () => {
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
  it('keeps what WeChat answered', () => {
    expect(mergeReplays(aSnapshot(), 7, [aReplay()], LATER_MS).replays).toEqual([
      keptReplays({ triedAtMs: LATER_MS }),
    ])
  })

  it('counts an answer without a replay', () => {
    expect(mergeReplays(aSnapshot(), 7, [], LATER_MS).replays).toEqual([
      { roomId: 7, replays: [], answers: 1, triedAtMs: LATER_MS },
    ])
  })

  it('keeps what it has, and counts no answer, when WeChat could not be asked', () => {
    const before = aSnapshot({ replays: [keptReplays()] })
    expect(mergeReplays(before, 7, null, LATER_MS).replays).toEqual([
      keptReplays({ triedAtMs: LATER_MS }),
    ])
  })
})
