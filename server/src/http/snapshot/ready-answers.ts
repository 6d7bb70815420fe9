import type { RoomListKind } from '../../catalog/room-list-kind'

/** An answer as plain or compressed bytes. */
export interface ReadyBytes {
  readonly bytes: Buffer
  /** Strong validator of these bytes, with quotes. The compressed form has its own. */
  readonly etag: string
}

/** An answer that is serialised, compressed and hashed once for all readers. */
export interface ReadyAnswer extends ReadyBytes {
  /** Undefined if compression saves nothing. */
  gzipped(): ReadyBytes | undefined
}

export type Lookup =
  | { readonly kind: 'found'; readonly answer: ReadyAnswer }
  | { readonly kind: 'missing' }
  | { readonly kind: 'bad-cursor' }
  /** WeChat has not been read successfully since the installation. */
  | { readonly kind: 'no-list-yet' }

/** Everything that shoppers can read. Served from the snapshot, never by calling WeChat. */
export interface ShopQueries {
  home(): Lookup
  rooms(list: RoomListKind | undefined, cursor: string | undefined): Lookup
  room(roomId: number): Lookup
  replays(roomId: number): Lookup
  /** @param id the merchant's id or WeChat's goods_id */
  product(id: string): Lookup
}
