import type { PackedParams, Unpacked } from './custom-params'
import { decodeOnce, unpackCustomParams } from './custom-params'
import { SHELVES } from './live-status-code'
import type { Shelf } from './live-status-code'

/**
 * Every link of the app and of the live component is built and read here; no other file joins a
 * URL. @see liveplayer/live-player-plugin; liveplayer/other-abilities for type 9 and 10
 */

/** WeChat's own id of the live component, the same for every merchant. */
const LIVE_PROVIDER = 'wx2b03c6e691cd7370'

const ROOM_PAGE = LIVE_PROVIDER + '/pages/live-player-plugin'
const DOORWAY = '/packageA/pages/room/room'
const PRODUCT = '/pages/product-detail/product-detail'
const REPLAY = '/packageA/pages/replay/replay'

/** What `onLoad` and `App.onShow` hand over: texts, some of them still encoded, any of them absent. */
export type Query = Readonly<Record<string, unknown>>

export interface RoomUrlOptions {
  readonly roomId: number
  readonly customParams?: PackedParams | undefined
  /**
   * 9: the link stands behind the merchant's own code; 10: behind a card in an article. Without
   * it the room's top-left back key does not work there.
   */
  readonly type?: 9 | 10
  /** false switches the small window off. On by default at WeChat. */
  readonly pictureInPicture?: boolean
}

/** The plugin's room page. Only pages of packageA may open it. */
export function roomUrl(options: RoomUrlOptions): string {
  return link('plugin-private://' + ROOM_PAGE, {
    room_id: options.roomId,
    type: options.type,
    custom_params: options.customParams,
    close_picture_in_picture_mode: options.pictureInPicture === false ? 1 : undefined,
  })
}

/** Is this entry of the page stack the plugin's room page? Its prefix differs between clients. */
export function isRoomRoute(route: string): boolean {
  return route.split(ROOM_PAGE).length > 1
}

export function indexPath(): string {
  return '/pages/index/index'
}

export function hallPath(tab?: Shelf): string {
  return link('/packageA/pages/home/home', { tab })
}

export interface DoorwayOptions {
  readonly roomId: number
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

export interface ProductOptions {
  readonly productId: number
  readonly roomId?: number | null | undefined
  readonly customParams?: PackedParams | undefined
}

export function productPath(options: ProductOptions): string {
  return link(PRODUCT, {
    product_id: options.productId,
    room_id: options.roomId,
    custom_params: options.customParams,
  })
}

export function replayPath(options: {
  readonly roomId: number
  readonly segment?: number | undefined
}): string {
  return link(REPLAY, {
    room_id: options.roomId,
    segment: options.segment,
  })
}

/** The example of a merchant's own checkout; see on-buy.ts. */
export function orderPath(): string {
  return '/packageA/pages/order/order'
}

/**
 * The `scene` of a mini-program code that lands in the doorway. WeChat takes 32 characters; the
 * longest id there can be makes 24.
 * @see wxacode.getUnlimited: `page` is the doorway's path, without slash and query
 */
export function codeScene(options: { readonly roomId: number }): string {
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

export interface RoomLink {
  readonly kind: 'live-room'
  readonly roomId: number
  /** 9: behind the merchant's own code; 10: behind a card in an article; null: neither. */
  readonly type: 9 | 10 | null
  readonly pictureInPicture: boolean
  readonly customParams: Unpacked
}

/** @param path as App.onShow and the page stack have it, or with a slash in front. */
export function parseLink(path: string, query: Query): Link {
  const roomId = roomIdOf(query)
  const unknown = { kind: 'unknown' } as const
  if (isRoomRoute(path)) {
    if (roomId === null) return unknown
    const type = textOf(query, 'type')
    return {
      kind: 'live-room',
      roomId,
      type: type === '9' ? 9 : type === '10' ? 10 : null,
      pictureInPicture: textOf(query, 'close_picture_in_picture_mode') !== '1',
      customParams: paramsOf(query),
    }
  }
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

export type DoorwayQuery =
  | {
      readonly kind: 'room'
      readonly roomId: number
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
  /** null: the link names no product. */
  readonly productId: number | null
  readonly roomId: number | null
  /** The viewer, as the room page named them. */
  readonly openid: string | null
  /** Who shared the room, if the viewer came by a card. */
  readonly shareOpenid: string | null
  readonly customParams: Unpacked
}

/** The goods page's options: the four that the room appends are each optional. @see contract A7 */
export function parseProductQuery(query: Query): ProductQuery {
  return {
    productId: idOf(textOf(query, 'product_id')),
    roomId: roomIdOf(query),
    openid: textOf(query, 'openid'),
    shareOpenid: textOf(query, 'share_openid'),
    customParams: paramsOf(query),
  }
}

export interface ReplayQuery {
  readonly roomId: number | null
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

/**
 * The room of any entry: `room_id`, else the `scene` of a code (`room_id=7` or `r=7`, encoded by
 * WeChat). null: none. Room ids are whole numbers above 0.
 */
export function roomIdOf(query: Query): number | null {
  const scene = /(?:^|&)(?:room_id|r)=(\d+)(?:&|$)/.exec(textOf(query, 'scene') ?? '')
  return idOf(textOf(query, 'room_id')) ?? idOf(scene?.[1])
}

/** The merchant's parameters, which every link of a room and of its goods may carry. */
export function paramsOf(query: Query): Unpacked {
  return unpackCustomParams(query['custom_params'])
}

/** A text of the query, encoded not at all, once or twice; null: absent. */
function textOf(query: Query, key: string): string | null {
  const raw = query[key]
  if (typeof raw === 'number') return String(raw)
  if (typeof raw !== 'string' || raw === '') return null
  return decodeOnce(decodeOnce(raw))
}

function idOf(digits: string | null | undefined): number | null {
  if (typeof digits !== 'string' || !/^\d{1,16}$/.test(digits)) return null
  const id = Number(digits)
  return id > 0 && Number.isSafeInteger(id) ? id : null
}

/**
 * Nothing here needs encoding, by its type; packed parameters have been encoded, and to do it again
 * is how double-encoded parameters come about. undefined, null: left out.
 */
type QueryValue = number | Shelf | PackedParams | undefined | null

function link(path: string, query: Readonly<Record<string, QueryValue>>): string {
  let url = path
  Object.keys(query).forEach((key) => {
    const value = query[key]
    if (value !== undefined && value !== null) url += `${url === path ? '?' : '&'}${key}=${value}`
  })
  return url
}
