import type {
  LiveStatus,
  LiveStatusCode,
  RoomListKind,
} from '../../miniprogram/live/domain/live-status-code'
import type {
  Freshness,
  Goods,
  Storefront,
  Price,
  ProductDetail,
  Replay,
  ReplayList,
  Room,
  RoomDetail,
  RoomList,
} from '../../miniprogram/live/domain/room'
import type { FinderUserName } from '../../miniprogram/live/domain/room-id'
import type { components, operations } from '../../typings/api'
import type { Equal, Expect } from './expect'

type Schemas = components['schemas']

/**
 * A type of the app in its wire form: a status is its code, or null for an undocumented value. The
 * back end's rooms are those of the live component: their ids are numbers, and their starts are
 * known. Channels accounts have text ids.
 * Also flattens intersections and drops `readonly`, so that only the content is compared.
 */
type Wire<T> = T extends LiveStatus
  ? LiveStatusCode | null
  : T extends readonly FinderUserName[]
    ? string[]
    : T extends FinderUserName
      ? never
      : T extends readonly (infer Row)[]
        ? Wire<Row>[]
        : T extends object
          ? { -readonly [Field in keyof T]: Wire<Planned<T, Field>> }
          : T

/** The merchant's goods id is a text in the app, and a number on the wire if it is numeric. */
type Planned<T, Field extends keyof T> = Field extends 'startAtSec'
  ? NonNullable<T[Field]>
  : Field extends 'productId'
    ? T[Field] | number
    : T[Field]

/** Fields of a room that the back end sends for a console and that no page reads yet. */
type Unread = 'feedsImageUrl' | 'liveType' | 'features' | 'isFeedsPublic'

type Served<T> = T extends readonly (infer Row)[]
  ? Served<Row>[]
  : T extends object
    ? { [Field in keyof T as Field extends Unread ? never : Field]: Served<T[Field]> }
    : T

type SameOnTheWire<Ours, Theirs> = Equal<Wire<Ours>, Wire<Served<Theirs>>>

/** Compares the app's types with the back end's contract field by field. */
export type DomainIsTheContract = [
  Expect<SameOnTheWire<Price, Schemas['Price']>>,
  Expect<SameOnTheWire<Goods, Schemas['Goods']>>,
  Expect<SameOnTheWire<Room, Schemas['Room']>>,
  Expect<SameOnTheWire<Freshness, Schemas['Freshness']>>,
  Expect<SameOnTheWire<Storefront, Schemas['Home']>>,
  Expect<SameOnTheWire<RoomList, Schemas['RoomList']>>,
  Expect<SameOnTheWire<RoomDetail, Schemas['RoomDetail']>>,
  Expect<SameOnTheWire<Replay, Schemas['Replay']>>,
  Expect<SameOnTheWire<ReplayList, Schemas['ReplayList']>>,
  Expect<SameOnTheWire<ProductDetail, Schemas['ProductDetail']>>,
  // @ts-expect-error -- the comparison sees a field that one side lacks
  Expect<SameOnTheWire<Omit<Room, 'hasReplay'>, Schemas['Room']>>,
  // @ts-expect-error -- and one deep inside
  Expect<SameOnTheWire<{ room: Omit<Room, 'goods'> }, { room: Schemas['Room'] }>>,
]

type ListQuery = NonNullable<operations['listRooms']['parameters']['query']>

/** The shelves of the hall are the ones that may be asked for. */
export type ShelvesAreTheContract = Expect<Equal<RoomListKind, NonNullable<ListQuery['status']>>>
