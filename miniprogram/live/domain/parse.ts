import { isRecord } from './json'
import { parseLiveStatus } from './live-status-code'
import type {
  Freshness,
  Goods,
  Storefront,
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
 * Parses the back end's answers. App and back end are deployed separately, so an answer may come from an
 * older version: optional fields have defaults, and a room or goods without a required field is dropped.
 * If all rows of an answer are dropped the result is null, so that an unreadable answer differs from an
 * empty shop.
 */
export type Parser<T> = (json: unknown, report?: Report) => T | null

export interface Fault {
  /** `field`: the value was replaced by its default. Others: what was dropped. */
  readonly what: 'room' | 'goods' | 'replay' | 'list' | 'field'
  readonly field: string
}

type Report = (fault: Fault) => void

/** Reads one value; throws the error of `unreadable` if it cannot. */
type Reader<T> = (value: unknown, report: Report) => T

type Readers<T> = { readonly [Key in keyof T]: Reader<T[Key]> }

const readPrice: Reader<Price> = (json, report) => {
  if (!isRecord(json)) throw unreadable()
  const { kind } = json
  switch (kind) {
    case 'single':
      return { kind, ...objectOf({ priceFen: wholeNumber })(json, report) }
    case 'range':
      return { kind, ...objectOf({ minFen: wholeNumber, maxFen: wholeNumber })(json, report) }
    case 'discount':
      return {
        kind,
        ...objectOf({ originalFen: wholeNumber, priceFen: wholeNumber })(json, report),
      }
    default:
      throw unreadable('kind')
  }
}

const readGoodsFields = objectOf<Goods>({
  productId: withDefault(readProductId, null),
  goodsId: withDefault(nullable(wholeNumber), null),
  title: withDefault(stringValue, ''),
  coverUrl: withDefault(stringValue, ''),
  price: readPrice,
  path: stringValue,
  query: withDefault(stringValue, ''),
  sellerAppId: withDefault(stringValue, ''),
})

/** Back ends up to 0.1.0 sent WeChat's goods_id as `productId`, and no page. */
const readGoods: Reader<Goods> = (json, report) => {
  if (!isRecord(json) || json['path'] !== undefined) return readGoodsFields(json, report)
  const goodsId = objectOf({ productId: wholeNumber })(json, report).productId
  const { path, idParam } = routes().goods
  const page = { path: path.slice(1), query: `${idParam}=${goodsId}` }
  return readGoodsFields({ ...json, productId: null, goodsId, ...page }, report)
}

const readRoomFields = objectOf<Room>({
  roomId: wholeNumber,
  title: withDefault(stringValue, ''),
  coverUrl: withDefault(stringValue, ''),
  shareImageUrl: withDefault(stringValue, ''),
  anchorName: withDefault(stringValue, ''),
  liveStatus: parseLiveStatus,
  startAtSec: withDefault(nullable(wholeNumber), null),
  endAtSec: withDefault(wholeNumber, Infinity),
  hasReplay: withDefault(booleanValue, false),
  goodsCount: withDefault(wholeNumber, 0),
  goods: listOf('goods', readGoods),
})

/** A list contains the first goods of a room, so goodsCount is at least their number. */
const readRoom: Reader<Room> = (json, report) => {
  const read = readRoomFields(json, report)
  const goodsCount = Math.max(read.goodsCount, read.goods.length)
  return { ...read, goodsCount }
}

const readReplay = objectOf<Replay>({
  url: stringValue,
  format: replayFormat,
  createdAtSec: withDefault(nullable(wholeNumber), null),
  expiresAtSec: withDefault(nullable(wholeNumber), null),
})

const readFreshness = objectOf<Freshness>({
  asOfSec: withDefault(wholeNumber, 0),
  stale: withDefault(booleanValue, false),
  refreshAfterSec: withDefault(wholeNumber, 60),
})

export const parseStorefront = answerParser<Storefront>(
  {
    live: listOf('room', readRoom),
    upcoming: listOf('room', readRoom),
    replays: listOf('room', readRoom),
    goods: listOf('goods', readGoods),
    channelsAccounts: readAccounts,
  },
  ({ live, upcoming, replays }) => [...live, ...upcoming, ...replays],
)

export const parseRoomList = answerParser<RoomList>(
  {
    counts: withDefault(
      objectOf<RoomCounts>({
        live: withDefault(wholeNumber, 0),
        upcoming: withDefault(wholeNumber, 0),
        replay: withDefault(wholeNumber, 0),
      }),
      { live: 0, upcoming: 0, replay: 0 },
    ),
    rooms: listOf('room', readRoom),
    nextCursor: withDefault(nullable(stringValue), null),
    channelsAccounts: readAccounts,
  },
  ({ rooms }) => rooms,
)

export const parseRoomDetail = answerParser<RoomDetail>({ room: readRoom })

export const parseReplayList = answerParser<ReplayList>(
  { roomId: wholeNumber, replays: listOf('replay', readReplay) },
  ({ replays }) => replays,
)

export const parseProductDetail = answerParser<ProductDetail>({
  product: readGoods,
  rooms: listOf('room', readRoom),
})

type WithoutFreshness<T extends Freshness> = Omit<T, keyof Freshness>

/**
 * Adds the freshness fields, which every answer has.
 * @param listOf the main rows of the answer: the result is null if some were dropped and none is left
 */
function answerParser<T extends Freshness>(
  fields: Readers<WithoutFreshness<T>>,
  listOf?: (value: WithoutFreshness<T>) => readonly unknown[],
): Parser<Freshness & WithoutFreshness<T>> {
  const read = objectOf(fields)
  return (json, report) => {
    const dropped: Fault[] = []
    const note = (fault: Fault) => {
      if (fault.what !== 'field' && fault.what !== 'goods') dropped.push(fault)
      report?.(fault)
    }
    const found = attempt(() => ({ ...readFreshness(json, note), ...read(json, note) }))
    if (found.kind === 'unfit') {
      report?.({ what: 'list', field: found.field })
      return null
    }
    const { value } = found
    return dropped.length > 0 && listOf?.(value).length === 0 ? null : value
  }
}

function objectOf<T>(fields: Readers<T>): Reader<T> {
  const keys = Object.keys(fields) as (keyof T & string)[]
  return (json, report) => {
    if (!isRecord(json)) throw unreadable()
    const value: Partial<T> = {}
    for (const key of keys) {
      const found = attempt(() => fields[key](json[key], (fault) => report(nameField(fault, key))))
      if (found.kind === 'unfit') throw unreadable(found.field === '' ? key : found.field)
      value[key] = found.value
    }
    return value as T
  }
}

/** Adds the field name, which the reader of the value does not have. */
function nameField(fault: Fault, key: string): Fault {
  return fault.field === '' ? { what: fault.what, field: key } : fault
}

/** Reads the rows that can be read and drops the others. */
function listOf<T>(what: 'room' | 'goods' | 'replay', read: Reader<T>): Reader<readonly T[]> {
  return (list, report) => {
    if (!Array.isArray(list)) {
      report({ what: what === 'goods' ? what : 'list', field: '' })
      return []
    }
    const readable: T[] = []
    for (const row of list as readonly unknown[]) {
      const found = attempt(() => read(row, report))
      if (found.kind === 'fit') readable.push(found.value)
      else report({ what, field: found.field })
    }
    return readable
  }
}

/** Empty if an older back end does not send the field. */
function readAccounts(list: unknown): readonly FinderUserName[] {
  return Array.isArray(list) ? list.filter(isFinderUserName) : []
}

/** A missing field gets its default. An unreadable one does too, and is reported. */
function withDefault<T>(read: Reader<T>, otherwise: T): Reader<T> {
  return (value, report) => {
    if (value === undefined) return otherwise
    const found = attempt(() => read(value, report))
    if (found.kind === 'fit') return found.value
    report({ what: 'field', field: found.field })
    return otherwise
  }
}

function nullable<T>(read: Reader<T>): Reader<T | null> {
  return (value, report) => (value === null ? null : read(value, report))
}

/** A string; older back ends send a number. */
function readProductId(value: unknown): string | null {
  return value === null ? null : typeof value === 'string' ? value : String(wholeNumber(value))
}

/** A whole number from 0, as all times, counts, amounts and WeChat ids are. */
function wholeNumber(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw unreadable()
}

function stringValue(value: unknown): string {
  if (typeof value === 'string') return value
  throw unreadable()
}

function booleanValue(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw unreadable()
}

function replayFormat(value: unknown): Replay['format'] {
  if (value === 'mp4' || value === 'm3u8') return value
  throw unreadable()
}

const UNREADABLE = 'unfit'

/** @param field '' if the reader does not know it. The error is always caught in this file. */
function unreadable(field = ''): Error {
  return Object.assign(new Error(UNREADABLE), { field })
}

type Attempt<T> =
  { readonly kind: 'fit'; readonly value: T } | { readonly kind: 'unfit'; readonly field: string }

function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { kind: 'fit', value: read() }
  } catch (error) {
    if (!isRecord(error) || error['message'] !== UNREADABLE) throw error
    return { kind: 'unfit', field: String(error['field']) }
  }
}
