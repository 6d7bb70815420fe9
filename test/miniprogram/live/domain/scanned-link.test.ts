import fc from 'fast-check'
import {
  codeScene,
  doorwayPath,
  hallPath,
  parseLink,
  pathOf,
  productPath,
  readArrival,
  replayPath,
} from '../../../../miniprogram/live/domain/live-link'
import { readScannedLink, scannedRoomLink } from '../../../../miniprogram/live/domain/scanned-link'
import { SPH } from '../../../helpers/app/channels'
import { packed, queryOf, roomIds } from '../../../helpers/app/links'

const PREFIX = 'https://shop.example/live'
const PREFIXES = ['https://other.example/', PREFIX]
const DOORWAY = 'packageA/pages/room/room'

const scanned = (url: string) => ({ q: encodeURIComponent(url), scancode_time: '1795154400' })

describe('a link under the prefix of the merchant', () => {
  it.each([
    ['encoded once, as documented', 'https%3A%2F%2Fshop.example%2Flive%3Froom_id%3D1001'],
    ['encoded twice', encodeURIComponent(encodeURIComponent(`${PREFIX}?room_id=1001`))],
    ['not encoded', `${PREFIX}?room_id=1001`],
    ['with a fragment', encodeURIComponent(`${PREFIX}?room_id=1001#top`)],
    ['with a slash before the query', encodeURIComponent(`${PREFIX}/?room_id=1001`)],
    ['printed in capitals', encodeURIComponent('HTTPS://SHOP.EXAMPLE/LIVE?room_id=1001')],
    ['with parts that are no pairs', encodeURIComponent(`${PREFIX}?&a&=b&room_id=1001&`)],
  ])('is read: %s', (_name, q) => {
    expect(readScannedLink(q, PREFIXES)).toEqual({ path: '', query: { room_id: '1001' } })
  })

  it.each([
    [`${PREFIX}/pages/a?x=1`, 'pages/a'],
    [`${PREFIX}/%E5%B1%B1/`, '山'],
    ['https://other.example/a/b', 'a/b'],
    [PREFIX, ''],
  ])('%s has the path %j', (url, path) => {
    expect(readScannedLink(encodeURIComponent(url), PREFIXES)?.path).toBe(path)
  })

  it('may begin with parameters, which are compared as WeChat does', () => {
    const prefix = `${PREFIX}?from=poster`
    const read = (url: string) => readScannedLink(encodeURIComponent(url), [prefix])
    expect(read(`${prefix}&room_id=7`)?.query).toEqual({ from: 'poster', room_id: '7' })
    expect(read(`${PREFIX}?from=web&room_id=7`)).toBeNull()
  })
})

describe('any other link', () => {
  it.each([
    'https://shop.example/lives?room_id=7',
    'https://shop.example/?room_id=7',
    'https://shop.example.evil.com/live?room_id=7',
    'https://other.example?room_id=7',
    'http://shop.example/live?room_id=7',
    'https://evil.com/?next=https://shop.example/live?room_id=7',
    'room_id=7',
    '%E0%A4%A',
    '%',
    '',
  ])('is not read: %s', (url) => {
    expect(readScannedLink(url, PREFIXES)).toBeNull()
    expect(readScannedLink(encodeURIComponent(url), PREFIXES)).toBeNull()
  })

  it('does not pass for the host of a prefix', () => {
    const host = ['https://shop.example']
    for (const other of ['.evil.com', '@evil.com', ':8080', '-x.com'])
      expect(readScannedLink(`https://shop.example${other}/live?room_id=7`, host)).toBeNull()
    expect(readScannedLink('https://shop.example/live?room_id=7', host)).not.toBeNull()
  })

  it.each([[[]], [['']], [['https://']], [['http://shop.example/live']], [['shop.example/live']]])(
    'is not read under the prefixes %j',
    (prefixes) => {
      expect(readScannedLink(`${PREFIX}?room_id=7`, prefixes)).toBeNull()
    },
  )
})

