import { parseLiveStatus } from './live-status-code'
import type {
  Freshness,
  Goods,
  Home,
  Price,
  ProductDetail,
  Replay,
  ReplayList,
  Room,
  RoomCounts,
  RoomDetail,
  RoomList,
} from './room'

/**
 * The back end's answers, from `unknown` to our types. A faulty room or product is dropped and the
 * rest is shown: one bad row must not empty the shop. An answer without its frame is `bad`.
 */
export type Parsed<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** `where`: the first field that is not as agreed. */
  | { readonly kind: 'bad'; readonly where: string }

export type Parser<T> = (json: unknown) => Parsed<T>

export const parseHome: Parser<Home> = parser((json) => ({
  ...freshness(json),
  live: rows(json, 'live', room),
  upcoming: rows(json, 'upcoming', room),
  replays: rows(json, 'replays', room),
  goods: rows(json, 'goods', goods),
}))

export const parseRoomList: Parser<RoomList> = parser((json) => ({
  ...freshness(json),
  counts: counts(field(json, 'counts')),
  rooms: rows(json, 'rooms', room),
  nextCursor: orNull(json, 'nextCursor', words),
}))

export const parseRoomDetail: Parser<RoomDetail> = parser((json) => ({
  ...freshness(json),
  room: room(field(json, 'room')),
}))

export const parseReplayList: Parser<ReplayList> = parser((json) => ({
  ...freshness(json),
  roomId: whole(json, 'roomId'),
  replays: rows(json, 'replays', replay),
}))

export const parseProductDetail: Parser<ProductDetail> = parser((json) => ({
  ...freshness(json),
  product: goods(field(json, 'product')),
  rooms: rows(json, 'rooms', room),
}))

const FAULT = 'not as agreed'

/** Names the field; never leaves this file. A marked Error: a class costs more once compiled. */
function fault(key: string): Error {
  return Object.assign(new Error(key), { name: FAULT })
}

function parser<T>(read: (json: unknown) => T): Parser<T> {
  return (json) => {
    try {
      return { kind: 'ok', value: read(json) }
    } catch (error) {
      if (error instanceof Error && error.name === FAULT)
        return { kind: 'bad', where: error.message }
      throw error
    }
  }
}

function freshness(json: unknown): Freshness {
  return {
    asOfSec: whole(json, 'asOfSec'),
    stale: flag(json, 'stale'),
    refreshAfterSec: whole(json, 'refreshAfterSec'),
  }
}

function counts(json: unknown): RoomCounts {
  return {
    live: whole(json, 'live'),
    upcoming: whole(json, 'upcoming'),
    replay: whole(json, 'replay'),
  }
}

function room(json: unknown): Room {
  return {
    roomId: whole(json, 'roomId'),
    title: words(json, 'title'),
    coverUrl: words(json, 'coverUrl'),
    shareImageUrl: words(json, 'shareImageUrl'),
    anchorName: words(json, 'anchorName'),
    liveStatus: parseLiveStatus(field(json, 'liveStatus')),
    startAtSec: whole(json, 'startAtSec'),
    endAtSec: whole(json, 'endAtSec'),
    hasReplay: flag(json, 'hasReplay'),
    goodsCount: whole(json, 'goodsCount'),
    goods: rows(json, 'goods', goods),
  }
}

function goods(json: unknown): Goods {
  return {
    productId: whole(json, 'productId'),
    title: words(json, 'title'),
    coverUrl: words(json, 'coverUrl'),
    price: price(field(json, 'price')),
  }
}

function price(json: unknown): Price {
  const kind = words(json, 'kind')
  switch (kind) {
    case 'single':
      return { kind, priceFen: whole(json, 'priceFen') }
    case 'range':
      return { kind, minFen: whole(json, 'minFen'), maxFen: whole(json, 'maxFen') }
    case 'discount':
      return { kind, originalFen: whole(json, 'originalFen'), priceFen: whole(json, 'priceFen') }
    default:
      throw fault('kind')
  }
}

function replay(json: unknown): Replay {
  const format = words(json, 'format')
  if (format !== 'mp4' && format !== 'm3u8') throw fault('format')
  return {
    url: words(json, 'url'),
    format,
    createdAtSec: orNull(json, 'createdAtSec', whole),
    expiresAtSec: orNull(json, 'expiresAtSec', whole),
  }
}

/** The rows that can be read. */
function rows<T>(json: unknown, key: string, read: (row: unknown) => T): readonly T[] {
  const list = field(json, key)
  if (!Array.isArray(list)) throw fault(key)
  const readRow = parser(read)
  return list.flatMap((row: unknown) => {
    const parsed = readRow(row)
    return parsed.kind === 'ok' ? [parsed.value] : []
  })
}

function orNull<T>(json: unknown, key: string, read: (json: unknown, key: string) => T): T | null {
  return field(json, key) === null ? null : read(json, key)
}

/** A whole number from 0: every id, time, count and amount is one. */
function whole(json: unknown, key: string): number {
  const value = field(json, key)
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw fault(key)
}

function words(json: unknown, key: string): string {
  const value = field(json, key)
  if (typeof value === 'string') return value
  throw fault(key)
}

function flag(json: unknown, key: string): boolean {
  const value = field(json, key)
  if (typeof value === 'boolean') return value
  throw fault(key)
}

function field(json: unknown, key: string): unknown {
  if (typeof json !== 'object' || json === null) throw fault(key)
  return (json as Readonly<Record<string, unknown>>)[key]
}
