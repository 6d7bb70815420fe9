import type { Course } from './course'

export const MOTIFS = [
  'teapot',
  'tea-tin',
  'cup',
  'bowl',
  'vase',
  'honey-jar',
  'peach',
  'orange',
  'candle',
  'shirt',
  'tote',
  'scarf',
  'basket',
  'lamp',
] as const
/** What the picture of the goods shows. */
export type Motif = (typeof MOTIFS)[number]

export const THEMES = ['tea', 'ceramics', 'fruit', 'linen', 'home', 'pantry'] as const
/** What a room is about: decides its goods, its palette and its scene. */
export type Theme = (typeof THEMES)[number]

/** How one piece of goods differs from another with the same motif. */
export interface Look {
  /** Its main colour, `#RRGGBB`. */
  readonly tone: string
  /** Which shape, where the motif has several: a mug, a tea cup, a pair. */
  readonly variant: number
}

/** All prices in fen; how WeChat packs them into price, price2 and price_type is getliveinfo's business. */
export type CataloguePrice =
  | { readonly kind: 'single'; readonly priceFen: number }
  | { readonly kind: 'range'; readonly minFen: number; readonly maxFen: number }
  | { readonly kind: 'discount'; readonly originalFen: number; readonly priceFen: number }

export interface CatalogueGoods {
  readonly goodsId: number
  readonly name: string
  readonly motif: Motif
  readonly theme: Theme
  readonly price: CataloguePrice
  readonly look: Look
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
  readonly seed: number
  readonly startMs: number
  readonly goods: readonly CatalogueGoods[]
  readonly rooms: readonly CatalogueRoom[]
}
