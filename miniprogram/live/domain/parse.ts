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
import { routes } from './routes'

/**
 * The back end's answers, from `unknown` to our types. The app and the back end are deployed apart, so
 * an answer may be of an earlier version: a field that a page can do without has a default. A room or
 * goods without a field that it needs is dropped and the rest is shown. An answer of which nothing is
 * left by that is null, so that an empty shop differs from an unreadable one.
 */
export type Parser<T> = (json: unknown, report?: Report) => T | null

export interface Fault {
  /** `field`: only its value was replaced by the default; else what was dropped. */
  readonly what: 'room' | 'goods' | 'replay' | 'list' | 'field'
  readonly field: string
}

type Report = (fault: Fault) => void

/** Reads one value, or throws what `unfit` makes. */
type Read<T> = (value: unknown, report: Report) => T

type Fields<T> = { readonly [Key in keyof T]: Read<T[Key]> }

const priceOf: Read<Price> = (json, report) => {
  if (!isRecord(json)) throw unfit()
  const { kind } = json
  switch (kind) {
    case 'single':
      return Object.assign({ kind }, shape({ priceFen: whole })(json, report))
    case 'range':
      return Object.assign({ kind }, shape({ minFen: whole, maxFen: whole })(json, report))
    case 'discount':
      return Object.assign({ kind }, shape({ originalFen: whole, priceFen: whole })(json, report))
    default:
      throw unfit('kind')
  }
}

const goodsShape = shape<Goods>({
  productId: orElse(productId, null),
  goodsId: orElse(orNull(whole), null),
  title: orElse(words, ''),
  coverUrl: orElse(words, ''),
  price: priceOf,
  path: words,
  query: orElse(words, ''),
  sellerAppId: orElse(words, ''),
})

/** Up to version 0.1.0 the back end served goods by WeChat's number, named productId, and no page. */
const goods: Read<Goods> = (json, report) => {
  if (!isRecord(json) || json['path'] !== undefined) return goodsShape(json, report)
  const goodsId = shape({ productId: whole })(json, report).productId
  const { path, idParam } = routes().goods
  const page = { path: path.slice(1), query: `${idParam}=${goodsId}` }
  return goodsShape(Object.assign({}, json, { productId: null, goodsId }, page), report)
}

const roomShape = shape<Room>({
  roomId: whole,
  title: orElse(words, ''),
  coverUrl: orElse(words, ''),
  shareImageUrl: orElse(words, ''),
  anchorName: orElse(words, ''),
  liveStatus: parseLiveStatus,
  startAtSec: orElse(orNull(whole), null),
  endAtSec: orElse(whole, Infinity),
  hasReplay: orElse(flag, false),
  goodsCount: orElse(whole, 0),
  goods: rows('goods', goods),
})

/** Lists name the first goods of a room, so there are at least as many. */
const room: Read<Room> = (json, report) => {
  const read = roomShape(json, report)
  const goodsCount = Math.max(read.goodsCount, read.goods.length)
  return Object.assign({}, read, { goodsCount })
}

const replay = shape<Replay>({
  url: words,
  format,
  createdAtSec: orElse(orNull(whole), null),
  expiresAtSec: orElse(orNull(whole), null),
})

const freshness = shape<Freshness>({
  asOfSec: orElse(whole, 0),
  stale: orElse(flag, false),
  refreshAfterSec: orElse(whole, 60),
})

export const parseHome = answer<Home>(
  {
    live: rows('room', room),
    upcoming: rows('room', room),
    replays: rows('room', room),
    goods: rows('goods', goods),
    channelsAccounts: accounts,
  },
  ({ live, upcoming, replays }) => live.concat(upcoming, replays),
)

export const parseRoomList = answer<RoomList>(
  {
    counts: orElse(
      shape<RoomCounts>({
        live: orElse(whole, 0),
        upcoming: orElse(whole, 0),
        replay: orElse(whole, 0),
      }),
      { live: 0, upcoming: 0, replay: 0 },
    ),
    rooms: rows('room', room),
    nextCursor: orElse(orNull(words), null),
    channelsAccounts: accounts,
  },
  ({ rooms }) => rooms,
)

