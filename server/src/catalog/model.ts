/** Our words for what WeChat lists. Money in 分, moments in Unix seconds; each says so in its name. */

export const LIVE_STATUS_CODES = [101, 102, 103, 104, 105, 106, 107] as const
export type LiveStatusCode = (typeof LIVE_STATUS_CODES)[number]

export type Price =
  | { readonly kind: 'single'; readonly priceFen: number }
  | { readonly kind: 'range'; readonly minFen: number; readonly maxFen: number }
  | { readonly kind: 'discount'; readonly originalFen: number; readonly priceFen: number }

export interface CatalogGoods {
  readonly productId: number
  readonly title: string
  readonly coverUrl: string
  readonly price: Price
  /** The page that the room's shelf opens, as app.json names it: without WeChat's `.html`. */
  readonly pagePath: string
}

export interface CatalogRoom {
  readonly roomId: number
  readonly title: string
  readonly coverUrl: string
  readonly shareImageUrl: string
  readonly anchorName: string
  /** As WeChat said it; null when it said anything but the seven codes. */
  readonly liveStatus: LiveStatusCode | null
  readonly startAtSec: number
  readonly endAtSec: number
  readonly goods: readonly CatalogGoods[]
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
