/** Our words for what WeChat lists. Money in 分, moments in Unix seconds; each says so in its name. */

export const LIVE_STATUS_CODES = [101, 102, 103, 104, 105, 106, 107] as const
export type LiveStatusCode = (typeof LIVE_STATUS_CODES)[number]

/** How a host goes on air: from the phone, or as a push stream (推流). */
export const LIVE_TYPES = ['phone', 'push-stream'] as const
export type LiveType = (typeof LIVE_TYPES)[number]

/** What shoppers can use in a room. WeChat sends most of these inverted, as `close_…`. */
export interface RoomFeatures {
  readonly likes: boolean
  /** The shelf of goods in the room. */
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
  /** WeChat's own number, goods_id. null: WeChat sent none, as in rooms of 2020. */
  readonly goodsId: number | null
  readonly title: string
  readonly coverUrl: string
  readonly price: Price
  /** The page that sells the goods, as app.json names it: no slash in front, no `.html` at the end. */
  readonly path: string
  /** The query of that page, still encoded; '' for none. The merchant's id of the goods is in it. */
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
  /** As WeChat said it; null when it said anything but the seven codes. */
  readonly liveStatus: LiveStatusCode | null
  readonly startAtSec: number
  readonly endAtSec: number
  /** null: WeChat did not send a known type. */
  readonly liveType: LiveType | null
  readonly features: RoomFeatures
  /** Whether WeChat may show the room in its public lists (官方收录). */
  readonly isFeedsPublic: boolean
  readonly goods: readonly CatalogGoods[]
  /** Goods that WeChat listed and that cannot be shown: without a price or a page. */
  readonly goodsDropped: number
}

export interface CatalogReplay {
  readonly url: string
  readonly format: 'mp4' | 'm3u8'
  /** null: WeChat sent a date that cannot be. */
  readonly createdAtSec: number | null
  readonly expiresAtSec: number | null
}

/** What could be read, and how many entries could not. */
export interface Understood<T> {
  readonly items: readonly T[]
  readonly dropped: number
}
