import { timelineCard } from '../../../miniprogram/services/sharing'

it('carries the query alone: Moments opens the page it was shared from', () => {
  expect(
    timelineCard({ title: '山里的早晨', path: '/a/b?room_id=7', imageUrl: 'https://i/1.jpg' }),
  ).toEqual({ title: '山里的早晨', query: 'room_id=7', imageUrl: 'https://i/1.jpg' })
})

it('does without a query and without a picture', () => {
  expect(timelineCard({ title: '山海小铺', path: '/a/b' })).toEqual({
    title: '山海小铺',
    query: '',
  })
})
