import { attribute, find, heard, tap, words } from '../../../helpers/mini/drawn'
import { aRoomView, someGoods } from '../../../helpers/mini/builders'
import { install, load, render } from '../../../helpers/mini/runtime'

let id: string
beforeAll(() => {
  install()
  id = load('live/components/room-card/room-card')
})

it('shows status, anchor and title', () => {
  const card = render(id, { room: aRoomView({ title: '冬日暖物专场', anchorName: '小满' }) })
  expect(words(find(card, '.room-card__badge'))).toBe('直播中')
  expect(words(find(card, '.room-card__anchor'))).toBe('小满')
  expect(words(find(card, '.room-card__title'))).toBe('冬日暖物专场')
})

it('shows two of its goods with their prices, and marks a range as "from"', () => {
  const goods = [
    someGoods({ productId: '1', price: { kind: 'range', minFen: 1990, maxFen: 3990 } }),
    someGoods({ productId: '2', price: { kind: 'single', priceFen: 500 } }),
    someGoods({ productId: '3' }),
  ]
  const items = render(id, { room: aRoomView({ goods }) }).querySelectorAll('.room-card__item')
  expect(items.map(words)).toEqual(['¥19.90+', '¥5'])
})

it('shows no goods of a room without goods', () => {
  const card = render(id, { room: aRoomView({ goods: [], goodsCount: 0 }) })
  expect(card.querySelector('.room-card__goods')).toBeUndefined()
})

it.each([
  [103, true, 1],
  [101, false, 0],
])('of a room in %i (replay: %s) shows %i play marks', (liveStatus, hasReplay, marks) => {
  const card = render(id, { room: aRoomView({ liveStatus, hasReplay }) })
  expect(card.querySelectorAll('.room-card__play')).toHaveLength(marks)
})

it('emits the room and its action', async () => {
  const card = render(id, { room: aRoomView({ roomId: 7, liveStatus: 106 }) })
  const opened = heard(card, 'open')
  await tap(card, '.room-card')
  expect(opened).toEqual([{ roomId: 7, action: 'enter' }])
})

it.each([
  [104, '已停播'],
  [107, '未开播'],
])('in %i has nothing to tap, and shows %s', async (liveStatus, badge) => {
  const card = render(id, { room: aRoomView({ liveStatus }) })
  const opened = heard(card, 'open')
  await tap(card, '.room-card')
  expect(opened).toEqual([])
  expect(attribute(find(card, '.room-card'), 'aria-role')).toBe('text')
  expect(attribute(find(card, '.room-card'), 'hover-class')).toBe('none')
  expect(words(find(card, '.room-card__badge'))).toBe(badge)
})

it.each([
  [101, '直播中，冬日暖物专场，主播 小满，2 件商品，今晚 19:00 进入直播间'],
  // the badge of an upcoming room is its time, which is not repeated
  [102, '即将开始，冬日暖物专场，主播 小满，2 件商品， 订阅'],
  [0, '，冬日暖物专场，主播 小满，2 件商品，今晚 19:00 进入直播间'],
])('in %i is a button whose label has all that it shows', (liveStatus, name) => {
  const button = find(render(id, { room: aRoomView({ liveStatus }) }), '.room-card')
  expect(attribute(button, 'aria-role')).toBe('button')
  expect(String(attribute(button, 'aria-label')).trim()).toBe(name)
})

it('without a cover shows the avatar, or a plain background', () => {
  const drawn = (avatarUrl: string) =>
    render(id, { room: { ...aRoomView({ coverUrl: '', goods: [] }), avatarUrl } })
  expect(attribute(find(drawn('/heads/1.jpg'), '.live-no-cover .live-avatar'), 'src')).toBe(
    '/heads/1.jpg',
  )
  expect(drawn('').querySelector('.live-no-cover')).toBeDefined()
  expect(drawn('').querySelector('.live-avatar')).toBeUndefined()
  expect(render(id, { room: aRoomView() }).querySelector('.live-no-cover')).toBeUndefined()
})
