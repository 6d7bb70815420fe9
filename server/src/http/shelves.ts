import type { CatalogGoods, CatalogReplay, CatalogRoom } from '../catalog/model'
import { playableAt } from '../catalog/replays'
import { shelfOf, statusAt, type Shelf } from '../catalog/shelf'
import type { Snapshot } from '../store/snapshot'
import { comparePlaces, type Place } from './cursor'
import type { ShelfName } from './shop-window'

/** A room as it is at one moment. */
export interface ShownRoom {
  readonly room: CatalogRoom
  readonly liveStatus: CatalogRoom['liveStatus']
  readonly shelf: Shelf
  readonly replays: readonly CatalogReplay[]
  readonly place: Place
}

export interface Shelves {
  /** Sorted by `place`, each. */
  readonly byName: Readonly<Record<ShelfName | 'all', readonly ShownRoom[]>>
  readonly byRoomId: ReadonlyMap<number, ShownRoom>
  /** The rooms that sell it, those on air first. */
  readonly byProductId: ReadonlyMap<number, readonly [ShownRoom, ...ShownRoom[]]>
  /** From when on, in Unix seconds, time alone makes these shelves wrong. */
  readonly untilSec: number
}

/** A snapshot as it is to be shown at `nowSec`: pure, so that time can be a test's. */
export function arrange(snapshot: Snapshot, nowSec: number): Shelves {
  const replaysOf = new Map(snapshot.replays.map(({ roomId, replays }) => [roomId, replays]))
  const shown = snapshot.rooms.map(({ room }) => show(room, replaysOf.get(room.roomId), nowSec))
  const shelf = (name: Shelf) => sorted(shown.filter((one) => one.shelf === name))
  const [live, upcoming, replay] = [shelf('live'), shelf('upcoming'), shelf('replay')]
  const rest = sorted(shown.filter((one) => one.shelf === 'none'))
  const all = sorted(shown.map((one) => ({ ...one, place: newestFirst(0, one.room) })))
  return {
    byName: { live, upcoming, replay, all },
    byRoomId: new Map(shown.map((one) => [one.room.roomId, one])),
    byProductId: sellers([...live, ...upcoming, ...replay, ...rest]),
    untilSec: Math.min(...changesOf(snapshot).filter((atSec) => atSec > nowSec)),
  }
}

function show(
  room: CatalogRoom,
  replays: readonly CatalogReplay[] | undefined,
  nowSec: number,
): ShownRoom {
  const liveStatus = statusAt(room, nowSec)
  // A banned room keeps its replays to itself, and one that is on again has better to offer.
  const playable = liveStatus === 103 ? playableAt(replays ?? [], nowSec) : []
  const shelf = shelfOf(liveStatus, playable.length > 0)
  return { room, liveStatus, shelf, replays: playable, place: placeOn(shelf, room, liveStatus) }
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

function sellers(rooms: readonly ShownRoom[]): Shelves['byProductId'] {
  const byProductId = new Map<number, [ShownRoom, ...ShownRoom[]]>()
  for (const one of rooms) {
    for (const { productId } of one.room.goods) {
      const others = byProductId.get(productId)
      if (others === undefined) byProductId.set(productId, [one])
      else others.push(one)
    }
  }
  return byProductId
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

/** Goods of these rooms, each once, in the order of the rooms. */
export function goodsOf(rooms: readonly ShownRoom[], atMost: number): CatalogGoods[] {
  const byId = new Map<number, CatalogGoods>()
  for (const { room } of rooms) {
    for (const goods of room.goods) {
      if (byId.size === atMost) return [...byId.values()]
      if (!byId.has(goods.productId)) byId.set(goods.productId, goods)
    }
  }
  return [...byId.values()]
}
