import type { CatalogueGoods, CatalogueRoom } from '../catalogue/types'

export type RoomPicture = 'cover' | 'share' | 'feeds'

export function isRoomPicture(kind: string): kind is RoomPicture {
  return kind === 'cover' || kind === 'share' || kind === 'feeds'
}

const canvas = (width: number, height: number, id: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="hsl(${id % 40} 40% 88%)"/></svg>`

export function drawGoods(seed: number, goods: CatalogueGoods): string {
  return canvas(600, 600, seed + goods.goodsId)
}

export function drawRoom(seed: number, room: CatalogueRoom, kind: RoomPicture): string {
  return kind === 'cover' ? canvas(900, 1200, seed + room.roomId) : canvas(1000, 800, room.roomId)
}
