import type { RoomListKind } from '../../domain/live-status-code'
import type { Room, RoomList } from '../../domain/room'
import type { RoomId } from '../../domain/room-id'
import { channelsRoomOf } from './channels-room'
import { isPluginRoom } from '../wechat/plugin-client'
import type { LiveRoom } from './room-provider'
import { pluginRoom } from './plugin-room'

/** The room behind an id. In the channels flavour `live-rooms.channels` stands in for this file. */
export function liveRoom(roomId: RoomId): LiveRoom {
  return isPluginRoom(roomId) ? pluginRoom(roomId) : channelsRoomOf(roomId)
}

/** Is there anything to do in it with this build of the app? */
export const isAvailable: (room: Room) => boolean = () => true

/** What of a page of a shelf this build of the app can show. */
export const availableRooms: (page: RoomList, listKind: RoomListKind) => RoomList = (page) => page

/** Which room takes the place of one that this build cannot enter? null: none has to. */
export const findReplacementRoom: (
  roomId: RoomId,
  room: Room | null,
) => Promise<RoomId | null> = () => Promise.resolve(null)
