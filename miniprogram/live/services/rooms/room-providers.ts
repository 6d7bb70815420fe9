import type { RoomListKind } from '../../domain/live-status-code'
import type { Room, RoomList } from '../../domain/room'
import type { RoomId } from '../../domain/room-id'
import { channelsRoomOf } from './channels-room'
import { isPluginRoom } from '../wechat/plugin-client'
import type { LiveRoom } from './room-provider'
import { pluginRoom } from './plugin-room'

/** The room of an id. The channels flavour uses `room-providers.channels` instead of this file. */
export function liveRoom(roomId: RoomId): LiveRoom {
  return isPluginRoom(roomId) ? pluginRoom(roomId) : channelsRoomOf(roomId)
}

/** Whether this flavour can show the room. */
export const isAvailable: (room: Room) => boolean = () => true

/** The rooms of a list page that this flavour can show. */
export const availableRooms: (page: RoomList, listKind: RoomListKind) => RoomList = (page) => page

/** The room that replaces one this flavour cannot enter. null: no replacement is needed. */
export const findReplacementRoom: (
  roomId: RoomId,
  room: Room | null,
) => Promise<RoomId | null> = () => Promise.resolve(null)
