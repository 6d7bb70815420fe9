import type { WireGoods, WireRoom } from '../../../sandbox/plugin/rooms'

export const aGoods = (given: Partial<WireGoods> = {}): WireGoods => ({
  goods_id: 11,
  third_party_appid: '',
  name: '手工陶杯',
  cover_img: 'http://127.0.0.1/pictures/goods/11',
  url: 'pages/product-detail/product-detail.html?product_id=11',
  price: 1990,
  price2: 0,
  price_type: 1,
  ...given,
})

/** 2026-11-21 20:00 in Shanghai. */
export const START_SEC = Date.UTC(2026, 10, 21, 12) / 1000

export const aRoom = (given: Partial<WireRoom> = {}): WireRoom => ({
  room_id: 7,
  name: '周六陶器专场',
  cover_img: 'http://127.0.0.1/pictures/rooms/7/cover',
  share_img: 'http://127.0.0.1/pictures/rooms/7/share',
  anchor_name: '陶小姐',
  live_status: 101,
  start_time: START_SEC,
  end_time: START_SEC + 7200,
  goods: [aGoods()],
  ...given,
})
