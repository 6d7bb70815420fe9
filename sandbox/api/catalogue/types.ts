import type { Course } from './course'

/** What a room is about: decides its goods and its picture. */
export type Theme = 'tea' | 'ceramics' | 'fruit' | 'linen' | 'home' | 'pantry'

/** All prices in fen; how WeChat packs them into price, price2 and price_type is getliveinfo's business. */
export type CataloguePrice =
  | { readonly kind: 'single'; readonly priceFen: number }
  | { readonly kind: 'range'; readonly minFen: number; readonly maxFen: number }
  | { readonly kind: 'discount'; readonly originalFen: number; readonly priceFen: number }

export interface CatalogueGoods {
  readonly goodsId: number
  readonly name: string
  readonly theme: Theme
  readonly price: CataloguePrice
  /** The page that sells the goods, as getliveinfo prints it. */
  readonly url: string
  /** Set where the goods belong to another mini-program; '' for the shop's own. */
  readonly thirdPartyAppid: string
}

export interface CatalogueReplay {
  readonly format: 'mp4' | 'm3u8'
  readonly createdAtMs: number
  readonly expiresAtMs: number
}

export interface CatalogueRoom {
  readonly roomId: number
  readonly name: string
  readonly anchorName: string
  readonly theme: Theme
  /** Planned, as WeChat prints them; the course may start late and end early. */
  readonly startAtMs: number
  readonly endAtMs: number
  readonly course: Course
  readonly goods: readonly CatalogueGoods[]
  /** All that will ever exist; each is visible from its `createdAtMs` on. */
  readonly replays: readonly CatalogueReplay[]
  /** 1 push stream, 0 phone. */
  readonly liveType: 0 | 1
  /** A room of 2020: its goods have no goods_id. */
  readonly of2020: boolean
}

export interface Catalogue {
  readonly startMs: number
  readonly goods: readonly CatalogueGoods[]
  readonly rooms: readonly CatalogueRoom[]
}
