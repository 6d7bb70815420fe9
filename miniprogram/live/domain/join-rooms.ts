import { channelsRoom, channelsListKind } from './channels-room'
import type { ChannelsLive } from './channels'
import type { RoomListKind } from './live-status-code'
import type { Storefront, Room, RoomList } from './room'

/**
 * Merges Channels accounts into the back end's lists, in the back end's order: upcoming rooms by start,
 * earliest first; live rooms and replays newest first.
 */

/** An account without a list (see `channelsListKind`) is left out. */
export function joinStorefront(
  storefront: Storefront,
  lives: readonly ChannelsLive[],
  nowMs: number,
): Storefront {
  const channels = groupByList(lives, nowMs)
  return {
    ...storefront,
    live: insertByTime(storefront.live, channels.live, 'live', true),
    upcoming: insertByTime(storefront.upcoming, channels.upcoming, 'upcoming', true),
    replays: insertByTime(storefront.replays, channels.replay, 'replay', true),
  }
}

/**
 * Merges accounts into one page of a list. A page takes the accounts that sort before its last room;
 * the last page takes the rest. An account may be in two pages: the caller removes duplicates.
 */
export function joinRoomList(
  list: RoomList,
  listKind: RoomListKind,
  lives: readonly ChannelsLive[],
  nowMs: number,
): RoomList {
  const channels = groupByList(lives, nowMs)
  const { live, upcoming, replay } = list.counts
  const counts = {
    live: live + channels.live.length,
    upcoming: upcoming + channels.upcoming.length,
    replay: replay + channels.replay.length,
  }
  const rooms = insertByTime(list.rooms, channels[listKind], listKind, list.nextCursor === null)
  return { ...list, counts, rooms }
}

type RoomsByList = Readonly<Record<RoomListKind, readonly Room[]>>

function groupByList(lives: readonly ChannelsLive[], nowMs: number): RoomsByList {
  const inList = (listKind: RoomListKind) =>
    lives
      .filter((live) => channelsListKind(live, nowMs) === listKind)
      .map((live) => channelsRoom(live, nowMs))
  return { live: inList('live'), upcoming: inList('upcoming'), replay: inList('replay') }
}

function insertByTime(
  listed: readonly Room[],
  others: readonly Room[],
  listKind: RoomListKind,
  isLast: boolean,
): readonly Room[] {
  const joined = [...listed]
  for (const room of others) {
    const at = joined.findIndex((one) => sortKey(room, listKind) < sortKey(one, listKind))
    if (at >= 0) joined.splice(at, 0, room)
    else if (isLast) joined.push(room)
  }
  return joined
}

/**
 * Ascending. WeChat does not send the start of a Channels broadcast: a live one sorts first, a replay
 * after those with a known date.
 */
function sortKey({ startAtSec }: Room, listKind: RoomListKind): number {
  if (startAtSec === null) return listKind === 'replay' ? Infinity : -Infinity
  return listKind === 'upcoming' ? startAtSec : -startAtSec
}
