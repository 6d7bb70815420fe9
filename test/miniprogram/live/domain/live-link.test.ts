import fc from 'fast-check'
import {
  codeScene,
  doorwayPath,
  hallPath,
  indexPath,
  parseDoorwayQuery,
  parseHallQuery,
  parseLink,
  parseProductQuery,
  parseReplayQuery,
  goodsPath,
  productPath,
  replayPath,
} from '../../../../miniprogram/live/domain/live-link'
import { isRoomRoute, roomUrl } from '../../../../miniprogram/live/domain/plugin-link'
import { roomIdOf } from '../../../../miniprogram/live/domain/query'
import { decoded, packed, queryOf, roomIds } from '../../../helpers/app/links'

const LIVE_ROOM = 'wx2b03c6e691cd7370/pages/live-player-plugin'

describe('roomUrl', () => {
  const page = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'

  it('opens a room', () => {
    expect(roomUrl({ roomId: 7 })).toBe(`${page}?room_id=7`)
  })

  it('keeps the order of the documents and encodes parameters once', () => {
    expect(roomUrl({ roomId: 7, type: 9, customParams: packed({ pid: 1 }) })).toBe(
      `${page}?room_id=7&type=9&custom_params=%7B%22pid%22%3A1%7D`,
    )
  })

  it('marks the card of an article', () => {
    expect(roomUrl({ roomId: 7, type: 10 })).toBe(`${page}?room_id=7&type=10`)
  })

  it('switches the small window off, and leaves it on by saying nothing', () => {
    expect(roomUrl({ roomId: 7, pictureInPicture: false })).toBe(
      `${page}?room_id=7&close_picture_in_picture_mode=1`,
    )
    expect(roomUrl({ roomId: 7, pictureInPicture: true })).toBe(`${page}?room_id=7`)
  })
})

it.each([
  ['/pages/goods/detail?spuId=abc', {}, '/pages/goods/detail?spuId=abc'],
  ['/pages/goods/detail?spuId=abc', { roomId: 7 }, '/pages/goods/detail?spuId=abc&room_id=7'],
  ['/pages/sale/sale', { roomId: 7 }, '/pages/sale/sale?room_id=7'],
  ['/pages/sale/sale', { roomId: null }, '/pages/sale/sale'],
  [
    '/pages/a/a?url=https%3A%2F%2Fx%3Fy',
    { roomId: 7 },
    '/pages/a/a?url=https%3A%2F%2Fx%3Fy&room_id=7',
  ],
  ['/pages/a/a?room_id=3&id=b?c&&', { roomId: 7 }, '/pages/a/a?id=b?c&room_id=7'],
  ['/pages/a/a?room_id=3', {}, '/pages/a/a?room_id=3'],
  [
    '/pages/a/a?id=1&custom_params=x',
    { roomId: 7, customParams: packed({ pid: 7 }) },
    '/pages/a/a?id=1&room_id=7&custom_params=%7B%22pid%22%3A7%7D',
  ],
] as const)('opens goods at %p with the room %p', (url, options, path) => {
  expect(goodsPath(url, options)).toBe(path)
})

it('leads to each page of the app', () => {
  expect(indexPath()).toBe('/pages/index/index')
  expect(hallPath()).toBe('/packageA/pages/home/home')
  expect(hallPath('upcoming')).toBe('/packageA/pages/home/home?list=upcoming')
  expect(doorwayPath({ roomId: 7 })).toBe('/packageA/pages/room/room?room_id=7')
  expect(doorwayPath({ roomId: 7, enter: true })).toBe(
    '/packageA/pages/room/room?room_id=7&enter=1',
  )
  expect(doorwayPath({ roomId: 7, enter: false })).toBe('/packageA/pages/room/room?room_id=7')
  expect(replayPath({ roomId: 7 })).toBe('/packageA/pages/replay/replay?room_id=7')
  expect(replayPath({ roomId: 7, segment: 2 })).toBe(
    '/packageA/pages/replay/replay?room_id=7&segment=2',
  )
  expect(productPath({ productId: '5' })).toBe('/pages/product-detail/product-detail?product_id=5')
  expect(productPath({ productId: '5', roomId: null, customParams: undefined })).toBe(
    '/pages/product-detail/product-detail?product_id=5',
  )
})

it.each([
  ['plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin', true],
  ['__plugin__/wx2b03c6e691cd7370/pages/live-player-plugin', true],
  ['packageA/pages/room/room', false],
  ['plugin-private://wx0000000000000000/pages/live-player-plugin', false],
])('knows whether %s is the room page', (route, is) => {
  expect(isRoomRoute(route)).toBe(is)
})

