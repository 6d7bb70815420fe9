import fc from 'fast-check'
import {
  doorwayPath,
  parseLink,
  productPath,
  replayPath,
} from '../../../../miniprogram/live/domain/live-link'
import {
  idOf,
  buildUrl,
  paramsOf,
  roomIdOf,
  textOf,
} from '../../../../miniprogram/live/domain/query'
import { isFinderUserName } from '../../../../miniprogram/live/domain/room-id'
import type { FinderUserName } from '../../../../miniprogram/live/domain/room-id'
import { SPH } from '../../../helpers/app/channels'
import { decoded, queryOf } from '../../../helpers/app/links'

describe('the room of an entry', () => {
  it.each([
    [{ room_id: '1001' }, 1001],
    [{ room_id: 1001 }, 1001],
    [{ room_id: SPH }, SPH],
    [{ scene: 'room_id=7' }, 7],
    [{ scene: 'r=7' }, 7],
    [{ scene: 'room_id%3D7' }, 7],
    [{ scene: `room_id%3D${SPH}` }, SPH],
    [{ scene: `r=${SPH}` }, SPH],
    [{ scene: `a=1&r=${SPH}&b=2` }, SPH],
    [{ scene: 'a=1%26room_id%253D7%26b=2' }, 7],
    [{ room_id: SPH, scene: 'r=7' }, SPH],
    [{ room_id: 'sph', scene: 'r=7' }, 7],
    [{ room_id: '0', scene: `r=${SPH}` }, SPH],
  ])('%j is %s', (query, roomId) => {
    expect(roomIdOf(query)).toBe(roomId)
  })

  it.each([
    {},
    { room_id: '' },
    { room_id: 'sph' },
    { room_id: 'sph-1' },
    { room_id: '0' },
    { room_id: '-1' },
    { room_id: '1.5' },
    { room_id: null },
    { room_id: ['7'] },
    { scene: 'xr=7' },
    { scene: 'r=7x' },
    { scene: 'r=7;b' },
    { scene: 'room=7' },
    { scene: 'r=' },
    { scene: '%' },
  ])('%j names none', (query) => {
    expect(roomIdOf(query)).toBeNull()
  })

  it('is the account in every link of ours', () => {
    const names = fc
      .stringMatching(/^sph[A-Za-z0-9]{1,21}$/)
      .filter((name): name is FinderUserName => isFinderUserName(name))
    fc.assert(
      fc.property(names, (roomId) => {
        const urls = [
          doorwayPath({ roomId, enter: true }),
          productPath({ productId: '5', roomId }),
          replayPath({ roomId }),
        ]
        for (const url of urls) {
          const query = queryOf(url)
          expect(roomIdOf(query)).toBe(roomId)
          expect(roomIdOf(decoded(query))).toBe(roomId)
          expect(parseLink(url.split('?')[0] ?? '', query)).toMatchObject({ roomId })
        }
      }),
    )
  })

  it('never throws', () => {
    const anything = fc.anything({ withNullPrototype: true })
    fc.assert(
      fc.property(fc.record({ room_id: anything, scene: anything }), (query) => {
        const roomId = roomIdOf(query)
        expect(roomId === null || isFinderUserName(roomId) || Number.isSafeInteger(roomId)).toBe(
          true,
        )
      }),
    )
  })
})

describe('a text', () => {
  it.each([
    ['山', '山'],
    ['%E5%B1%B1', '山'],
    ['%25E5%25B1%25B1', '山'],
    ['50%', '50%'],
    [7, '7'],
  ])('%j reads %s', (raw, text) => {
    expect(textOf({ key: raw }, 'key')).toBe(text)
  })

  it.each(['', null, undefined, {}, true])('%j is absent', (raw) => {
    expect(textOf({ key: raw }, 'key')).toBeNull()
  })
})

describe('a number', () => {
  it.each([
    ['1', 1],
    ['007', 7],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('%s', (digits, id) => {
    expect(idOf(digits)).toBe(id)
  })

  it.each(['0', '', ' 1', '1 ', 'x1', '1x', '-1', '1e3', '9007199254740992', '00000000000000001'])(
    '%j is none',
    (digits) => {
      expect(idOf(digits)).toBeNull()
    },
  )

  it.each([null, undefined])('%p is none', (digits) => {
    expect(idOf(digits)).toBeNull()
  })
})

it('reads the parameters of the merchant', () => {
  expect(paramsOf({ custom_params: '%7B%22pid%22%3A3%7D' })).toEqual({
    kind: 'ok',
    params: { pid: 3 },
  })
  expect(paramsOf({})).toEqual({ kind: 'none' })
})

describe('a link', () => {
  it('joins what is there, in its order', () => {
    expect(buildUrl('/p', { room_id: SPH, tab: 'live', n: 0 })).toBe(
      `/p?room_id=${SPH}&tab=live&n=0`,
    )
  })

  it('leaves out what is not', () => {
    expect(buildUrl('/p', { a: undefined, room_id: 7, b: null })).toBe('/p?room_id=7')
    expect(buildUrl('/p', { a: null })).toBe('/p')
  })
})
