import { attribute, find, heard, tap, words } from '../../../helpers/mini/drawn'
import type { RoomJson } from '../../../helpers/mini/builders'
import { anUpcomingRoom, aRoomView, NOW_MS } from '../../../helpers/mini/builders'
import { install, load, render } from '../../../helpers/mini/runtime'

let id: string
beforeAll(() => {
  install()
  id = load('live/components/room-row/room-row')
})

const rowOf = (over: Partial<RoomJson> = {}, more: object = {}) =>
  render(id, { room: aRoomView(anUpcomingRoom(over)), ...more })

it('shows clock and day beside title and anchor', () => {
  const row = rowOf({ title: '云南咖啡产地直播', anchorName: '阿布' })
  expect(words(find(row, '.room-row__when'))).toBe('21:00今晚')
  expect(words(find(row, '.room-row__title'))).toBe('云南咖啡产地直播')
  expect(words(find(row, '.room-row__anchor'))).toBe('阿布')
})

it('does not show the same time twice', () => {
  expect(rowOf().querySelector('.room-row__soon')).toBeUndefined()
})

it('shows the minutes of the last hour', () => {
  const row = rowOf({ startAtSec: NOW_MS / 1000 + 12 * 60 })
  expect(words(find(row, '.room-row__soon'))).toBe('还有 12 分钟')
})

it('shows the badge once the room has started', () => {
  expect(words(rowOf({ liveStatus: 101 }))).toContain('直播中')
})

it('emits the room', async () => {
  const row = rowOf({ roomId: 9 })
  const opened = heard(row, 'open')
  await tap(row, '.room-row__body')
  expect(opened).toEqual([{ roomId: 9, action: 'subscribe' }])
})

it('is a button whose label has all that it shows, and the last row ends the line', () => {
  const row = rowOf({}, { last: true })
  expect(attribute(find(row, '.room-row__body'), 'aria-role')).toBe('button')
  expect(attribute(find(row, '.room-row__body'), 'aria-label')).toContain('云南咖啡产地直播')
  expect(row.querySelector('.room-row--last')).toBeDefined()
})

it('has a tick once the shopper has subscribed', () => {
  const room = aRoomView(anUpcomingRoom(), { subscribed: true })
  expect(render(id, { room }).querySelector('.room-row__dot--done')).toBeDefined()
  expect(rowOf().querySelector('.room-row__dot--done')).toBeUndefined()
  const live = aRoomView(anUpcomingRoom({ liveStatus: 101 }), { subscribed: true })
  expect(render(id, { room: live }).querySelector('.room-row__dot--done')).toBeUndefined()
})

it.each([104, 107])('has nothing to tap in %i', async (liveStatus) => {
  const row = rowOf({ liveStatus })
  const opened = heard(row, 'open')
  await tap(row, '.room-row__body')
  expect(opened).toEqual([])
  expect(attribute(find(row, '.room-row__body'), 'aria-role')).toBe('text')
})

it('has a button with action and title in its label, if asked to', async () => {
  const row = rowOf({ roomId: 9, title: '云南咖啡产地直播' }, { button: true })
  const opened = heard(row, 'open')
  expect(words(find(row, '.room-row__button'))).toBe('订阅')
  expect(attribute(find(row, '.room-row__button'), 'aria-role')).toBe('button')
  expect(attribute(find(row, '.room-row__button'), 'aria-label')).toBe('订阅 云南咖啡产地直播')
  await tap(row, '.room-row__button')
  expect(opened).toEqual([{ roomId: 9, action: 'subscribe' }])
})

it.each([
  ['where none is wanted', {}, {}],
  ['where there is nothing to do', { liveStatus: 104 }, { button: true }],
])('has no button %s', (_where, over, more) => {
  expect(rowOf(over, more).querySelector('.room-row__button')).toBeUndefined()
})