describe('the doorway', () => {
  it('reads back what the link said, decoded by WeChat or not', () => {
    fc.assert(
      fc.property(roomIds, fc.boolean(), fc.string({ maxLength: 20 }), (roomId, enter, word) => {
        const query = queryOf(doorwayPath({ roomId, enter, customParams: packed({ word }) }))
        const expected = { roomId, enter, customParams: { kind: 'ok', params: { word } } }
        expect(parseDoorwayQuery(query)).toEqual({ kind: 'room', ...expected })
        expect(parseDoorwayQuery(decoded(query))).toEqual({ kind: 'room', ...expected })
      }),
    )
  })

  it('reads a code, whose scene holds 32 characters at most', () => {
    fc.assert(
      fc.property(roomIds, (roomId) => {
        const scene = codeScene({ roomId })
        expect(scene.length).toBeLessThanOrEqual(32)
        expect(parseDoorwayQuery({ scene: encodeURIComponent(scene) })).toMatchObject({ roomId })
        expect(parseDoorwayQuery({ scene })).toMatchObject({ roomId })
      }),
    )
  })

  it('reads the short form of a code beside other words', () => {
    expect(roomIdOf({ scene: 'r%3D12%26from%3Dposter' })).toBe(12)
    expect(roomIdOf({ scene: 'from=poster&r=12' })).toBe(12)
    expect(roomIdOf({ scene: 'for=12' })).toBeNull()
  })

  it.each([{}, { room_id: '' }, { room_id: '0' }, { room_id: '-3' }, { room_id: '1e3' }])(
    'finds no room in %p',
    (query) => {
      expect(parseDoorwayQuery(query)).toEqual({ kind: 'no-room' })
    },
  )

  it('finds no room in a number that no number can hold', () => {
    expect(roomIdOf({ room_id: '9007199254740993' })).toBeNull()
  })

  it('prefers the plain id to the code', () => {
    expect(roomIdOf({ room_id: '3', scene: 'r=4' })).toBe(3)
  })

  it('takes a number as a number', () => {
    expect(roomIdOf({ room_id: 3 })).toBe(3)
  })

  it('never throws, whatever the query holds', () => {
    const anyQuery = fc.dictionary(
      fc.constantFrom('room_id', 'scene', 'enter', 'custom_params', 'list', 'tab', 'segment'),
      fc.oneof(fc.anything(), fc.string({ unit: 'binary' })),
    )
    fc.assert(
      fc.property(anyQuery, (query) => {
        parseDoorwayQuery(query)
        parseProductQuery(query)
        parseReplayQuery(query)
        parseHallQuery(query)
      }),
    )
  })
})

describe('the goods page', () => {
  it('reads what the room appends', () => {
    expect(
      parseProductQuery({
        product_id: '5',
        room_id: '7',
        openid: 'o-viewer',
        share_openid: 'o-friend',
        custom_params: '%257B%2522pid%2522%253A7%257D',
      }),
    ).toEqual({
      productId: '5',
      roomId: 7,
      openid: 'o-viewer',
      shareOpenid: 'o-friend',
      customParams: { kind: 'ok', params: { pid: 7 } },
    })
  })

  it('does without any of it', () => {
    expect(parseProductQuery({ product_id: '5' })).toEqual({
      productId: '5',
      roomId: null,
      openid: null,
      shareOpenid: null,
      customParams: { kind: 'none' },
    })
    expect(parseProductQuery({}).productId).toBeNull()
  })

  it('reads texts encoded twice', () => {
    expect(parseProductQuery({ openid: 'o%252Fx' }).openid).toBe('o/x')
    expect(parseProductQuery({ openid: 'o%2' }).openid).toBe('o%2')
  })

  it('reads back its own link', () => {
    const query = queryOf(
      productPath({ productId: '5', roomId: 7, customParams: packed({ a: '山' }) }),
    )
    expect(parseProductQuery(query)).toMatchObject({
      productId: '5',
      roomId: 7,
      customParams: { kind: 'ok', params: { a: '山' } },
    })
  })
})

it('opens the replay at its first segment unless told', () => {
  expect(parseReplayQuery({ room_id: '7' })).toEqual({ roomId: 7, segment: 0 })
  expect(parseReplayQuery(queryOf(replayPath({ roomId: 7, segment: 2 })))).toEqual({
    roomId: 7,
    segment: 2,
  })
  expect(parseReplayQuery({ segment: 'x' })).toEqual({ roomId: null, segment: 0 })
})

it.each([
  ['the list of its own link', queryOf(hallPath('replay')), 'replay'],
  ['the list of an old link with `tab=`', { tab: 'replay' }, 'replay'],
  ['`list=` rather than `tab=`', { list: 'upcoming', tab: 'replay' }, 'upcoming'],
  ['live without a list', {}, 'live'],
  ['live for an unknown list', { list: 'other' }, 'live'],
])('opens the hall with %s', (_name, query, listKind) => {
  expect(parseHallQuery(query)).toEqual({ listKind })
})

it.each([
  ['a page of another app', 'pages/cart/cart', {}],
  ['a page that is only like one of ours', 'pages/index/index2', {}],
  ['the doorway without a room', 'packageA/pages/room/room', {}],
  ['the live room whose query WeChat hides', `plugin-private://${LIVE_ROOM}`, {}],
])('knows that a link leads nowhere of ours: %s', (_name, path, query) => {
  expect(parseLink(path, query)).toEqual({ kind: 'unknown' })
})
