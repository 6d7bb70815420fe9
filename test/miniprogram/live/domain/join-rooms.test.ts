import fc from 'fast-check'
import type { ChannelsLive } from '../../../../miniprogram/live/domain/channels'
import { channelsRoom, channelsListKind } from '../../../../miniprogram/live/domain/channels-room'
import { joinStorefront, joinRoomList } from '../../../../miniprogram/live/domain/join-rooms'
import { ROOM_LIST_KINDS } from '../../../../miniprogram/live/domain/live-status-code'
import type { RoomListKind } from '../../../../miniprogram/live/domain/live-status-code'
import type { Storefront, Room, RoomList } from '../../../../miniprogram/live/domain/room'
import type { RoomId } from '../../../../miniprogram/live/domain/room-id'
import { appendRooms } from '../../../../miniprogram/packageA/pages/home/room-blocks'
import { FRIDAY_NOON_MS } from '../../../helpers/app/a-clock'
import { aRoom } from '../../../helpers/app/builders'
import { aLiveOf, aNotice, FRIDAY_NOON_SEC, OTHER, SPH } from '../../../helpers/app/channels'

const NOW = FRIDAY_NOON_MS
const FRAME = { asOfSec: 1, stale: false, refreshAfterSec: 60, channelsAccounts: [] }

const at = (roomId: number, startAtSec: number) => aRoom({ roomId, startAtSec })
const idsOf = (rooms: readonly Room[]): readonly RoomId[] => rooms.map(({ roomId }) => roomId)

const onAir = aLiveOf(SPH)
const unknown = aLiveOf(OTHER, { status: 9 })
const over = aLiveOf(SPH, { status: 3, replayStatus: '1' })
const gone = aLiveOf(SPH, { status: 3 })
const announced = (startAtSec: number, name = SPH) =>
  aLiveOf(name, { status: 3 }, aNotice({ startTime: String(startAtSec) }))

describe('the storefront', () => {
  const home = (more: Partial<Storefront> = {}): Storefront => ({
    ...FRAME,
    live: [at(1, 900), at(2, 500)],
    upcoming: [at(3, FRIDAY_NOON_SEC + 100), at(4, FRIDAY_NOON_SEC + 300)],
    replays: [at(5, 400), at(6, 200)],
    goods: [],
    ...more,
  })
  const idsAfter = (lives: readonly ChannelsLive[]) => {
    const { live, upcoming, replays } = joinStorefront(home(), lives, NOW)
    return [idsOf(live), idsOf(upcoming), idsOf(replays)]
  }

  it('is as it was without accounts, and with one that has nothing to show', () => {
    expect(joinStorefront(home(), [], NOW)).toEqual(home())
    expect(joinStorefront(home(), [gone], NOW)).toEqual(home())
  })

  it('has who is live in front', () => {
    expect(idsAfter([onAir])).toEqual([
      [SPH, 1, 2],
      [3, 4],
      [5, 6],
    ])
    expect(idsAfter([onAir, unknown])).toEqual([
      [SPH, OTHER, 1, 2],
      [3, 4],
      [5, 6],
    ])
  })

  it('has a replay behind those whose day is known', () => {
    expect(idsAfter([over])).toEqual([
      [1, 2],
      [3, 4],
      [5, 6, SPH],
    ])
  })

  it.each([
    [50, [SPH, 3, 4]],
    [200, [3, SPH, 4]],
    [400, [3, 4, SPH]],
    // of two at the same time the one of the back end first
    [100, [3, SPH, 4]],
  ])('has what begins in %d seconds in its place', (inSec, ids) => {
    expect(idsAfter([announced(FRIDAY_NOON_SEC + inSec)])).toEqual([[1, 2], ids, [5, 6]])
  })

  it('has several in the order of their time', () => {
    const lives = [announced(FRIDAY_NOON_SEC + 400), announced(FRIDAY_NOON_SEC + 200, OTHER)]
    expect(idsAfter(lives)[1]).toEqual([3, OTHER, 4, SPH])
  })

  it('has one whose time nobody knows in front of what is to come', () => {
    const live = aLiveOf(SPH, { status: 4 })
    expect(idsAfter([live])[1]).toEqual([SPH, 3, 4])
  })

  it('holds the account alone where the back end has no room', () => {
    const none = home({ live: [], upcoming: [], replays: [] })
    expect(joinStorefront(none, [onAir], NOW).live).toEqual([channelsRoom(onAir, NOW)])
    expect(idsOf(joinStorefront(none, [over], NOW).replays)).toEqual([SPH])
  })

  it('leaves the rest of the answer alone', () => {
    const { live, upcoming, replays, ...rest } = joinStorefront(home({ asOfSec: 77 }), [onAir], NOW)
    expect([live.length, upcoming.length, replays.length]).toEqual([3, 2, 2])
    expect(rest).toEqual({ ...FRAME, asOfSec: 77, goods: [] })
  })
})

