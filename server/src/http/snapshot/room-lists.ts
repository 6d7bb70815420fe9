import type { CatalogGoods, CatalogReplay, CatalogRoom } from '../../catalog/model'
import { productIdOf } from '../../catalog/product-id'
import { playableAt } from '../../catalog/replays'
import { shelfOf, statusAt, type Shelf } from '../../catalog/shelf'
import type { Snapshot } from '../../store/snapshot'
import { comparePlaces, type Place } from './cursor'
import type { ShelfName } from './ready-answers'

/** How the goods of the list are served. */
export interface GoodsSettings {
  /** The query parameter of a goods' page that holds the merchant's id. */
  readonly productIdParam: string
  /** `hide`: goods that another mini-program sells are left out. */
  readonly thirdPartyGoods: 'open' | 'hide'
}

/** Goods, with the merchant's id of them; null: their page names none. */
export interface ShownGoods extends CatalogGoods {
  readonly productId: string | null
}

/** Goods of the shop itself, and the rooms that sell them, those on air first. */
export interface Product {
  readonly key: string
  readonly goods: ShownGoods
  readonly rooms: readonly ShownRoom[]
}

/** A room as it is at one moment. */
export interface ShownRoom {
  readonly room: CatalogRoom
  readonly goods: readonly ShownGoods[]
  readonly liveStatus: CatalogRoom['liveStatus']
  readonly shelf: Shelf
  readonly replays: readonly CatalogReplay[]
  readonly place: Place
}

export interface Shelves {
  /** Sorted by `place`, each. */
  readonly byName: Readonly<Record<ShelfName | 'all', readonly ShownRoom[]>>
  readonly byRoomId: ReadonlyMap<number, ShownRoom>
  readonly byProductId: ReadonlyMap<string, Product>
  /** By WeChat's number, which links of earlier versions carry. */
  readonly byGoodsId: ReadonlyMap<number, Product>
  /** From when on, in Unix seconds, time alone makes these shelves wrong. */
  readonly untilSec: number
}

/** A snapshot as it is to be shown at `nowSec`: pure, so that time can be a test's. */
export function arrange(snapshot: Snapshot, nowSec: number, settings: GoodsSettings): Shelves {
  const replaysOf = new Map(snapshot.replays.map(({ roomId, replays }) => [roomId, replays]))
  const shown = snapshot.rooms.map(({ room }) =>
    show(room, replaysOf.get(room.roomId), nowSec, settings),
  )
  const shelf = (name: Shelf) => sorted(shown.filter((one) => one.shelf === name))
  const [live, upcoming, replay] = [shelf('live'), shelf('upcoming'), shelf('replay')]
  const rest = sorted(shown.filter((one) => one.shelf === 'none'))
  const all = sorted(shown.map((one) => ({ ...one, place: newestFirst(0, one.room) })))
  return {
    byName: { live, upcoming, replay, all },
    byRoomId: new Map(shown.map((one) => [one.room.roomId, one])),
    ...productsOf([...live, ...upcoming, ...replay, ...rest]),
    untilSec: Math.min(...changesOf(snapshot).filter((atSec) => atSec > nowSec)),
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
  // A banned room keeps its replays to itself, and one that is on again has better to offer.
  const playable = liveStatus === 103 ? playableAt(replays ?? [], nowSec) : []
  const shelf = shelfOf(liveStatus, playable.length > 0)
  const place = placeOn(shelf, room, liveStatus)
  return { room, goods, liveStatus, shelf, replays: playable, place }
}

/** Next start first for what is to come; otherwise the latest first. No place depends on the time. */
function placeOn(shelf: Shelf, room: CatalogRoom, status: CatalogRoom['liveStatus']): Place {
  if (shelf === 'upcoming') return [0, room.startAtSec, room.roomId]
  // What is surely on air comes before what may be.
  return newestFirst(status === null ? 1 : 0, room)
}

function newestFirst(rank: number, room: CatalogRoom): Place {
  return [rank, -room.startAtSec, -room.roomId]
}

function sorted(rooms: readonly ShownRoom[]): ShownRoom[] {
  return [...rooms].sort((a, b) => comparePlaces(a.place, b.place))
}

function productsOf(rooms: readonly ShownRoom[]): Pick<Shelves, 'byProductId' | 'byGoodsId'> {
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

/** Equal for the same goods in two rooms. */
function keyOf({ productId, goodsId, path, query, title }: ShownGoods): string {
  return JSON.stringify(productId ?? goodsId ?? [path, query, title])
}

/** The moments at which something here changes by itself; Infinity, so that there always is one. */
function changesOf({ rooms, replays, freshUntilMs }: Snapshot): number[] {
  return [
    Infinity,
    Math.floor(freshUntilMs / 1000) + 1,
    ...rooms.filter(({ room }) => room.liveStatus === 102).map(({ room }) => room.endAtSec + 1),
    ...replays.flatMap((kept) => kept.replays.map(({ expiresAtSec }) => expiresAtSec ?? Infinity)),
  ]
}

/** The shop's own goods of these rooms, each once, in the order of the rooms. */
export function goodsOf(rooms: readonly ShownRoom[], atMost: number): ShownGoods[] {
  const byKey = new Map<string, ShownGoods>()
  for (const goods of rooms.flatMap((room) => room.goods).filter(isOwn)) {
    if (byKey.size === atMost) break
    if (!byKey.has(keyOf(goods))) byKey.set(keyOf(goods), goods)
  }
  return [...byKey.values()]
}
