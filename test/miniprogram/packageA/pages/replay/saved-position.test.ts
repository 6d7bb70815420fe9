import {
  forgetPlace,
  keepPlace,
  placeOf,
} from '../../../../../miniprogram/packageA/pages/replay/saved-position'
import type { ReplayPlace } from '../../../../../miniprogram/packageA/pages/replay/saved-position'
import { install } from '../../../../helpers/mini/runtime'

const phone = install()
const KEY = 'v1:replay-places'

beforeEach(() => phone.reset())

const aPlace = (over: Partial<ReplayPlace> = {}): ReplayPlace => ({
  roomId: 1,
  format: 'mp4',
  part: 0,
  sec: 60,
  ...over,
})

it('keeps one place for each room: the last', () => {
  keepPlace(aPlace())
  keepPlace(aPlace({ roomId: 2, format: 'm3u8' }))
  keepPlace(aPlace({ part: 3, sec: 7 }))
  expect(placeOf(1)).toEqual(aPlace({ part: 3, sec: 7 }))
  expect(placeOf(2)).toEqual(aPlace({ roomId: 2, format: 'm3u8' }))
  expect(placeOf(3)).toBeNull()
})

it('keeps those of twenty rooms, and drops the one left longest ago', () => {
  for (let roomId = 1; roomId <= 20; roomId += 1) keepPlace(aPlace({ roomId }))
  keepPlace(aPlace({ roomId: 1 }))
  keepPlace(aPlace({ roomId: 21 }))
  expect(phone.storage.get(KEY)).toHaveLength(20)
  expect(placeOf(1)).not.toBeNull()
  expect(placeOf(2)).toBeNull()
  expect(placeOf(3)).not.toBeNull()
})

it('forgets one and keeps the others, and writes nothing where there is none', () => {
  keepPlace(aPlace())
  keepPlace(aPlace({ roomId: 2 }))
  forgetPlace(1)
  expect(phone.storage.get(KEY)).toEqual([aPlace({ roomId: 2 })])
  const put = jest.spyOn(wx, 'setStorageSync')
  forgetPlace(1)
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
])('believes nothing that it did not write: %j', (stored) => {
  phone.storage.set(KEY, stored)
  expect(placeOf(1)).toBeNull()
  keepPlace(aPlace())
  expect(phone.storage.get(KEY)).toEqual([aPlace()])
})

it('goes without where the phone stores nothing', () => {
  jest.spyOn(wx, 'setStorageSync').mockImplementation(() => {
    throw new Error('exceed storage limit')
  })
  keepPlace(aPlace())
  expect(placeOf(1)).toBeNull()
})
