import type { Clock } from '../../clock'
import type { Snapshot } from '../../store/snapshot'
import { comparePlaces, packCursor, unpackCursor } from './cursor'
import type { Goods } from '../schemas/goods'
import { makeReady } from './make-ready-answer'
import type {
  Freshness,
  Home,
  ProductDetail,
  ReplayList,
  RoomBody,
  RoomDetail,
  RoomList,
} from '../schemas/shop'
import {
  buildRoomLists,
  goodsOf,
  type GoodsSettings,
  type RoomLists,
  type ShownGoods,
  type ShownRoom,
} from './room-lists'
import type { RoomListKind } from '../../catalog/room-list-kind'
import type { Lookup, ReadyAnswer, ShopQueries } from './ready-answers'

export interface ShopQueriesParts {
  readonly current: () => Snapshot | undefined
  readonly clock: Clock
  /** `refreshAfterSec` of every answer. */
  readonly refreshAfterSec: number
  /**
   * Included in every list. Taken from the settings, because a stored snapshot may be older than
   * they are.
   */
  readonly channelsAccounts?: readonly string[] | undefined
  /** Applied to every snapshot, for the same reason. */
  readonly goods?: GoodsSettings | undefined
}

const DEFAULT_GOODS: GoodsSettings = { productIdParam: 'product_id', thirdPartyGoods: 'open' }

const PAGE_ROOMS = 20
const GOODS_IN_LISTS = 3
const HOME = { live: 10, upcoming: 10, replays: 6, goods: 20 } as const
const PRODUCT_ROOMS = 20

/**
 * Answers shop requests from the snapshot. Each answer is serialised and hashed on first use and
 * kept.
 */
export function createShopQueries(parts: ShopQueriesParts): ShopQueries {
  const { current, clock } = parts
  let open: { readonly snapshot: Snapshot; readonly view: SnapshotView } | undefined

  /** The current view. A new one is built after each refresh, and when time alone changes an answer. */
  const currentView = (): SnapshotView | undefined => {
    const snapshot = current()
    if (snapshot === undefined) return undefined
    const nowMs = clock.nowMs()
    if (open?.snapshot !== snapshot || !open.view.isValidAt(nowMs)) {
      open = { snapshot, view: new SnapshotView(snapshot, nowMs, parts) }
    }
    return open.view
  }
  const withView = (query: (view: SnapshotView) => Lookup): Lookup => {
    const view = currentView()
    return view === undefined ? { kind: 'no-list-yet' } : query(view)
  }

  return {
    home: () => withView((view) => view.home()),
    rooms: (list, cursor) => withView((view) => view.rooms(list, cursor)),
    room: (roomId) => withView((view) => view.room(roomId)),
    replays: (roomId) => withView((view) => view.replays(roomId)),
    product: (productId) => withView((view) => view.product(productId)),
  }
}

/** A snapshot within a time span in which no answer changes. */
class SnapshotView {
  readonly #lists: RoomLists
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
      goods = DEFAULT_GOODS,
    }: Pick<ShopQueriesParts, 'refreshAfterSec' | 'channelsAccounts' | 'goods'>,
  ) {
    this.#channelsAccounts = [...channelsAccounts]
    this.#fromSec = Math.floor(nowMs / 1000)
    this.#lists = buildRoomLists(snapshot, this.#fromSec, goods)
    this.#fresh = {
      asOfSec: Math.floor(snapshot.asOfMs / 1000),
      stale: this.#fromSec > Math.floor(snapshot.freshUntilMs / 1000),
      refreshAfterSec,
    }
  }

  isValidAt(nowMs: number): boolean {
    const nowSec = Math.floor(nowMs / 1000)
    return this.#fromSec <= nowSec && nowSec < this.#lists.validUntilSec
  }

  home(): Lookup {
    const { live, upcoming, replay } = this.#lists.byKind
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

  rooms(kind: RoomListKind | undefined, cursor: string | undefined): Lookup {
    const list = kind ?? 'all'
    const after = cursor === undefined ? undefined : unpackCursor(cursor, list)?.after
    if (cursor !== undefined && after === undefined) return { kind: 'bad-cursor' }
    const { byKind } = this.#lists
    const rooms = byKind[list]
    const found =
      after === undefined ? 0 : rooms.findIndex((one) => comparePlaces(one.place, after) > 0)
    const start = found === -1 ? rooms.length : found
    return this.#ready(`rooms ${list} ${start}`, (): RoomList => {
      const page = rooms.slice(start, start + PAGE_ROOMS)
      const last = page.at(-1)
      const hasMore = last !== undefined && start + PAGE_ROOMS < rooms.length
      return {
        ...this.#fresh,
        channelsAccounts: this.#channelsAccounts,
        counts: {
          live: byKind.live.length,
          upcoming: byKind.upcoming.length,
          replay: byKind.replay.length,
        },
        rooms: page.map(brief),
        nextCursor: hasMore ? packCursor({ list, after: last.place }) : null,
      }
    })
  }

  room(roomId: number): Lookup {
    const shown = this.#lists.byRoomId.get(roomId)
    if (shown === undefined) return { kind: 'missing' }
    return this.#ready(`room ${roomId}`, (): RoomDetail => ({
      ...this.#fresh,
      room: toRoom(shown, shown.goods),
    }))
  }

  replays(roomId: number): Lookup {
    const shown = this.#lists.byRoomId.get(roomId)
    if (shown === undefined) return { kind: 'missing' }
    return this.#ready(`replays ${roomId}`, (): ReplayList => ({
      ...this.#fresh,
      roomId,
      replays: [...shown.replays],
    }))
  }

  /** The merchant's id is looked up first. Links of version 0.1.0 carry WeChat's goods_id. */
  product(id: string): Lookup {
    const { byProductId, byGoodsId } = this.#lists
    const found =
      byProductId.get(id) ?? (/^\d{1,16}$/.test(id) ? byGoodsId.get(Number(id)) : undefined)
    if (found === undefined) return { kind: 'missing' }
    const { key, goods, rooms } = found
    return this.#ready(`product ${key}`, (): ProductDetail => ({
      ...this.#fresh,
      product: toGoods(goods),
      rooms: rooms.slice(0, PRODUCT_ROOMS).map(brief),
    }))
  }

  /**
   * Keys are built from known rooms and goods only, so that clients cannot grow the number of
   * answers.
   */
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
  return toRoom(shown, shown.goods.slice(0, GOODS_IN_LISTS))
}

function toRoom(
  { room, liveStatus, replays, goods: all }: ShownRoom,
  goods: readonly ShownGoods[],
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
    goodsCount: all.length,
    goods: goods.map(toGoods),
  }
}

function toGoods(goods: ShownGoods): Goods {
  const { productId, goodsId, title, coverUrl, price, path, query, sellerAppId } = goods
  const id = productId === null ? null : numberOrText(productId)
  return { productId: id, goodsId, title, coverUrl, price, path, query, sellerAppId }
}

/** Apps of version 0.1.0 ignore goods whose productId is not a number. */
function numberOrText(id: string): number | string {
  const number = Number(id)
  return Number.isSafeInteger(number) && number >= 0 && String(number) === id ? number : id
}