it('never throws, whatever the query holds', () => {
  const text = fc.string({ unit: 'binary' })
  const anything = fc.oneof(
    fc.anything({ withNullPrototype: true }),
    text,
    text.map((end) => PREFIX + end),
    text.map((end) => `${encodeURIComponent(PREFIX)}%3F${end}`),
  )
  fc.assert(
    fc.property(fc.record({ q: anything, room_id: anything }), (query) => {
      const arrival = readArrival('pages/index/index', query, PREFIXES)
      pathOf(parseLink(arrival.path, arrival.query))
    }),
  )
})

describe('an entry by a plain QR code', () => {
  it.each([
    ['a room', '?room_id=1001', doorwayPath({ roomId: 1001 })],
    ['a Channels account', `?room_id=${SPH}`, doorwayPath({ roomId: SPH })],
    ['the scene of a code', '?scene=r%3D7', doorwayPath({ roomId: 7 })],
    ['a room to enter at once', '?room_id=7&enter=1', doorwayPath({ roomId: 7, enter: true })],
    ['a product', '?product_id=61', productPath({ productId: '61' })],
    [
      'a product of a room',
      '?product_id=61&room_id=7',
      productPath({ productId: '61', roomId: 7 }),
    ],
    ['the hall', '/packageA/pages/home/home?tab=replay', hallPath('replay')],
    ['a replay', '/packageA/pages/replay/replay?room_id=7', replayPath({ roomId: 7 })],
    ['a path that is no page', '/poster/7?room_id=7', doorwayPath({ roomId: 7 })],
  ])('leads to %s', (_name, rest, url) => {
    const { path, query } = readArrival('pages/index/index', scanned(PREFIX + rest), PREFIXES)
    expect(pathOf(parseLink(path, query))).toBe(url)
  })

  it.each([
    ['names nothing', PREFIX],
    ['names no room that can be', `${PREFIX}?room_id=abc`],
  ])('stays on the page that WeChat opened where the link %s', (_name, url) => {
    expect(readArrival('pages/index/index', scanned(url), PREFIXES).path).toBe('pages/index/index')
  })

  it('is left as it is where the link is not the merchant’s', () => {
    const query = scanned('https://evil.com/live?room_id=7')
    expect(readArrival('pages/index/index', query, PREFIXES)).toEqual({
      path: 'pages/index/index',
      query,
    })
  })

  it('keeps what stands beside q, as of a link that came undecoded', () => {
    const query = { q: `${PREFIX}?room_id=7`, custom_params: '%7B%22pid%22%3A3%7D' }
    const arrival = readArrival(DOORWAY, query, PREFIXES)
    expect(parseLink(arrival.path, arrival.query)).toMatchObject({
      roomId: 7,
      customParams: { kind: 'ok', params: { pid: 3 } },
    })
  })

  it('says the same as a link of the app’s own', () => {
    fc.assert(
      fc.property(roomIds, fc.string({ maxLength: 20 }), (roomId, word) => {
        const options = { roomId, customParams: packed({ word }) }
        const { path, query } = readArrival(
          'pages/index/index',
          scanned(scannedRoomLink(PREFIX, options)),
          PREFIXES,
        )
        const own = parseLink(DOORWAY, queryOf(doorwayPath(options)))
        expect(parseLink(path, query)).toEqual(own)
      }),
    )
  })

  it('says the same as the scene of a code', () => {
    const code = { scene: encodeURIComponent(codeScene({ roomId: 7 })) }
    const { path, query } = readArrival(
      'pages/index/index',
      scanned(`${PREFIX}?room_id=7`),
      PREFIXES,
    )
    expect(parseLink(path, query)).toEqual(parseLink(DOORWAY, code))
  })
})

it.each([
  [PREFIX, `${PREFIX}?room_id=7`],
  ['https://shop.example/', 'https://shop.example/?room_id=7'],
  [`${PREFIX}?a=1`, `${PREFIX}?a=1&room_id=7`],
  [`${PREFIX}?`, `${PREFIX}?room_id=7`],
])('makes the link of a room under %s', (prefix, url) => {
  expect(scannedRoomLink(prefix, { roomId: 7 })).toBe(url)
})
