import { parseLiveStatus } from '../../../miniprogram/live/domain/live-status-code'
import type { Goods, Room } from '../../../miniprogram/live/domain/room'
import type { RoomUpdates } from '../../../miniprogram/live/domain/room-view'
import { roomView } from '../../../miniprogram/live/domain/room-view'
import { goodsView } from '../../../miniprogram/live/domain/goods-view'
import type { GoodsLink, GoodsView, RoomView } from '../../../miniprogram/live/domain/view'

/** 28 November 2026, 19:30 in Shanghai: an evening with a show. */
export const NOW_MS = Date.UTC(2026, 10, 28, 11, 30)

const HOUR_SEC = 3600

/** A room as the back end sends it; `liveStatus` is WeChat's number, or null. */
export interface RoomJson extends Omit<Room, 'liveStatus'> {
  readonly liveStatus: number | null
}

/** The merchant's id is 501 unless told otherwise; WeChat's number is another one. */
export function someGoods(over: Partial<Goods> = {}): Goods {
  const { productId = '501' } = over
  return {
    productId,
    goodsId: productId === null ? null : 61_000 + Number(productId),
    title: '手作陶瓷马克杯',
    coverUrl: '/pictures/goods/501.svg',
    price: { kind: 'single', priceFen: 1990 },
    path: 'pages/product-detail/product-detail',
    query: productId === null ? '' : `product_id=${productId}`,
    sellerAppId: '',
    ...over,
  }
}

/** What a tap on them says. */
export const goodsTap = (productId: string): GoodsLink => ({
  url: `/pages/product-detail/product-detail?product_id=${productId}`,
  sellerAppId: '',
})

export function aRoomJson(over: Partial<RoomJson> = {}): RoomJson {
  return {
    roomId: 1001,
    title: '冬日暖物专场',
    coverUrl: '/pictures/rooms/1001.svg',
    shareImageUrl: '/pictures/share/1001.svg',
    anchorName: '小满',
    liveStatus: 101,
    startAtSec: NOW_MS / 1000 - HOUR_SEC / 2,
    endAtSec: NOW_MS / 1000 + 2 * HOUR_SEC,
    hasReplay: false,
    goodsCount: 2,
    goods: [someGoods(), someGoods({ productId: '502', title: '羊毛围巾' })],
    ...over,
  }
}

/** A room that starts in an hour and a half, today at 21:00. */
export function anUpcomingRoom(over: Partial<RoomJson> = {}): RoomJson {
  const startAtSec = NOW_MS / 1000 + 1.5 * HOUR_SEC
  return aRoomJson({
    roomId: 1002,
    title: '云南咖啡产地直播',
    liveStatus: 102,
    startAtSec,
    endAtSec: startAtSec + 2 * HOUR_SEC,
    ...over,
  })
}

export function anEndedRoom(over: Partial<RoomJson> = {}): RoomJson {
  return aRoomJson({
    roomId: 1003,
    title: '秋茶开箱',
    liveStatus: 103,
    startAtSec: NOW_MS / 1000 - 26 * HOUR_SEC,
    endAtSec: NOW_MS / 1000 - 24 * HOUR_SEC,
    hasReplay: true,
    ...over,
  })
}

export function aRoomView(over: Partial<RoomJson> = {}, now: RoomUpdates = {}): RoomView {
  const room = aRoomJson(over)
  return roomView({ ...room, liveStatus: parseLiveStatus(room.liveStatus) }, NOW_MS, now)
}

export function someGoodsView(over: Partial<Goods> = {}): GoodsView {
  return goodsView(someGoods(over))
}

const FRESH = { asOfSec: NOW_MS / 1000, stale: false, refreshAfterSec: 30 }

/** The back end's answers, each with what a test cares about laid over it. */
export const answers = {
  home: (over: object = {}) => ({
    ...FRESH,
    live: [],
    upcoming: [],
    replays: [],
    goods: [],
    ...over,
  }),
  rooms: (rooms: readonly RoomJson[], over: object = {}) => ({
    ...FRESH,
    counts: { live: 1, upcoming: 1, replay: 1 },
    rooms,
    nextCursor: null,
    ...over,
  }),
  room: (room: RoomJson, over: object = {}) => ({ ...FRESH, room, ...over }),
  product: (product: Goods, rooms: readonly RoomJson[] = []) => ({ ...FRESH, product, rooms }),
  replays: (roomId: number, replays: readonly object[]) => ({ ...FRESH, roomId, replays }),
}