describe('a page of a shelf', () => {
  const page = (rooms: readonly Room[], nextCursor: string | null): RoomList => ({
    ...FRAME,
    counts: { live: 10, upcoming: 20, replay: 30 },
    rooms,
    nextCursor,
  })
  const upcoming = [at(3, FRIDAY_NOON_SEC + 100), at(4, FRIDAY_NOON_SEC + 300)]

  it('takes those that stand before its last room; the last page takes the rest', () => {
    const later = [announced(FRIDAY_NOON_SEC + 400)]
    const between = [announced(FRIDAY_NOON_SEC + 200)]
    const ids = (next: string | null, lives: ChannelsLive[]) =>
      idsOf(joinRoomList(page(upcoming, next), 'upcoming', lives, NOW).rooms)
    expect(ids('next', between)).toEqual([3, SPH, 4])
    expect(ids('next', later)).toEqual([3, 4])
    expect(ids(null, later)).toEqual([3, 4, SPH])
  })

  it('takes those of its own shelf alone', () => {
    const lives = [onAir, announced(FRIDAY_NOON_SEC + 200, OTHER)]
    const ids = ROOM_LIST_KINDS.map((shelf) =>
      idsOf(joinRoomList(page([], null), shelf, lives, NOW).rooms),
    )
    expect(ids).toEqual([[SPH], [OTHER], []])
  })

  it('counts each account once, whatever page it is on', () => {
    const lives = [onAir, unknown, announced(FRIDAY_NOON_SEC + 400, 'sphThird'), gone]
    const counts = { live: 12, upcoming: 21, replay: 30 }
    expect(joinRoomList(page([], 'next'), 'upcoming', lives, NOW).counts).toEqual(counts)
    expect(joinRoomList(page([], null), 'live', [over], NOW).counts).toEqual({
      live: 10,
      upcoming: 20,
      replay: 31,
    })
  })

  it('is the page of the back end in all else', () => {
    const joined = joinRoomList(page(upcoming, 'next'), 'upcoming', [], NOW)
    expect(joined).toEqual(page(upcoming, 'next'))
  })
})

describe('over all pages of any shelf', () => {
  const times = fc.integer({ min: 1, max: 40 }).map((min) => FRIDAY_NOON_SEC + min * 60)
  const lives = fc.array(
    fc.record({
      status: fc.constantFrom(1, 2, 3, 4, 9),
      replayStatus: fc.constantFrom('0', '1', '3'),
      notice: fc.option(times.map((sec) => aNotice({ startTime: String(sec) }))),
    }),
    { maxLength: 5 },
  )
  const anyLives = lives.map((list) =>
    list.map(({ notice, ...info }, index) => aLiveOf(`sph${index}`, info, notice)),
  )
  const anyCase = fc.record({
    shelf: fc.constantFrom(...ROOM_LIST_KINDS),
    starts: fc.array(times, { maxLength: 8 }),
    size: fc.integer({ min: 1, max: 4 }),
    lives: anyLives,
  })

  /** As the back end orders them: what is next first, else the newest. */
  const listedOf = (starts: readonly number[], shelf: RoomListKind) =>
    [...starts]
      .sort((one, other) => (shelf === 'upcoming' ? one - other : other - one))
      .map((startAtSec, index) => at(index + 1, startAtSec))

  it('nothing is lost, nothing stands twice, and the order of the back end stays', () => {
    fc.assert(
      fc.property(anyCase, ({ shelf, starts, size, lives: accounts }) => {
        const listed = listedOf(starts, shelf)
        const shown = allPages(listed, size).reduce<readonly Room[]>(
          (have, page) => appendRooms(have, joinRoomList(page, shelf, accounts, NOW).rooms),
          [],
        )
        const own = accounts.filter((live) => channelsListKind(live, NOW) === shelf)
        const ids = idsOf(shown)
        expect(ids.filter((id) => typeof id === 'number')).toEqual(idsOf(listed))
        expect(ids.filter((id) => typeof id === 'string').sort()).toEqual(
          own.map(({ finderUserName }) => finderUserName).sort(),
        )
        expect(isInOrder(shown, shelf)).toBe(true)
      }),
    )
  })

  it('the storefront has the same order as one page of all', () => {
    fc.assert(
      fc.property(anyCase, ({ shelf, starts, lives: accounts }) => {
        const listed = listedOf(starts, shelf)
        const none = { live: [], upcoming: [], replays: [], goods: [] }
        const name = shelf === 'replay' ? 'replays' : shelf
        const home = joinStorefront({ ...FRAME, ...none, [name]: listed }, accounts, NOW)
        const [all] = allPages(listed, listed.length + 1)
        expect(home[name]).toEqual(all && joinRoomList(all, shelf, accounts, NOW).rooms)
      }),
    )
  })

  function allPages(listed: readonly Room[], size: number): readonly RoomList[] {
    const starts = listed.map((_, index) => index).filter((index) => index % size === 0)
    return (starts.length === 0 ? [0] : starts).map((from) => ({
      ...FRAME,
      counts: { live: 0, upcoming: 0, replay: 0 },
      rooms: listed.slice(from, from + size),
      nextCursor: from + size < listed.length ? String(from + size) : null,
    }))
  }

  function isInOrder(rooms: readonly Room[], shelf: RoomListKind): boolean {
    // WeChat does not say when a broadcast began: what is on stands first, what is over last
    const unknownAt = shelf === 'live' ? Infinity : -Infinity
    const starts = rooms.map(({ startAtSec }) => startAtSec ?? unknownAt)
    return starts.every((start, index) => {
      const before = starts[index - 1]
      if (before === undefined) return true
      return shelf === 'upcoming' ? before <= start : before >= start
    })
  }
})
