import fc from 'fast-check'
import {
  parseStorefront,
  parseProductDetail,
  parseReplayList,
  parseRoomDetail,
  parseRoomList,
} from '../../../../miniprogram/live/domain/parse'
import type { Parser } from '../../../../miniprogram/live/domain/parse'
import type { Freshness } from '../../../../miniprogram/live/domain/room'
import { aGoods, aRoom, status } from '../../../helpers/app/builders'

const freshness = { asOfSec: 1_795_000_000, stale: false, refreshAfterSec: 60 }
const wireRoom = (more: object = {}) => ({ ...aRoom(), liveStatus: 101, ...more })

function valueOf<T>(parse: Parser<T>, json: unknown): T {
  const value = parse(json)
  if (value === null) throw new Error('is not read')
  return value
}

it('reads the storefront', () => {
  const json = {
    ...freshness,
    live: [wireRoom()],
    upcoming: [wireRoom({ liveStatus: 102 })],
    replays: [],
    goods: [aGoods()],
    channelsAccounts: ['sphcqO59YEPCvoe'],
  }
  expect(valueOf(parseStorefront, json)).toEqual({
    ...freshness,
    live: [aRoom()],
    upcoming: [aRoom({ liveStatus: status(102) })],
    replays: [],
    goods: [aGoods()],
    channelsAccounts: ['sphcqO59YEPCvoe'],
  })
})

it('reads a page of rooms, with and without a next one', () => {
  const counts = { live: 1, upcoming: 2, replay: 3 }
  const channelsAccounts = ['sphcqO59YEPCvoe', 'sphB2']
  const json = { ...freshness, counts, rooms: [wireRoom()], nextCursor: 'c2', channelsAccounts }
  expect(valueOf(parseRoomList, json)).toEqual({ ...json, rooms: [aRoom()] })
  expect(valueOf(parseRoomList, { ...json, nextCursor: null }).nextCursor).toBeNull()
})

it.each([
  ['of a back end of before', undefined],
  ['that is no list', 'sphcqO59YEPCvoe'],
  ['of no account', [7, null, 'gh_1', 'sph', 'sph-x', 'sph' + 'a'.repeat(22)]],
])('reads no account out of one %s', (_, channelsAccounts) => {
  const lists = { live: [], upcoming: [], replays: [], goods: [] }
  const json = { ...freshness, ...lists, channelsAccounts }
  expect(valueOf(parseStorefront, json).channelsAccounts).toEqual([])
})

it('reads a room, whose status WeChat may not have said', () => {
  const json = { ...freshness, room: wireRoom({ liveStatus: null }) }
  expect(valueOf(parseRoomDetail, json).room.liveStatus).toEqual({ kind: 'unknown', raw: null })
})

it('reads replays, whose dates may be unknown', () => {
  const replays = [
    { url: 'https://v.example.com/1.mp4', format: 'mp4', createdAtSec: 1, expiresAtSec: null },
    { url: 'https://v.example.com/1.m3u8', format: 'm3u8', createdAtSec: null, expiresAtSec: 2 },
  ]
  const json = { ...freshness, roomId: 7, replays }
  expect(valueOf(parseReplayList, json)).toEqual(json)
})

it('reads a product and the rooms that sell it', () => {
  const json = { ...freshness, product: aGoods(), rooms: [wireRoom()] }
  expect(valueOf(parseProductDetail, json)).toEqual({ ...json, rooms: [aRoom()] })
})

it.each([
  { kind: 'single', priceFen: 1 },
  { kind: 'range', minFen: 1, maxFen: 2 },
  { kind: 'discount', originalFen: 2, priceFen: 1 },
])('reads a $kind price', (price) => {
  const json = { ...freshness, product: { ...aGoods(), price }, rooms: [] }
  expect(valueOf(parseProductDetail, json).product.price).toEqual(price)
})

describe('faulty answers', () => {
  const list = (rooms: unknown) => ({
    ...freshness,
    counts: { live: 0, upcoming: 0, replay: 0 },
    rooms,
    nextCursor: null,
  })

  it.each([null, 7, {}, wireRoom({ roomId: 'x' }), wireRoom({ roomId: -1 })])(
    'drop the room %p and keep the others',
    (faulty) => {
      const rooms = [wireRoom({ roomId: 1 }), faulty, wireRoom({ roomId: 3 })]
      expect(valueOf(parseRoomList, list(rooms)).rooms.map((room) => room.roomId)).toEqual([1, 3])
    },
  )

  it('drop a product of a room and keep the room', () => {
    const goods = [aGoods(), { ...aGoods(), price: { kind: 'gift' } }]
    expect(valueOf(parseRoomList, list([wireRoom({ goods })])).rooms[0]?.goods).toHaveLength(1)
  })

  it('drop a replay in a format that no phone plays', () => {
    const good = { url: 'u', format: 'mp4', createdAtSec: null, expiresAtSec: null }
    const replays = [{ ...good, format: 'flv' }, good]
    expect(valueOf(parseReplayList, { ...freshness, roomId: 7, replays }).replays).toEqual([good])
  })

  it.each([null, '<html>', freshness, list({}), list([{}])])('are not read: %p', (json) => {
    expect(parseRoomList(list([]))).not.toBeNull()
    expect(parseRoomList(json)).toBeNull()
  })

  it('are not read where the one room asked for cannot be', () => {
    expect(parseRoomDetail({ ...freshness, room: {} })).toBeNull()
  })

  it('never throw', () => {
    const parsers: readonly Parser<Freshness>[] = [
      parseStorefront,
      parseRoomList,
      parseRoomDetail,
      parseReplayList,
      parseProductDetail,
    ]
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (frame, part) => {
        const json =
          typeof frame === 'object' ? { ...freshness, ...frame, rooms: part, room: part } : frame
        for (const parse of parsers) expect(() => parse(json)).not.toThrow()
      }),
    )
  })
})
