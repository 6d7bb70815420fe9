import type { CatalogGoods } from '../catalog/model'
import type { Clock } from '../clock'
import type { Snapshot } from '../store/snapshot'
import { comparePlaces, packCursor, unpackCursor } from './cursor'
import { makeReady } from './ready-answer'
import type {
  Freshness,
  Goods,
  Home,
  ProductDetail,
  ReplayList,
  RoomBody,
  RoomDetail,
  RoomList,
} from './schemas'
import { arrange, goodsOf, type Shelves, type ShownRoom } from './shelves'
import type { Lookup, ReadyAnswer, ShelfName, ShopWindow } from './shop-window'

export interface WindowParts {
  readonly current: () => Snapshot | undefined
  readonly clock: Clock
  /** What clients are told to wait before they ask again. */
  readonly refreshAfterSec: number
  /** Named in every list, whatever the snapshot: a stored one may be older than the setting. */
  readonly channelsAccounts?: readonly string[] | undefined
}

const PAGE_ROOMS = 20
const GOODS_IN_LISTS = 3
const HOME = { live: 10, upcoming: 10, replays: 6, goods: 20 } as const
const SELLERS = 20

/** The snapshot as answers: each is serialised and hashed when it is first asked for, and kept. */
export function createSnapshotWindow(parts: WindowParts): ShopWindow {
  const { current, clock } = parts
  let open: { readonly snapshot: Snapshot; readonly view: View } | undefined

  /** The view of now: a new one after each refresh, and when time alone has changed something. */
  const view = (): View | undefined => {
    const snapshot = current()
    if (snapshot === undefined) return undefined
    const nowMs = clock.nowMs()
    if (open?.snapshot !== snapshot || !open.view.holdsAt(nowMs)) {
      open = { snapshot, view: new View(snapshot, nowMs, parts) }
    }
    return open.view
  }
  const look = (at: (view: View) => Lookup): Lookup => {
    const now = view()
    return now === undefined ? { kind: 'no-list-yet' } : at(now)
  }

  return {
    home: () => look((now) => now.home()),
    rooms: (shelf, cursor) => look((now) => now.rooms(shelf, cursor)),
    room: (roomId) => look((now) => now.room(roomId)),
    replays: (roomId) => look((now) => now.replays(roomId)),
    product: (productId) => look((now) => now.product(productId)),
  }
}

/** One snapshot during a time in which nothing about it changes. */
class View {
  readonly #shelves: Shelves
  readonly #fresh: Freshness
  readonly #channelsAccounts: string[]
  readonly #fromSec: number
  readonly #answers = new Map<string, ReadyAnswer>()

  constructor(
    snapshot: Snapshot,
    nowMs: number,
    {
      refreshAfterSec,
      channelsAccounts = [],
    }: Pick<WindowParts, 'refreshAfterSec' | 'channelsAccounts'>,
  ) {
    this.#channelsAccounts = [...channelsAccounts]
    this.#fromSec = Math.floor(nowMs / 1000)
    this.#shelves = arrange(snapshot, this.#fromSec)
    this.#fresh = {
      asOfSec: Math.floor(snapshot.asOfMs / 1000),
      stale: this.#fromSec > Math.floor(snapshot.freshUntilMs / 1000),
      refreshAfterSec,
    }
  }

  holdsAt(nowMs: number): boolean {
    const nowSec = Math.floor(nowMs / 1000)
    return this.#fromSec <= nowSec && nowSec < this.#shelves.untilSec
  }

  home(): Lookup {
    const { live, upcoming, replay } = this.#shelves.byName
    return this.#ready('home', (): Home => {
      const [on, next, past] = [
        live.slice(0, HOME.live),
        upcoming.slice(0, HOME.upcoming),
        replay.slice(0, HOME.replays),
      ]
      return {
        ...this.#fresh,
        channelsAccounts: this.#channelsAccounts,
        live: on.map(brief),
        upcoming: next.map(brief),
        replays: past.map(brief),
        goods: goodsOf([...on, ...next, ...past], HOME.goods).map(toGoods),
      }
    })
  }

  rooms(name: ShelfName | undefined, cursor: string | undefined): Lookup {
    const shelf = name ?? 'all'
    const after = cursor === undefined ? undefined : unpackCursor(cursor, shelf)?.after
    if (cursor !== undefined && after === undefined) return { kind: 'bad-cursor' }
    const { byName } = this.#shelves
    const rooms = byName[shelf]
    const found =
      after === undefined ? 0 : rooms.findIndex((one) => comparePlaces(one.place, after) > 0)
    const start = found === -1 ? rooms.length : found
    return this.#ready(`rooms ${shelf} ${start}`, (): RoomList => {
      const page = rooms.slice(start, start + PAGE_ROOMS)
      const last = page.at(-1)
      const more = last !== undefined && start + PAGE_ROOMS < rooms.length
      return {
        ...this.#fresh,
        channelsAccounts: this.#channelsAccounts,
        counts: {
          live: byName.live.length,
          upcoming: byName.upcoming.length,
          replay: byName.replay.length,
        },
        rooms: page.map(brief),
        nextCursor: more ? packCursor({ shelf, after: last.place }) : null,
      }
    })
  }

  room(roomId: number): Lookup {
    const shown = this.#shelves.byRoomId.get(roomId)
    if (shown === undefined) return { kind: 'missing' }
    return this.#ready(`room ${roomId}`, (): RoomDetail => ({
      ...this.#fresh,
      room: toRoom(shown, shown.room.goods),
    }))
  }

  replays(roomId: number): Lookup {
    const shown = this.#shelves.byRoomId.get(roomId)
    if (shown === undefined) return { kind: 'missing' }
    return this.#ready(`replays ${roomId}`, (): ReplayList => ({
      ...this.#fresh,
      roomId,
      replays: [...shown.replays],
    }))
  }

  product(productId: number): Lookup {
    const sellers = this.#shelves.byProductId.get(productId)
    const product = sellers?.[0].room.goods.find((goods) => goods.productId === productId)
    if (sellers === undefined || product === undefined) return { kind: 'missing' }
    return this.#ready(`product ${productId}`, (): ProductDetail => ({
      ...this.#fresh,
      product: toGoods(product),
      rooms: sellers.slice(0, SELLERS).map(brief),
    }))
  }

  /** Keys are made of what exists, never of what a client sent: the number of answers is bounded. */
  #ready(key: string, build: () => object): Lookup {
    let answer = this.#answers.get(key)
    if (answer === undefined) {
      answer = makeReady(build())
      this.#answers.set(key, answer)
    }
    return { kind: 'found', answer }
  }
}

function brief(shown: ShownRoom): RoomBody {
  return toRoom(shown, shown.room.goods.slice(0, GOODS_IN_LISTS))
}

function toRoom(
  { room, liveStatus, replays }: ShownRoom,
  goods: readonly CatalogGoods[],
): RoomBody {
  return {
    roomId: room.roomId,
    title: room.title,
    coverUrl: room.coverUrl,
    shareImageUrl: room.shareImageUrl,
    feedsImageUrl: room.feedsImageUrl,
    anchorName: room.anchorName,
    liveStatus,
    startAtSec: room.startAtSec,
    endAtSec: room.endAtSec,
    liveType: room.liveType,
    features: room.features,
    isFeedsPublic: room.isFeedsPublic,
    hasReplay: replays.length > 0,
    goodsCount: room.goods.length,
    goods: goods.map(toGoods),
  }
}

function toGoods({ productId, title, coverUrl, price }: CatalogGoods): Goods {
  return { productId, title, coverUrl, price }
}
