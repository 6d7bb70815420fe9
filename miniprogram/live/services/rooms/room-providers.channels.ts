import type { Shelf } from '../../domain/live-status-code'
import type { Room, RoomList } from '../../domain/room'
import { isFinderUserName } from '../../domain/room-id'
import type { RoomId } from '../../domain/room-id'
import { fetchRooms, valueOf } from '../backend/client'
import { isRefused } from '../wechat/channels-client'
import { channelsAccounts, nameAccounts } from '../wechat/channels-accounts'
import { channelsRoomOf } from './channels-room'
import type { LiveRoom } from './room-provider'
import { storedRoom } from './stored-room'

/** The room behind an id; one of the live component, on an old link, is what the back end knows of it. */
export function liveRoom(roomId: RoomId): LiveRoom {
  return isFinderUserName(roomId) ? channelsRoomOf(roomId) : storedRoom(roomId)
}

/** Of a room of the live component only the replay can be watched without it. */
export function isOffered({ roomId, hasReplay }: Room): boolean {
  return hasReplay || isFinderUserName(roomId)
}

/** The live component's own shelves cannot be entered; what it recorded can be watched. */
export function offeredPage(page: RoomList, shelf: Shelf): RoomList {
  const counts = { live: 0, upcoming: 0, replay: page.counts.replay }
  const shown =
    shelf === 'replay' ? { rooms: page.rooms.filter(isOffered) } : { rooms: [], nextCursor: null }
  return Object.assign({}, page, shown, { counts })
}

/**
 * Which room takes the place of one that this build cannot enter? A link printed when the shop still had
 * the live component leads to the merchant's first Channels account. null: none has to, or there is none.
 */
export function heirOf(roomId: RoomId, room: Room | null): Promise<RoomId | null> {
  if (isFinderUserName(roomId) || room?.hasReplay === true) return Promise.resolve(null)
  const first = firstAccount()
  if (first !== null) return Promise.resolve(first)
  // on a first visit only the back end may know them
  return fetchRooms({ shelf: 'live' }).then((answer) => {
    nameAccounts(valueOf(answer)?.channelsAccounts ?? [])
    return firstAccount()
  })
}

/** One that WeChat refuses leads nowhere. */
function firstAccount(): RoomId | null {
  return channelsAccounts().find((account) => !isRefused(account)) ?? null
}
