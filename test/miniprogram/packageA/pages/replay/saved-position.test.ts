import {
  forgetPosition,
  savePosition,
  savedPosition,
} from '../../../../../miniprogram/packageA/pages/replay/saved-position'
import type { ReplayPosition } from '../../../../../miniprogram/packageA/pages/replay/saved-position'
import { install } from '../../../../helpers/mini/runtime'

const phone = install()
const KEY = 'v1:replay-places'

beforeEach(() => phone.reset())

const aPlace = (over: Partial<ReplayPosition> = {}): ReplayPosition => ({
  roomId: 1,
  format: 'mp4',
  part: 0,
  sec: 60,
  ...over,
})

it('saves one position for each room: the last', () => {
  savePosition(aPlace())
  savePosition(aPlace({ roomId: 2, format: 'm3u8' }))
  savePosition(aPlace({ part: 3, sec: 7 }))
  expect(savedPosition(1)).toEqual(aPlace({ part: 3, sec: 7 }))
  expect(savedPosition(2)).toEqual(aPlace({ roomId: 2, format: 'm3u8' }))
  expect(savedPosition(3)).toBeNull()
})

it('saves twenty rooms, and drops the oldest', () => {
  for (let roomId = 1; roomId <= 20; roomId += 1) savePosition(aPlace({ roomId }))
  savePosition(aPlace({ roomId: 1 }))
  savePosition(aPlace({ roomId: 21 }))
  expect(phone.storage.get(KEY)).toHaveLength(20)
  expect(savedPosition(1)).not.toBeNull()
  expect(savedPosition(2)).toBeNull()
  expect(savedPosition(3)).not.toBeNull()
})

it('forgets one position and keeps the others, and writes nothing without a position', () => {
  savePosition(aPlace())
  savePosition(aPlace({ roomId: 2 }))
  forgetPosition(1)
  expect(phone.storage.get(KEY)).toEqual([aPlace({ roomId: 2 })])
  const put = jest.spyOn(wx, 'setStorageSync')
  forgetPosition(1)
  expect(put).not.toHaveBeenCalled()
})

it.each<unknown>([
  'text',
  null,
  { 0: aPlace() },
  [null, 7, 'text'],
  ...['roomId', 'part', 'sec'].flatMap((field) =>
    ['1', -1, 1.5, NaN, null].map((value) => [{ ...aPlace(), [field]: value }]),
  ),
  [{ ...aPlace(), format: 'webm' }],
])('ignores a stored value of another shape: %j', (stored) => {
  phone.storage.set(KEY, stored)
  expect(savedPosition(1)).toBeNull()
  savePosition(aPlace())
  expect(phone.storage.get(KEY)).toEqual([aPlace()])
})

it('works without storage', () => {
  jest.spyOn(wx, 'setStorageSync').mockImplementation(() => {
    throw new Error('exceed storage limit')
  })
  savePosition(aPlace())
  expect(savedPosition(1)).toBeNull()
})
