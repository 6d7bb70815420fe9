import type { LiveStatus } from './live-status-code'

/** Money as the back end sends it: whole 分, never a fraction of a yuan. */
export type Price =
  | { readonly kind: 'single'; readonly priceFen: number }
  | { readonly kind: 'range'; readonly minFen: number; readonly maxFen: number }
  | { readonly kind: 'discount'; readonly originalFen: number; readonly priceFen: number }

export interface Goods {
  readonly productId: number
  readonly title: string
  readonly coverUrl: string
  readonly price: Price
}

/** A live room as a list shows it; `goods` holds the first few of `goodsCount`. */
export interface Room {
  readonly roomId: number
  readonly title: string
  readonly coverUrl: string
  /** 5:4, for share cards; '' when the room has none. */
  readonly shareImageUrl: string
  readonly anchorName: string
  readonly liveStatus: LiveStatus
  readonly startAtSec: number
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
