import { packedOrNone, paramsOrEmpty } from './custom-params'
import type { PackedParams, Unpacked } from './custom-params'
import { SHELVES } from './live-status-code'
import type { Shelf } from './live-status-code'
import type { RoomLink } from './plugin-link'
import { idOf, link, paramsOf, roomIdOf, textOf } from './query'
import type { Query } from './query'
import type { RoomId } from './room-id'
import { parseRoomLink } from './room-route'
import { readScannedLink } from './scanned-link'

/**
 * Every link of the app is built and read here, that into the live component by `plugin-link`, which
 * the channels flavour is built without; no other file joins a URL.
 * @see liveplayer/live-player-plugin; liveplayer/other-abilities for type 9 and 10
 */

const DOORWAY = '/packageA/pages/room/room'
/** The example's own goods page, as a goods' `path` names it. */
export const PRODUCT_PAGE = 'pages/product-detail/product-detail'
/** Where its link names the goods; the same as PRODUCT_ID_PARAM of the back end. */
export const PRODUCT_ID = 'product_id'
const PRODUCT = '/' + PRODUCT_PAGE
const REPLAY = '/packageA/pages/replay/replay'

export function indexPath(): string {
  return '/pages/index/index'
}

export function hallPath(tab?: Shelf): string {
  return link('/packageA/pages/home/home', { tab })
}

export interface DoorwayOptions {
  readonly roomId: RoomId
  /** Go on into the room at once, so that a live room stays one tap away. */
  readonly enter?: boolean
  readonly customParams?: PackedParams | undefined
}

/** Our own page before the room: every card, code and link lands there. */
export function doorwayPath(options: DoorwayOptions): string {
  return link(DOORWAY, {
    room_id: options.roomId,
    enter: options.enter ? 1 : undefined,
    custom_params: options.customParams,
  })
}

export interface GoodsOptions {
  readonly roomId?: RoomId | null | undefined
  readonly customParams?: PackedParams | undefined
}

/**
 * The page that sells goods, with the room that it is opened from: as the live room itself opens it.
 * @param url as WeChat lists it, with a slash in front
 * @see contract A7
 * @example goodsPath('/pages/goods/detail?spuId=abc', { roomId: 7 }) // '…?spuId=abc&room_id=7'
 */
export function goodsPath(url: string, options: GoodsOptions): string {
  const at = url.indexOf('?')
  const path = at < 0 ? url : url.slice(0, at)
  const query = at < 0 ? '' : url.slice(at + 1)
  const context = { room_id: options.roomId, custom_params: options.customParams }
  const added = link('', context).slice(1).split('&')
  const name = (pair: string) => pair.split('=')[0]
  const own = query.split('&').filter((pair) => added.every((one) => name(one) !== name(pair)))
  const pairs = own.concat(added).filter((pair) => pair !== '')
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}

export interface ProductOptions extends GoodsOptions {
  readonly productId: string
}

/** The example's own goods page. */
export function productPath(options: ProductOptions): string {
  return goodsPath(`${PRODUCT}?${PRODUCT_ID}=${encodeURIComponent(options.productId)}`, options)
}

export function replayPath(options: {
  readonly roomId: RoomId
  readonly segment?: number | undefined
}): string {
  return link(REPLAY, {
    room_id: options.roomId,
    segment: options.segment,
  })
}

/**
 * The `scene` of a mini-program code that lands in the doorway. WeChat takes 32 characters; the
 * longest id there can be makes 32.
 * @see wxacode.getUnlimited: `page` is the doorway's path, without slash and query
 */
export function codeScene(options: { readonly roomId: RoomId }): string {
  return `room_id=${options.roomId}`
}

/** Where a link leads, and what it says: the builders above, read backwards. */
export type Link =
  | RoomLink
  | Exclude<DoorwayQuery, { kind: 'no-room' }>
  | ({ readonly kind: 'product' } & ProductQuery)
  | ({ readonly kind: 'replay' } & ReplayQuery)
  | ({ readonly kind: 'hall' } & HallQuery)
  | { readonly kind: 'index' }
  /** A page that is none of ours, or one of ours without what it needs. */
  | { readonly kind: 'unknown' }

