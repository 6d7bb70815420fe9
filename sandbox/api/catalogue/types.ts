import type { Timeline } from './timeline'

/** The topic of a room: determines its goods and its picture. */
export type Theme = 'tea' | 'ceramics' | 'fruit' | 'linen' | 'home' | 'pantry'

/** All prices in fen. getliveinfo converts them to price, price2 and price_type. */
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
  /** Appid of another mini-program that sells the product; '' for the shop's own. */
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
  /** Planned times, as WeChat reports them. The timeline may start later and end earlier. */
  readonly startAtMs: number
  readonly endAtMs: number
  readonly timeline: Timeline
  readonly goods: readonly CatalogueGoods[]
  /** All replays of the room, also future ones. Each is visible from its `createdAtMs`. */
  readonly replays: readonly CatalogueReplay[]
  /** 1: push stream, 0: phone. */
  readonly liveType: 0 | 1
  /** The room is from 2020: its goods have no goods_id. */
  readonly withoutGoodsIds: boolean
}

export interface Catalogue {
  readonly startMs: number
  readonly goods: readonly CatalogueGoods[]
  readonly rooms: readonly CatalogueRoom[]
}
