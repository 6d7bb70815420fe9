/**
 * Our model of WeChat's live rooms. Money is in 分, times in Unix seconds; the unit is part of each
 * name.
 */

export const LIVE_STATUS_CODES = [101, 102, 103, 104, 105, 106, 107] as const
export type LiveStatusCode = (typeof LIVE_STATUS_CODES)[number]

/** How the host broadcasts: from a phone or by push stream (推流). */
export const LIVE_TYPES = ['phone', 'push-stream'] as const
export type LiveType = (typeof LIVE_TYPES)[number]

/** What shoppers can use in a room. WeChat sends most of these inverted, as `close_…`. */
export interface RoomFeatures {
  readonly likes: boolean
  /** The goods list (货架) of the room. */
  readonly goodsShelf: boolean
  readonly comments: boolean
  readonly customerService: boolean
  readonly replay: boolean
}

export type Price =
  | { readonly kind: 'single'; readonly priceFen: number }
  | { readonly kind: 'range'; readonly minFen: number; readonly maxFen: number }
  | { readonly kind: 'discount'; readonly originalFen: number; readonly priceFen: number }

export interface CatalogGoods {
  /** WeChat's goods_id; null if WeChat sent none, as in rooms of 2020. */
  readonly goodsId: number | null
  readonly title: string
  readonly coverUrl: string
  readonly price: Price
  /** The page that sells the goods, as in app.json: no leading slash, no `.html`. */
  readonly path: string
  /**
   * The query of that page, still encoded; '' if there is none. It contains the merchant's id of
   * the goods.
   */
  readonly query: string
  /** AppID of the other mini-program that sells the goods; '' for the shop's own goods. */
  readonly sellerAppId: string
}

export interface CatalogRoom {
  readonly roomId: number
  readonly title: string
  readonly coverUrl: string
  readonly shareImageUrl: string
  /** Square picture for WeChat's public lists of rooms (官方收录). */
  readonly feedsImageUrl: string
  readonly anchorName: string
  /** As sent by WeChat; null for anything except the seven codes. */
  readonly liveStatus: LiveStatusCode | null
  readonly startAtSec: number
  readonly endAtSec: number
  /** null if WeChat sent no known type. */
  readonly liveType: LiveType | null
  readonly features: RoomFeatures
  /** Whether WeChat may show the room in its public lists (官方收录). */
  readonly isFeedsPublic: boolean
  readonly goods: readonly CatalogGoods[]
  /** Number of goods that cannot be shown because they have no price or no page. */
  readonly goodsDropped: number
}

export interface CatalogReplay {
  readonly url: string
  readonly format: 'mp4' | 'm3u8'
  /** null if WeChat sent no plausible date. */
  readonly createdAtSec: number | null
  readonly expiresAtSec: number | null
}

/** Parsed entries, and the number of entries that could not be parsed. */
export interface Understood<T> {
  readonly items: readonly T[]
  readonly dropped: number
}
