import fc from 'fast-check'
import { isFinderUserName, isRoomId, noRoom } from '../../../../miniprogram/live/domain/room-id'

it.each(['sphcqO59YEPCvoe', 'sph1', 'sphABC', `sph${'a'.repeat(21)}`])(
  '%s is an account, and a room',
  (name) => {
    expect(isFinderUserName(name)).toBe(true)
    expect(isRoomId(name)).toBe(true)
  },
)

it.each([
  'sph',
  `sph${'a'.repeat(22)}`,
  'SPHabc',
  'sp1',
  'xsph1',
  'sph1 ',
  'sph-1',
  'sph_1',
  'sph1\n',
  'sph山',
  '',
  '1001',
  ['sph1'],
  { toString: () => 'sph1' },
])('%j is neither', (value) => {
  expect(isFinderUserName(value)).toBe(false)
  expect(isRoomId(value)).toBe(false)
})

it.each([1, 1001, Number.MAX_SAFE_INTEGER])('%d is a room of the live component', (value) => {
  expect(isRoomId(value)).toBe(true)
  expect(isFinderUserName(value)).toBe(false)
})

it.each([0, -1, 1.5, NaN, Infinity, Number.MAX_SAFE_INTEGER + 1, null, undefined, true, {}])(
  '%p is no room',
  (value) => {
    expect(isRoomId(value)).toBe(false)
    expect(isFinderUserName(value)).toBe(false)
  },
)

it('has a room that stands for none', () => {
  expect(isRoomId(noRoom())).toBe(false)
})

it('lets no name be taken for a number, and none be too long for the scene of a code', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^sph[A-Za-z0-9]{1,30}$/), (name) => {
      const fits = `room_id=${name}`.length <= 32
      expect(isFinderUserName(name)).toBe(fits)
      expect(Number(name)).toBeNaN()
    }),
  )
})
