import type { SHELF_NAMES } from '../schemas/shop'

/** One form of an answer, ready to be sent. */
export interface ReadyBytes {
  readonly bytes: Buffer
  /** Strong validator of these very bytes, quotes included: each form has one of its own. */
  readonly etag: string
}

/** An answer that was serialised, compressed and hashed once, however many shoppers read it. */
export interface ReadyAnswer extends ReadyBytes {
  /** Undefined where compressing would save nothing. */
  gzipped(): ReadyBytes | undefined
}

export type Lookup =
  | { readonly kind: 'found'; readonly answer: ReadyAnswer }
  | { readonly kind: 'missing' }
  | { readonly kind: 'bad-cursor' }
  /** WeChat has not answered since the installation: there is nothing to be old. */
  | { readonly kind: 'no-list-yet' }

export type ShelfName = (typeof SHELF_NAMES)[number]

/** All that a shopper's request can reach: reads of what is already here, never a call to WeChat. */
export interface ShopWindow {
  home(): Lookup
  rooms(shelf: ShelfName | undefined, cursor: string | undefined): Lookup
  room(roomId: number): Lookup
  replays(roomId: number): Lookup
  /** @param id the merchant's, or WeChat's number of the goods */
  product(id: string): Lookup
}
