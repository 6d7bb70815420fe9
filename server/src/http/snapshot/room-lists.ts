import type { CatalogGoods, CatalogReplay, CatalogRoom } from '../../catalog/model'
import { productIdOf } from '../../catalog/product-id'
import { playableAt } from '../../catalog/replays'
import { listKindOf, statusAt, type RoomListKind } from '../../catalog/room-list-kind'
import type { Snapshot } from '../../store/snapshot'
import { comparePlaces, type Place } from './cursor'

/** How goods are served. */
export interface GoodsSettings {
  /** The query parameter of a goods page that holds the merchant's id. */
  readonly productIdParam: string
  /** `hide` leaves out goods of other mini-programs. */
  readonly thirdPartyGoods: 'open' | 'hide'
}

/** Goods with the merchant's id; null if their page has none. */
export interface ShownGoods extends CatalogGoods {
  readonly productId: string | null
}

/** The shop's own goods and the rooms that sell them, live rooms first. */
export interface Product {
  readonly key: string
  readonly goods: ShownGoods
  readonly rooms: readonly ShownRoom[]
}

/** A room as it is served at one moment. */
export interface ShownRoom {
  readonly room: CatalogRoom
  readonly goods: readonly ShownGoods[]
  readonly liveStatus: CatalogRoom['liveStatus']
  readonly listKind: RoomListKind | 'none'
  readonly replays: readonly CatalogReplay[]
  readonly place: Place
}

export interface RoomLists {
  /** Each list is sorted by `place`. */
  readonly byKind: Readonly<Record<RoomListKind | 'all', readonly ShownRoom[]>>
  readonly byRoomId: ReadonlyMap<number, ShownRoom>
  readonly byProductId: ReadonlyMap<string, Product>
  /** By WeChat's goods_id, which links of version 0.1.0 carry. */
  readonly byGoodsId: ReadonlyMap<number, Product>
  /** Until this time, in Unix seconds, the lists do not change by time alone. */
  readonly validUntilSec: number
}

/** Builds the lists of a snapshot as of `nowSec`. Pure. */
export function buildRoomLists(
  snapshot: Snapshot,
  nowSec: number,
  settings: GoodsSettings,
): RoomLists {
  const replaysOf = new Map(snapshot.replays.map(({ roomId, replays }) => [roomId, replays]))
  const shown = snapshot.rooms.map(({ room }) =>
    show(room, replaysOf.get(room.roomId), nowSec, settings),
  )
  const listOf = (kind: RoomListKind | 'none') =>
    sorted(shown.filter((one) => one.listKind === kind))
  const [live, upcoming, replay] = [listOf('live'), listOf('upcoming'), listOf('replay')]
  const rest = listOf('none')
  const all = sorted(shown.map((one) => ({ ...one, place: newestFirst(0, one.room) })))
  return {
    byKind: { live, upcoming, replay, all },
    byRoomId: new Map(shown.map((one) => [one.room.roomId, one])),
    ...productsOf([...live, ...upcoming, ...replay, ...rest]),
    validUntilSec: Math.min(...changesOf(snapshot).filter((atSec) => atSec > nowSec)),
  }
}

function show(
  room: CatalogRoom,
  replays: readonly CatalogReplay[] | undefined,
  nowSec: number,
  { productIdParam, thirdPartyGoods }: GoodsSettings,
): ShownRoom {
  const goods = room.goods
    .filter(({ sellerAppId }) => sellerAppId === '' || thirdPartyGoods === 'open')
    .map((one) => ({ ...one, productId: productIdOf(one, productIdParam) }))
  const liveStatus = statusAt(room, nowSec)
  // Only ended rooms serve replays; a banned room serves none.
  const playable = liveStatus === 103 ? playableAt(replays ?? [], nowSec) : []
  const listKind = listKindOf(liveStatus, playable.length > 0)
  const place = placeIn(listKind, room, liveStatus)
  return { room, goods, liveStatus, listKind, replays: playable, place }
}

/**
 * Upcoming rooms: next start first. Other lists: latest start first. A place does not depend on the
 * current time.
 */
function placeIn(
  listKind: RoomListKind | 'none',
  room: CatalogRoom,
  status: CatalogRoom['liveStatus'],
): Place {
  if (listKind === 'upcoming') return [0, room.startAtSec, room.roomId]
  // Rooms that are known to be live come before rooms with an unknown status.
  return newestFirst(status === null ? 1 : 0, room)
}

function newestFirst(rank: number, room: CatalogRoom): Place {
  return [rank, -room.startAtSec, -room.roomId]
}

function sorted(rooms: readonly ShownRoom[]): ShownRoom[] {
  return [...rooms].sort((a, b) => comparePlaces(a.place, b.place))
}

function productsOf(rooms: readonly ShownRoom[]): Pick<RoomLists, 'byProductId' | 'byGoodsId'> {
  const byKey = new Map<string, Product & { readonly rooms: ShownRoom[] }>()
  const byProductId = new Map<string, Product>()
  const byGoodsId = new Map<number, Product>()
  for (const room of rooms) {
    for (const goods of room.goods.filter(isOwn)) {
      const key = keyOf(goods)
      const product = byKey.get(key) ?? { key, goods, rooms: [] }
      byKey.set(key, product)
      if (product.rooms.at(-1) !== room) product.rooms.push(room)
      const { productId, goodsId } = goods
      if (productId !== null) byProductId.set(productId, product)
      if (goodsId !== null && !byGoodsId.has(goodsId)) byGoodsId.set(goodsId, product)
    }
  }
  return { byProductId, byGoodsId }
}

const isOwn = ({ sellerAppId }: ShownGoods): boolean => sellerAppId === ''

/** Same key for the same goods in two rooms. */
function keyOf({ productId, goodsId, path, query, title }: ShownGoods): string {
  return JSON.stringify(productId ?? goodsId ?? [path, query, title])
}

/** Times at which an answer changes without a new snapshot. Infinity ensures that one exists. */
function changesOf({ rooms, replays, freshUntilMs }: Snapshot): number[] {
  return [
    Infinity,
    Math.floor(freshUntilMs / 1000) + 1,
    ...rooms.filter(({ room }) => room.liveStatus === 102).map(({ room }) => room.endAtSec + 1),
    ...replays.flatMap((kept) => kept.replays.map(({ expiresAtSec }) => expiresAtSec ?? Infinity)),
  ]
}

/** The shop's own goods of these rooms, without duplicates, in the order of the rooms. */
export function goodsOf(rooms: readonly ShownRoom[], atMost: number): ShownGoods[] {
  const byKey = new Map<string, ShownGoods>()
  for (const goods of rooms.flatMap((room) => room.goods).filter(isOwn)) {
    if (byKey.size === atMost) break
    if (!byKey.has(keyOf(goods))) byKey.set(keyOf(goods), goods)
  }
  return [...byKey.values()]
}
