import { packCustomParams } from '../../../../miniprogram/live/domain/custom-params'
import {
  productShare,
  replayShare,
  roomShare,
  shopShare,
  timelineCard,
} from '../../../../miniprogram/live/domain/share'
import { aGoods, aRoom, shanghaiMs, status } from '../../../helpers/app/builders'

const NOON = shanghaiMs('2026-11-20T12:00:00')

it('says that a room is live, and lands in the doorway', () => {
  expect(roomShare(aRoom(), NOON)).toEqual({
    title: '正在直播：山里的早晨',
    path: '/packageA/pages/room/room?room_id=1001',
    imageUrl: 'https://img.example.com/share.jpg',
  })
})

it.each([
  [102, '今晚 20:00 开播：山里的早晨'],
  [103, '山里的早晨'],
  [106, '山里的早晨'],
  [0, '山里的早晨'],
] as const)('titles a card of %i %s', (code, title) => {
  expect(roomShare(aRoom({ liveStatus: status(code) }), NOON).title).toBe(title)
})

it('names no start that has passed', () => {
  const late = shanghaiMs('2026-11-20T20:05:00')
  expect(roomShare(aRoom({ liveStatus: status(102) }), late).title).toBe('山里的早晨')
})

it('goes by the newer word of the plugin', () => {
  const room = aRoom({ liveStatus: status(102) })
  expect(roomShare(room, NOON, { live: status(101) }).title).toBe('正在直播：山里的早晨')
})

it('hands the parameters on', () => {
  const packed = packCustomParams({ pid: 7 })
  if (packed.kind !== 'ok') throw new Error('does not pack')
  expect(roomShare(aRoom(), NOON, { customParams: packed.text }).path).toBe(
    '/packageA/pages/room/room?room_id=1001&custom_params=%7B%22pid%22%3A7%7D',
  )
})

it('hands the parameters of a replay and of a product on, too', () => {
  const packed = packCustomParams({ pid: 7 })
  if (packed.kind !== 'ok') throw new Error('does not pack')
  const query = 'custom_params=%7B%22pid%22%3A7%7D'
  expect(replayShare(aRoom(), packed.text).path).toBe(
    `/packageA/pages/room/room?room_id=1001&${query}`,
  )
  expect(productShare(aGoods(), '501', null, packed.text).path).toBe(
    `/pages/product-detail/product-detail?product_id=501&${query}`,
  )
})

it('falls back to the cover, then to a picture WeChat takes', () => {
  const cover = aRoom({ shareImageUrl: '' })
  expect(roomShare(cover, NOON).imageUrl).toBe('https://img.example.com/cover.jpg')
  expect(roomShare(aRoom({ shareImageUrl: '', coverUrl: '' }), NOON)).not.toHaveProperty('imageUrl')
})

it('shares a replay by way of the doorway', () => {
  expect(replayShare(aRoom())).toEqual({
    title: '直播回放：山里的早晨',
    path: '/packageA/pages/room/room?room_id=1001',
    imageUrl: 'https://img.example.com/share.jpg',
  })
})

it('shares a product with the room it was seen in', () => {
  expect(productShare(aGoods(), '61', 1001)).toEqual({
    title: '云南高山小粒咖啡',
    path: '/pages/product-detail/product-detail?product_id=501&room_id=1001',
    imageUrl: 'https://img.example.com/coffee.jpg',
  })
  expect(productShare(aGoods({ productId: null }), '501', null).path).toBe(
    '/pages/product-detail/product-detail?product_id=501',
  )
})

it('shares the shop', () => {
  expect(shopShare('山海小铺')).toEqual({
    title: '山海小铺的直播间',
    path: '/pages/index/index',
  })
})

it('of Moments carries the query alone: Moments opens the page it was shared from', () => {
  expect(
    timelineCard({ title: '山里的早晨', path: '/a/b?room_id=7', imageUrl: 'https://i/1.jpg' }),
  ).toEqual({ title: '山里的早晨', query: 'room_id=7', imageUrl: 'https://i/1.jpg' })
})

it('of Moments does without a query and without a picture', () => {
  expect(timelineCard({ title: '山海小铺', path: '/a/b' })).toEqual({
    title: '山海小铺',
    query: '',
  })
})
