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

/** The room behind an id; one of the live component, on an old link, is what the back end knows of it. */
export function liveRoom(roomId: RoomId): LiveRoom {
  return isFinderUserName(roomId) ? channelsRoomOf(roomId) : storedRoom(roomId)
}

/** Of a room of the live component only the replay can be watched without it. */
export function isAvailable({ roomId, hasReplay }: Room): boolean {
  return hasReplay || isFinderUserName(roomId)
}

/** The live component's own shelves cannot be entered; what it recorded can be watched. */
export function availableRooms(page: RoomList, listKind: RoomListKind): RoomList {
  const counts = { live: 0, upcoming: 0, replay: page.counts.replay }
  const shown =
    listKind === 'replay'
      ? { rooms: page.rooms.filter(isAvailable) }
      : { rooms: [], nextCursor: null }
  return Object.assign({}, page, shown, { counts })
}

/**
 * Which room takes the place of one that this build cannot enter? A link printed when the shop still had
 * the live component leads to the merchant's first Channels account. null: none has to, or there is none.
 */
export function findReplacementRoom(roomId: RoomId, room: Room | null): Promise<RoomId | null> {
  if (isFinderUserName(roomId) || room?.hasReplay === true) return Promise.resolve(null)
  const first = firstUsableAccount()
  if (first !== null) return Promise.resolve(first)
  // on a first visit only the back end may know them
  return fetchRooms({ listKind: 'live' }).then((answer) => {
    setChannelsAccounts(valueOf(answer)?.channelsAccounts ?? [])
    return firstUsableAccount()
  })
}

/** One that WeChat refuses leads nowhere. */
function firstUsableAccount(): RoomId | null {
  return channelsAccounts().find((account) => !isRefused(account)) ?? null
}
