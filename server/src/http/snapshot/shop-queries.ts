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
  arrange,
  goodsOf,
  type GoodsSettings,
  type Shelves,
  type ShownGoods,
  type ShownRoom,
} from './room-lists'
import type { Lookup, ReadyAnswer, ShelfName, ShopWindow } from './ready-answers'

export interface WindowParts {
  readonly current: () => Snapshot | undefined
  readonly clock: Clock
  /** What clients are told to wait before they ask again. */
  readonly refreshAfterSec: number
  /** Named in every list, whatever the snapshot: a stored one may be older than the setting. */
  readonly channelsAccounts?: readonly string[] | undefined
  /** Read anew from every snapshot, for the same reason. */
  readonly goods?: GoodsSettings | undefined
}

const GOODS_AS_USUAL: GoodsSettings = { productIdParam: 'product_id', thirdPartyGoods: 'open' }

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
      goods = GOODS_AS_USUAL,
    }: Pick<WindowParts, 'refreshAfterSec' | 'channelsAccounts' | 'goods'>,
  ) {
    this.#channelsAccounts = [...channelsAccounts]
    this.#fromSec = Math.floor(nowMs / 1000)
    this.#shelves = arrange(snapshot, this.#fromSec, goods)
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
      room: toRoom(shown, shown.goods),
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

  /** WeChat's number stands in links of earlier versions; the merchant's id goes before it. */
  product(id: string): Lookup {
    const { byProductId, byGoodsId } = this.#shelves
    const found =
      byProductId.get(id) ?? (/^\d{1,16}$/.test(id) ? byGoodsId.get(Number(id)) : undefined)
    if (found === undefined) return { kind: 'missing' }
    const { key, goods, rooms } = found
    return this.#ready(`product ${key}`, (): ProductDetail => ({
      ...this.#fresh,
      product: toGoods(goods),
      rooms: rooms.slice(0, SELLERS).map(brief),
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

/** Apps of version 0.1.0 drop goods whose productId is no number. */
function numberOrText(id: string): number | string {
  const number = Number(id)
  return Number.isSafeInteger(number) && number >= 0 && String(number) === id ? number : id
}
