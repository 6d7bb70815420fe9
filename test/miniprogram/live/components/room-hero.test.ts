import { attribute, find, heard, tap, words } from '../../../helpers/mini/drawn'
import {
  anEndedRoom,
  anUpcomingRoom,
  aRoomView,
  NOW_MS,
  someGoods,
  goodsTap,
} from '../../../helpers/mini/builders'
import { install, load, render } from '../../../helpers/mini/runtime'

let id: string
beforeAll(() => {
  install()
  id = load('live/components/room-hero/room-hero')
})

it('shows badge, title, anchor and action', () => {
  const hero = render(id, { room: aRoomView({ title: '冬日暖物专场', anchorName: '小满' }) })
  expect(words(find(hero, '.room-hero__badge'))).toBe('直播中')
  expect(words(find(hero, '.room-hero__title'))).toBe('冬日暖物专场')
  expect(words(find(hero, '.room-hero__anchor'))).toBe('小满')
  expect(words(find(hero, '.room-hero__action'))).toBe('进入直播间')
})

it('shows the minutes until a room starts', () => {
  const room = aRoomView(anUpcomingRoom({ startAtSec: NOW_MS / 1000 + 12 * 60 }))
  expect(words(find(render(id, { room }), '.room-hero__badge'))).toBe('还有 12 分钟')
})

it('offers the replay of an ended room', () => {
  expect(words(find(render(id, { room: aRoomView(anEndedRoom()) }), '.room-hero__action'))).toBe(
    '看回放',
  )
})

it.each(['.room-hero__main', '.room-hero__action'])('is opened by %s', async (selector) => {
  const hero = render(id, { room: aRoomView({ roomId: 5 }) })
  const opened = heard(hero, 'open')
  await tap(hero, selector)
  expect(opened).toEqual([{ roomId: 5, action: 'enter' }])
})

it('emits the link of the goods that were tapped, and does not open the room', async () => {
  const hero = render(id, { room: aRoomView({ goods: [someGoods({ productId: '8' })] }) })
  const [opened, chosen] = [heard(hero, 'open'), heard(hero, 'goods')]
  await tap(hero, '.room-hero__item')
  expect(chosen).toEqual([goodsTap('8')])
  expect(opened).toEqual([])
})

it('has nothing to tap for a banned room', () => {
  const hero = render(id, { room: aRoomView({ liveStatus: 104 }) })
  expect(hero.querySelector('.room-hero__action')).toBeUndefined()
})

it('gives every control a role and a label', () => {
  const hero = render(id, { room: aRoomView() })
  for (const selector of ['.room-hero__main', '.room-hero__item', '.room-hero__action'])
    expect(attribute(find(hero, selector), 'aria-role')).toBe('button')
  expect(attribute(find(hero, '.room-hero__main'), 'aria-label')).toContain('冬日暖物专场')
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
