import type { RoomPicture } from './room'
import { ROOM_PICTURES } from './room'

export { drawGoods } from './goods'
export { drawRoom } from './room'
export type { RoomPicture }

export function isRoomPicture(kind: string): kind is RoomPicture {
  return ROOM_PICTURES.some((known) => known === kind)
}
