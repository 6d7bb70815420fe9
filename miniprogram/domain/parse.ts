import { isRecord } from './json'
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
import { isFinderUserName } from './room-id'
import type { FinderUserName } from './room-id'

/**
 * The back end's answers, from `unknown` to our types. A faulty room or product is dropped and the
 * rest is shown: one bad row must not empty the shop. An answer without its frame is null.
 */
export type Parser<T> = (json: unknown) => T | null

/** Reads one field, or throws `FAULT`. */
type Read<T> = (value: unknown) => T

/** What is not as agreed; never leaves this file. */
const FAULT = new Error('not as agreed')

type Fields<T> = { readonly [Key in keyof T]: Read<T[Key]> }

const goods: Read<Goods> = shape<Goods>({
  productId: whole,
  title: words,
  coverUrl: words,
  price,
})

const room: Read<Room> = shape<Room>({
  roomId: whole,
  title: words,
  coverUrl: words,
  shareImageUrl: words,
  anchorName: words,
  liveStatus: parseLiveStatus,
  startAtSec: whole,
  endAtSec: whole,
  hasReplay: flag,
  goodsCount: whole,
  goods: rows(goods),
})

const replay: Read<Replay> = shape<Replay>({
  url: words,
  format,
  createdAtSec: orNull(whole),
  expiresAtSec: orNull(whole),
})

const freshness = shape<Freshness>({ asOfSec: whole, stale: flag, refreshAfterSec: whole })

export const parseHome = answer<Home>({
  live: rows(room),
  upcoming: rows(room),
  replays: rows(room),
  goods: rows(goods),
  channelsAccounts: accounts,
})

export const parseRoomList = answer<RoomList>({
  counts: shape<RoomCounts>({ live: whole, upcoming: whole, replay: whole }),
  rooms: rows(room),
  nextCursor: orNull(words),
  channelsAccounts: accounts,
})

export const parseRoomDetail = answer<RoomDetail>({ room })

export const parseReplayList = answer<ReplayList>({ roomId: whole, replays: rows(replay) })

export const parseProductDetail = answer<ProductDetail>({
  product: goods,
  rooms: rows(room),
})

type About<T extends Freshness> = Omit<T, keyof Freshness>

/** Every answer says how old it is, beside what it is about. */
function answer<T extends Freshness>(fields: Fields<About<T>>): Parser<Freshness & About<T>> {
  const read = shape(fields)
  return parser((json) => Object.assign(freshness(json), read(json)))
}

function shape<T>(fields: Fields<T>): Read<T> {
  const keys = Object.keys(fields) as (keyof T & string)[]
  return (json) => {
    if (!isRecord(json)) throw FAULT
    const value: Partial<T> = {}
    keys.forEach((key) => {
      value[key] = fields[key](json[key])
    })
    return value as T
  }
}

function price(json: unknown): Price {
  if (!isRecord(json)) throw FAULT
  const { kind } = json
  switch (kind) {
    case 'single':
      return { kind, priceFen: whole(json['priceFen']) }
    case 'range':
      return { kind, minFen: whole(json['minFen']), maxFen: whole(json['maxFen']) }
    case 'discount':
      return {
        kind,
        originalFen: whole(json['originalFen']),
        priceFen: whole(json['priceFen']),
      }
    default:
      throw FAULT
  }
}

/** The rows that can be read. */
function rows<T>(read: Read<T>): Read<readonly T[]> {
  const readRow = parser(read)
  return (list) => {
    if (!Array.isArray(list)) throw FAULT
    return list.map(readRow).filter((row) => row !== null)
  }
}

/** None where a back end of before does not name them. */
function accounts(list: unknown): readonly FinderUserName[] {
  return Array.isArray(list) ? list.filter(isFinderUserName) : []
}

function orNull<T>(read: Read<T>): Read<T | null> {
  return (value) => (value === null ? null : read(value))
}

/** A whole number from 0: every id, time, count and amount is one. */
function whole(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw FAULT
}

function words(value: unknown): string {
  if (typeof value === 'string') return value
  throw FAULT
}

function flag(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw FAULT
}

function format(value: unknown): Replay['format'] {
  if (value === 'mp4' || value === 'm3u8') return value
  throw FAULT
}

function parser<T>(read: Read<T>): Parser<T> {
  return (json) => {
    try {
      return read(json)
    } catch (error) {
      if (error === FAULT) return null
      throw error
    }
  }
}