export const parseRoomDetail = answer<RoomDetail>({ room })

export const parseReplayList = answer<ReplayList>(
  { roomId: whole, replays: rows('replay', replay) },
  ({ replays }) => replays,
)

export const parseProductDetail = answer<ProductDetail>({
  product: goods,
  rooms: rows('room', room),
})

type About<T extends Freshness> = Omit<T, keyof Freshness>

/**
 * Every answer says how old it is, beside what it is about.
 * @param listOf what the answer exists for: null where rows of it were dropped and none is left
 */
function answer<T extends Freshness>(
  fields: Fields<About<T>>,
  listOf?: (value: About<T>) => readonly unknown[],
): Parser<Freshness & About<T>> {
  const read = shape(fields)
  return (json, report) => {
    const dropped: Fault[] = []
    const note = (fault: Fault) => {
      if (fault.what !== 'field' && fault.what !== 'goods') dropped.push(fault)
      report?.(fault)
    }
    const found = attempt(() => Object.assign(freshness(json, note), read(json, note)))
    if (found.kind === 'unfit') {
      report?.({ what: 'list', field: found.field })
      return null
    }
    const { value } = found
    return dropped.length > 0 && listOf?.(value).length === 0 ? null : value
  }
}

function shape<T>(fields: Fields<T>): Read<T> {
  const keys = Object.keys(fields) as (keyof T & string)[]
  return (json, report) => {
    if (!isRecord(json)) throw unfit()
    const value: Partial<T> = {}
    keys.forEach((key) => {
      const found = attempt(() => fields[key](json[key], (fault) => report(inField(fault, key))))
      if (found.kind === 'unfit') throw unfit(found.field === '' ? key : found.field)
      value[key] = found.value
    })
    return value as T
  }
}

/** The field is named where its value is read, which does not know its name. */
function inField(fault: Fault, key: string): Fault {
  return fault.field === '' ? { what: fault.what, field: key } : fault
}

/** The rows that can be read. */
function rows<T>(what: 'room' | 'goods' | 'replay', read: Read<T>): Read<readonly T[]> {
  return (list, report) => {
    if (!Array.isArray(list)) {
      report({ what: what === 'goods' ? what : 'list', field: '' })
      return []
    }
    const readable: T[] = []
    list.forEach((row: unknown) => {
      const found = attempt(() => read(row, report))
      if (found.kind === 'fit') readable.push(found.value)
      else report({ what, field: found.field })
    })
    return readable
  }
}

/** None where a back end of before does not name them. */
function accounts(list: unknown): readonly FinderUserName[] {
  return Array.isArray(list) ? list.filter(isFinderUserName) : []
}

/** A field that is not there takes its default. One that cannot be read does too, and is reported. */
function orElse<T>(read: Read<T>, otherwise: T): Read<T> {
  return (value, report) => {
    if (value === undefined) return otherwise
    const found = attempt(() => read(value, report))
    if (found.kind === 'fit') return found.value
    report({ what: 'field', field: found.field })
    return otherwise
  }
}

function orNull<T>(read: Read<T>): Read<T | null> {
  return (value, report) => (value === null ? null : read(value, report))
}

/** A text; sent as a number where it is one. */
function productId(value: unknown): string | null {
  return value === null ? null : typeof value === 'string' ? value : String(whole(value))
}

/** A whole number from 0: every time, count and amount is one, and every id of WeChat. */
function whole(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw unfit()
}

function words(value: unknown): string {
  if (typeof value === 'string') return value
  throw unfit()
}

function flag(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw unfit()
}

function format(value: unknown): Replay['format'] {
  if (value === 'mp4' || value === 'm3u8') return value
  throw unfit()
}

const UNFIT = 'unfit'

/** @param field '' where the reader does not know it; never leaves this file. */
function unfit(field = ''): Error {
  return Object.assign(new Error(UNFIT), { field })
}

type Attempt<T> =
  { readonly kind: 'fit'; readonly value: T } | { readonly kind: 'unfit'; readonly field: string }

function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { kind: 'fit', value: read() }
  } catch (error) {
    if (!isRecord(error) || error['message'] !== UNFIT) throw error
    return { kind: 'unfit', field: String(error['field']) }
  }
}