/** @param path as App.onShow and the page stack have it, or with a slash in front. */
export function parseLink(path: string, query: Query): Link {
  const unknown = { kind: 'unknown' } as const
  const room = parseRoomLink(path, query)
  if (room !== null) return room
  switch ('/' + path.replace(/^\//, '')) {
    case indexPath():
      return { kind: 'index' }
    case hallPath():
      return Object.assign({ kind: 'hall' as const }, parseHallQuery(query))
    case DOORWAY: {
      const doorway = parseDoorwayQuery(query)
      return doorway.kind === 'room' ? doorway : unknown
    }
    case PRODUCT:
      return Object.assign({ kind: 'product' as const }, parseProductQuery(query))
    case REPLAY:
      return Object.assign({ kind: 'replay' as const }, parseReplayQuery(query))
    default:
      return unknown
  }
}

/** The path of a link; null where it leads to no page of ours. */
export function pathOf(to: Link): string | null {
  switch (to.kind) {
    case 'room':
    case 'live-room': {
      const enter = to.kind === 'room' && to.enter
      return doorwayPath({ roomId: to.roomId, enter, customParams: packedAgain(to) })
    }
    case 'product': {
      const { productId, roomId } = to
      return productId === null
        ? null
        : productPath({ productId, roomId, customParams: packedAgain(to) })
    }
    case 'replay':
      return to.roomId === null
        ? null
        : replayPath({ roomId: to.roomId, segment: to.segment || undefined })
    case 'hall':
      return hallPath(to.tab)
    case 'index':
      return indexPath()
    case 'unknown':
      return null
  }
}

function packedAgain(of: { readonly customParams: Unpacked }): PackedParams | undefined {
  return packedOrNone(paramsOrEmpty(of.customParams))
}

/** What the app, or one of its pages, was opened with. */
export interface Arrival {
  readonly path: string
  readonly query: Query
}

/**
 * An entry as it is meant: the merchant's link on a plain QR code is read like a code of the app's own,
 * and goes to the page that it names, whichever page WeChat opened.
 * @param prefixes of the merchant's links; see config.ts.
 */
export function readArrival(path: string, query: Query, prefixes: readonly string[]): Arrival {
  const scanned = readScannedLink(query['q'], prefixes)
  if (scanned === null) return { path, query }
  // what stands beside q belongs to the same link where it came undecoded
  const merged = Object.assign({}, scanned.query, query, { q: undefined })
  return { path: pageOf(scanned.path, merged) ?? path, query: merged }
}

function pageOf(path: string, query: Query): string | null {
  if (parseLink(path, query).kind !== 'unknown') return path
  if (parseProductQuery(query).productId !== null) return PRODUCT
  return roomIdOf(query) === null ? null : DOORWAY
}

export type DoorwayQuery =
  | {
      readonly kind: 'room'
      readonly roomId: RoomId
      readonly enter: boolean
      readonly customParams: Unpacked
    }
  | { readonly kind: 'no-room' }

/** Reads the doorway's options: plain, or in the `scene` of a code. */
export function parseDoorwayQuery(query: Query): DoorwayQuery {
  const roomId = roomIdOf(query)
  return roomId === null
    ? { kind: 'no-room' }
    : {
        kind: 'room',
        roomId,
        enter: textOf(query, 'enter') === '1',
        customParams: paramsOf(query),
      }
}

export interface ProductQuery {
  /** The merchant's id, or WeChat's number in links of before; null: the link names no product. */
  readonly productId: string | null
  readonly roomId: RoomId | null
  /** The viewer, as the room page named them. */
  readonly openid: string | null
  /** Who shared the room, if the viewer came by a card. */
  readonly shareOpenid: string | null
  readonly customParams: Unpacked
}

/** The goods page's options: the four that the room appends are each optional. @see contract A7 */
export function parseProductQuery(query: Query): ProductQuery {
  return {
    productId: textOf(query, PRODUCT_ID),
    roomId: roomIdOf(query),
    openid: textOf(query, 'openid'),
    shareOpenid: textOf(query, 'share_openid'),
    customParams: paramsOf(query),
  }
}

export interface ReplayQuery {
  readonly roomId: RoomId | null
  /** From 0. */
  readonly segment: number
}

export function parseReplayQuery(query: Query): ReplayQuery {
  return { roomId: roomIdOf(query), segment: idOf(textOf(query, 'segment')) ?? 0 }
}

export interface HallQuery {
  /** The tab the hall opens with; live where the link names none. */
  readonly tab: Shelf
}

export function parseHallQuery(query: Query): HallQuery {
  const wanted = textOf(query, 'tab')
  return { tab: SHELVES.find((shelf) => shelf === wanted) ?? 'live' }
}
