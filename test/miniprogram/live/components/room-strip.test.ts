import { attribute, find, heard, tap, words } from '../../../helpers/mini/drawn'
import { aRoomView } from '../../../helpers/mini/builders'
import { install, load, render } from '../../../helpers/mini/runtime'

let id: string
beforeAll(() => {
  install()
  id = load('live/components/room-strip/room-strip')
})

it('shows the status of the room, and a button', () => {
  const strip = render(id, { room: aRoomView({ title: '冬日暖物专场' }), actionText: '回到直播间' })
  expect(words(strip)).toBe('直播中 冬日暖物专场 回到直播间')
})

it('emits back with its room', async () => {
  const strip = render(id, { room: aRoomView({ roomId: 6 }), actionText: '回到直播间' })
  const back = heard(strip, 'back')
  await tap(strip, '.room-strip')
  expect(back).toEqual([{ roomId: 6, action: 'enter' }])
})

it('is a button whose label has action and room', () => {
  const button = find(render(id, { room: aRoomView(), actionText: '回到直播间' }), '.room-strip')
  expect(attribute(button, 'aria-role')).toBe('button')
  expect(attribute(button, 'aria-label')).toMatch(/^回到直播间 直播中/)
})

it('shows the round avatar in place of a missing cover', () => {
  const room = { ...aRoomView({ coverUrl: '' }), avatarUrl: '/heads/1.jpg' }
  const picture = find(
    render(id, { room, actionText: '回到直播间' }),
    '.room-strip__picture--avatar',
  )
  expect(attribute(picture, 'src')).toBe('/heads/1.jpg')
})
