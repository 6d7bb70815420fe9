import type { LiveStatus } from './live-status-code'
import type { FinderUserName, RoomId } from './room-id'

/** A price from the back end, in whole 分. */
export type Price =
  | { readonly kind: 'single'; readonly priceFen: number }
  | { readonly kind: 'range'; readonly minFen: number; readonly maxFen: number }
  | { readonly kind: 'discount'; readonly originalFen: number; readonly priceFen: number }

export interface Goods {
  /** The merchant's own id, from the query of the page that sells the goods. null: there is none. */
  readonly productId: string | null
  /** WeChat's goods_id, which the merchant's system does not have. null: none. */
  readonly goodsId: number | null
  readonly title: string
  readonly coverUrl: string
  readonly price: Price
  /** The page that sells the goods, without a leading slash. */
  readonly path: string
  /** The query of that page, still encoded; '' for none. */
  readonly query: string
  /** AppID of another mini-program that sells the goods; '' for this one. */
  readonly sellerAppId: string
}

/** A live room in a list; `goods` has the first few of `goodsCount`. */
export interface Room {
  readonly roomId: RoomId
  readonly title: string
  /** '' if none was given. */
  readonly coverUrl: string
  /** Channels accounts only. A card without a cover shows it. */
  readonly avatarUrl?: string
  /** 5:4, for share cards; '' for none. */
  readonly shareImageUrl: string
  readonly anchorName: string
  readonly liveStatus: LiveStatus
  /** null: WeChat does not send it for a Channels broadcast that has started. */
  readonly startAtSec: number | null
  /** Infinity: no planned end. */
  readonly endAtSec: number
  readonly hasReplay: boolean
  readonly goodsCount: number
  readonly goods: readonly Goods[]
}

export interface Replay {
  readonly url: string
  readonly format: 'mp4' | 'm3u8'
  /** null: WeChat sent a date outside the plausible range. */
  readonly createdAtSec: number | null
  readonly expiresAtSec: number | null
}

/** The age of an answer of the back end. */
export interface Freshness {
  /** The time of the last read from WeChat. */
  readonly asOfSec: number
  /** The answer is older than the back end's own limit. */
  readonly stale: boolean
  readonly refreshAfterSec: number
}

/** The merchant's Channels accounts beside a list. The phone requests their status from WeChat itself. */
export interface WithAccounts {
  readonly channelsAccounts: readonly FinderUserName[]
}

/** The storefront in one answer. */
export interface Storefront extends Freshness, WithAccounts {
  readonly live: readonly Room[]
  readonly upcoming: readonly Room[]
  readonly replays: readonly Room[]
  readonly goods: readonly Goods[]
}

export interface RoomCounts {
  readonly live: number
  readonly upcoming: number
  readonly replay: number
}

/** One page of a list. */
export interface RoomList extends Freshness, WithAccounts {
  readonly counts: RoomCounts
  readonly rooms: readonly Room[]
  /** null: the last page. */
  readonly nextCursor: string | null
}

export interface RoomDetail extends Freshness {
  readonly room: Room
}

export interface ReplayList extends Freshness {
  readonly roomId: RoomId
  /** In the order of the broadcast, without expired ones. */
  readonly replays: readonly Replay[]
}

export interface ProductDetail extends Freshness {
  readonly product: Goods
  /** The rooms that sell it, live ones first. */
  readonly rooms: readonly Room[]
}
