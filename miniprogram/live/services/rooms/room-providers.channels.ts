import type { RoomListKind } from '../../domain/live-status-code'
import type { Room, RoomList } from '../../domain/room'
import { isFinderUserName } from '../../domain/room-id'
import type { RoomId } from '../../domain/room-id'
import { fetchRooms, valueOf } from '../backend/client'
import { isRefused } from '../wechat/channels-client'
import { channelsAccounts, setChannelsAccounts } from '../wechat/channels-accounts'
import { channelsRoomOf } from './channels-room'
import type { LiveRoom } from './room-provider'
import { storedRoom } from './stored-room'

/** The room of an id. For a room of the live component, on an old link: the back end's data. */
export function liveRoom(roomId: RoomId): LiveRoom {
  return isFinderUserName(roomId) ? channelsRoomOf(roomId) : storedRoom(roomId)
}

/** Without the live component only the replays of its rooms can be watched. */
export function isAvailable({ roomId, hasReplay }: Room): boolean {
  return hasReplay || isFinderUserName(roomId)
}

/** Removes rooms of the live component from a list, except those with a replay. */
export function availableRooms(page: RoomList, listKind: RoomListKind): RoomList {
  const counts = { live: 0, upcoming: 0, replay: page.counts.replay }
  const shown =
    listKind === 'replay'
      ? { rooms: page.rooms.filter(isAvailable) }
      : { rooms: [], nextCursor: null }
  return { ...page, ...shown, counts }
}

/**
 * The room that replaces one this flavour cannot enter: a link printed when the shop had the live component
 * leads to the merchant's first Channels account. null: no replacement is needed, or there is none.
 */
export async function findReplacementRoom(
  roomId: RoomId,
  room: Room | null,
): Promise<RoomId | null> {
  if (isFinderUserName(roomId) || room?.hasReplay === true) return null
  const first = firstUsableAccount()
  if (first !== null) return first
  // on a first visit the accounts may not be stored yet
  const answer = await fetchRooms({ listKind: 'live' })
  setChannelsAccounts(valueOf(answer)?.channelsAccounts ?? [])
  return firstUsableAccount()
}

/** The first account that WeChat does not refuse. */
function firstUsableAccount(): RoomId | null {
  return channelsAccounts().find((account) => !isRefused(account)) ?? null
}
