import { mergeReplays, mergeWalk } from '../../../server/src/sync/merge'
import type { Walk } from '../../../server/src/sync/walk'
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

type Complete = Extract<Walk, { kind: 'complete' }>
const aWalk = (over: Partial<Complete> = {}): Complete => ({
  kind: 'complete',
  rooms: [aRoom()],
  dropped: 0,
  calls: 1,
  whole: true,
  ...over,
})
const LATER_MS = NOON_MS + 5 * MINUTE_MS

describe('mergeWalk', () => {
  it('makes a first list', () => {
    expect(mergeWalk(undefined, aWalk({ dropped: 2, calls: 3 }), NOON_MS)).toEqual({
      asOfMs: NOON_MS,
      walkCalls: 3,
      dropped: 2,
      rooms: [aKeptRoom()],
      replays: [],
    })
  })

  it('takes a room for gone only after two full walks without it', () => {
    const first = mergeWalk(aSnapshot(), aWalk({ rooms: [] }), LATER_MS)
    expect(first.rooms).toEqual([aKeptRoom({}, { missedWalks: 1 })])
    const second = mergeWalk({ ...aSnapshot(), ...first }, aWalk({ rooms: [] }), LATER_MS)
    expect(second.rooms).toEqual([])
  })

  it('does not hold an absence against a room while the list was moving', () => {
    const once = mergeWalk(aSnapshot(), aWalk({ rooms: [], whole: false }), LATER_MS)
    expect(once.rooms).toEqual([aKeptRoom()])
  })

  it('begins to count anew when a room is seen again', () => {
    const before = aSnapshot({ rooms: [aKeptRoom({}, { missedWalks: 1 })] })
    expect(mergeWalk(before, aWalk(), LATER_MS).rooms).toEqual([aKeptRoom()])
  })

  it('keeps replays of the rooms it keeps, and no others', () => {
    const before = aSnapshot({ replays: [keptReplays(), keptReplays({ roomId: 99 })] })
    expect(mergeWalk(before, aWalk(), LATER_MS).replays).toEqual([keptReplays()])
  })

  describe('dates the end of a broadcast', () => {
    const ended = (endAtSec: number) => aWalk({ rooms: [aRoom({ liveStatus: 103, endAtSec })] })
    const endOf = (walk: Complete, before = aSnapshot()) =>
      mergeWalk(before, walk, LATER_MS).rooms[0]?.endedAtMs

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
