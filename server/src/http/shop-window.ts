import type { SHELF_NAMES } from './schemas'

/** An answer whose body was serialised and hashed once, however many shoppers read it. */
export interface ReadyAnswer {
  readonly bytes: Buffer
  /** Strong validator over `bytes`, quotes included. */
  readonly etag: string
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
  product(productId: number): Lookup
}
