import { channelsRoom, channelsListKind } from './channels-room'
import type { ChannelsLive } from './channels'
import type { RoomListKind } from './live-status-code'
import type { Storefront, Room, RoomList } from './room'

/**
 * Rooms of both kinds in one list, ordered by time as the back end orders its own: what is next comes
 * first among those to come, the newest among the others.
 */

/** Each in its place: an account that is on no shelf now is on none. */
export function joinStorefront(
  home: Storefront,
  lives: readonly ChannelsLive[],
  nowMs: number,
): Storefront {
  const on = groupByList(lives, nowMs)
  return Object.assign({}, home, {
    live: insertByTime(home.live, on.live, 'live', true),
    upcoming: insertByTime(home.upcoming, on.upcoming, 'upcoming', true),
    replays: insertByTime(home.replays, on.replay, 'replay', true),
  })
}

/**
 * One page of a shelf takes those that stand before its last room; the last page takes the rest. Who
 * joins pages leaves out whom it has.
 */
export function joinRoomList(
  list: RoomList,
  listKind: RoomListKind,
  lives: readonly ChannelsLive[],
  nowMs: number,
): RoomList {
  const on = groupByList(lives, nowMs)
  const { live, upcoming, replay } = list.counts
  const counts = {
    live: live + on.live.length,
    upcoming: upcoming + on.upcoming.length,
    replay: replay + on.replay.length,
  }
  const rooms = insertByTime(list.rooms, on[listKind], listKind, list.nextCursor === null)
  return Object.assign({}, list, { counts, rooms })
}

type RoomsByList = Readonly<Record<RoomListKind, readonly Room[]>>

function groupByList(lives: readonly ChannelsLive[], nowMs: number): RoomsByList {
  const on = (listKind: RoomListKind) =>
    lives
      .filter((live) => channelsListKind(live, nowMs) === listKind)
      .map((live) => channelsRoom(live, nowMs))
  return { live: on('live'), upcoming: on('upcoming'), replay: on('replay') }
}

function insertByTime(
  listed: readonly Room[],
  others: readonly Room[],
  listKind: RoomListKind,
  isLast: boolean,
): readonly Room[] {
  let joined = listed
  others.forEach((room) => {
    const at = joined.findIndex((one) => sortKey(room, listKind) < sortKey(one, listKind))
    if (at >= 0) joined = joined.slice(0, at).concat(room, joined.slice(at))
    else if (isLast) joined = joined.concat(room)
  })
  return joined
}

/**
 * The smaller the further in front. WeChat does not say when a Channels broadcast began: one that is
 * on now stands in front, a replay behind those whose day is known.
 */
function sortKey({ startAtSec }: Room, listKind: RoomListKind): number {
  if (startAtSec === null) return listKind === 'replay' ? Infinity : -Infinity
  return listKind === 'upcoming' ? startAtSec : -startAtSec
}
