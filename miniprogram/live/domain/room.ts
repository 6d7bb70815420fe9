import type { LiveStatus } from './live-status-code'
import type { FinderUserName, RoomId } from './room-id'

/** Money as the back end sends it: whole 分, never a fraction of a yuan. */
export type Price =
  | { readonly kind: 'single'; readonly priceFen: number }
  | { readonly kind: 'range'; readonly minFen: number; readonly maxFen: number }
  | { readonly kind: 'discount'; readonly originalFen: number; readonly priceFen: number }

export interface Goods {
  /** The merchant's own id, as the page that sells the goods has it in its query; null: it has none. */
  readonly productId: string | null
  /** WeChat's number of the goods (goods_id), which the merchant's system does not know; null: none. */
  readonly goodsId: number | null
  readonly title: string
  readonly coverUrl: string
  readonly price: Price
  /** The page that sells the goods, without a slash in front. */
  readonly path: string
  /** Its query, still encoded; '' for none. */
  readonly query: string
  /** AppID of the other mini-program that sells the goods; '' for the shop's own. */
  readonly sellerAppId: string
}

/** A live room as a list shows it; `goods` holds the first few of `goodsCount`. */
export interface Room {
  readonly roomId: RoomId
  readonly title: string
  /** '' if none was given. */
  readonly coverUrl: string
  /** Of a Channels account; a card without a cover shows it as an avatar. */
  readonly avatarUrl?: string
  /** 5:4, for share cards; '' when the room has none. */
  readonly shareImageUrl: string
  readonly anchorName: string
  readonly liveStatus: LiveStatus
  /** null: WeChat does not say it of a Channels broadcast that has begun. */
  readonly startAtSec: number | null
  /** Infinity: nobody planned it. */
  readonly endAtSec: number
  readonly hasReplay: boolean
  readonly goodsCount: number
  readonly goods: readonly Goods[]
}

export interface Replay {
  readonly url: string
  readonly format: 'mp4' | 'm3u8'
  /** null: WeChat sent a date outside any sane window. */
  readonly createdAtSec: number | null
  readonly expiresAtSec: number | null
}

/** How old an answer of the back end is. */
export interface Freshness {
  /** When WeChat was last read. */
  readonly asOfSec: number
  /** The back end knows that this is older than it should be. */
  readonly stale: boolean
  readonly refreshAfterSec: number
}

/** Beside a list: the merchant's Channels accounts, which the phone asks WeChat about itself. */
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

/** One page of a shelf. */
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
  /** In the order of the show; expired ones are not among them. */
  readonly replays: readonly Replay[]
}

export interface ProductDetail extends Freshness {
  readonly product: Goods
  /** The rooms that sell it, live ones first. */
  readonly rooms: readonly Room[]
}
