import { channelsRoom, channelsShelf } from './channels-room'
import type { ChannelsLive } from './channels'
import type { Shelf } from './live-status-code'
import type { Home, Room, RoomList } from './room'

/**
 * Rooms of both kinds in one list, ordered by time as the back end orders its own: what is next comes
 * first among those to come, the newest among the others.
 */

/** Each in its place: an account that is on no shelf now is on none. */
export function joinHome(home: Home, lives: readonly ChannelsLive[], nowMs: number): Home {
  const on = onShelves(lives, nowMs)
  return Object.assign({}, home, {
    live: join(home.live, on.live, 'live', true),
    upcoming: join(home.upcoming, on.upcoming, 'upcoming', true),
    replays: join(home.replays, on.replay, 'replay', true),
  })
}

/**
 * One page of a shelf takes those that stand before its last room; the last page takes the rest. Who
 * joins pages leaves out whom it has.
 */
export function joinPage(
  list: RoomList,
  shelf: Shelf,
  lives: readonly ChannelsLive[],
  nowMs: number,
): RoomList {
  const on = onShelves(lives, nowMs)
  const { live, upcoming, replay } = list.counts
  const counts = {
    live: live + on.live.length,
    upcoming: upcoming + on.upcoming.length,
    replay: replay + on.replay.length,
  }
  const rooms = join(list.rooms, on[shelf], shelf, list.nextCursor === null)
  return Object.assign({}, list, { counts, rooms })
}

type Shelves = Readonly<Record<Shelf, readonly Room[]>>

function onShelves(lives: readonly ChannelsLive[], nowMs: number): Shelves {
  const on = (shelf: Shelf) =>
    lives
      .filter((live) => channelsShelf(live, nowMs) === shelf)
      .map((live) => channelsRoom(live, nowMs))
  return { live: on('live'), upcoming: on('upcoming'), replay: on('replay') }
}

function join(
  listed: readonly Room[],
  others: readonly Room[],
  shelf: Shelf,
  isLast: boolean,
): readonly Room[] {
  let joined = listed
  others.forEach((room) => {
    const at = joined.findIndex((one) => place(room, shelf) < place(one, shelf))
    if (at >= 0) joined = joined.slice(0, at).concat(room, joined.slice(at))
    else if (isLast) joined = joined.concat(room)
  })
  return joined
}

/**
 * The smaller the further in front. WeChat does not say when a Channels broadcast began: one that is
 * on now stands in front, a replay behind those whose day is known.
 */
function place({ startAtSec }: Room, shelf: Shelf): number {
  if (startAtSec === null) return shelf === 'replay' ? Infinity : -Infinity
  return shelf === 'upcoming' ? startAtSec : -startAtSec
}
