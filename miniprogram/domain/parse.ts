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

/**
 * The back end's answers, from `unknown` to our types. A faulty room or product is dropped and the
 * rest is shown: one bad row must not empty the shop. An answer without its frame is `bad`.
 */
export type Parsed<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** `where`: the first field that is not as agreed. */
  | { readonly kind: 'bad'; readonly where: string }

export type Parser<T> = (json: unknown) => Parsed<T>

/** Reads one field; `where` is its name, for the fault it may throw. */
type Read<T> = (value: unknown, where: string) => T

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
})

export const parseRoomList = answer<RoomList>({
  counts: shape<RoomCounts>({ live: whole, upcoming: whole, replay: whole }),
  rooms: rows(room),
  nextCursor: orNull(words),
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
  return parser((json) => Object.assign(freshness(json, 'answer'), read(json, 'answer')))
}

function shape<T>(fields: Fields<T>): Read<T> {
  const keys = Object.keys(fields) as (keyof T & string)[]
  return (json, where) => {
    if (!isRecord(json)) throw fault(where)
    const value: Partial<T> = {}
    keys.forEach((key) => {
      value[key] = fields[key](json[key], key)
    })
    return value as T
  }
}

function price(json: unknown, where: string): Price {
  if (!isRecord(json)) throw fault(where)
  const amount = (key: string) => whole(json[key], key)
  const { kind } = json
  switch (kind) {
    case 'single':
      return { kind, priceFen: amount('priceFen') }
    case 'range':
      return { kind, minFen: amount('minFen'), maxFen: amount('maxFen') }
    case 'discount':
      return { kind, originalFen: amount('originalFen'), priceFen: amount('priceFen') }
    default:
      throw fault('kind')
  }
}

/** The rows that can be read. */
function rows<T>(read: Read<T>): Read<readonly T[]> {
  const readRow = parser((row) => read(row, 'row'))
  return (list, where) => {
    if (!Array.isArray(list)) throw fault(where)
    const readable: T[] = []
    list.forEach((row: unknown) => {
      const parsed = readRow(row)
      if (parsed.kind === 'ok') readable.push(parsed.value)
    })
    return readable
  }
}

function orNull<T>(read: Read<T>): Read<T | null> {
  return (value, where) => (value === null ? null : read(value, where))
}

/** A whole number from 0: every id, time, count and amount is one. */
function whole(value: unknown, where: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw fault(where)
}

function words(value: unknown, where: string): string {
  if (typeof value === 'string') return value
  throw fault(where)
}

function flag(value: unknown, where: string): boolean {
  if (typeof value === 'boolean') return value
  throw fault(where)
}

function format(value: unknown, where: string): Replay['format'] {
  if (value === 'mp4' || value === 'm3u8') return value
  throw fault(where)
}

/** Marks what `fault` has made. A class costs more once compiled. */
const FAULT = 'not as agreed'

/** Names the field; never leaves this file. */
function fault(where: string): Error {
  return Object.assign(new Error(where), { name: FAULT })
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
