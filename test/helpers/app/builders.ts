import { parseLiveStatus } from '../../../miniprogram/live/domain/live-status-code'
import type { LiveStatus, LiveStatusCode } from '../../../miniprogram/live/domain/live-status-code'
import type { Goods, Room } from '../../../miniprogram/live/domain/room'

export function status(code: LiveStatusCode | 0): LiveStatus {
  return parseLiveStatus(code)
}

export function aGoods(more: Partial<Goods> = {}): Goods {
  return {
    productId: '501',
    goodsId: 61,
    title: '云南高山小粒咖啡',
    coverUrl: 'https://img.example.com/coffee.jpg',
    price: { kind: 'single', priceFen: 1990 },
    path: 'pages/product-detail/product-detail',
    query: 'product_id=501',
    sellerAppId: '',
    ...more,
  }
}

/** A room of 2026-11-20, 20:00 to 22:00 in Shanghai. */
export function aRoom(more: Partial<Room> = {}): Room {
  return {
    roomId: 1001,
    title: '山里的早晨',
    coverUrl: 'https://img.example.com/cover.jpg',
    shareImageUrl: 'https://img.example.com/share.jpg',
    anchorName: '阿山',
    liveStatus: status(101),
    startAtSec: shanghaiSec('2026-11-20T20:00:00'),
    endAtSec: shanghaiSec('2026-11-20T22:00:00'),
    hasReplay: false,
    goodsCount: 1,
    goods: [aGoods()],
    ...more,
  }
}

export function shanghaiSec(localTime: string): number {
  return Date.parse(`${localTime}+08:00`) / 1000
}

export function shanghaiMs(localTime: string): number {
  return shanghaiSec(localTime) * 1000
}
