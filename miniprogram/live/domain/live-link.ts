import { packedOrNone, paramsOrEmpty } from './custom-params'
import type { PackedParams, Unpacked } from './custom-params'
import { ROOM_LIST_KINDS } from './live-status-code'
import type { RoomListKind } from './live-status-code'
import type { RoomLink } from './plugin-link'
import { idOf, buildUrl, paramsOf, roomIdOf, textOf } from './query'
import type { Query } from './query'
import type { RoomId } from './room-id'
import { parseRoomLink } from './room-route'
import { routes } from './routes'
import { readScannedLink } from './scanned-link'

/**
 * Builds and reads every link of the app. Links into the live component are in `plugin-link`, which the
 * channels flavour does not contain. No other file joins URLs.
 * @see liveplayer/live-player-plugin; liveplayer/other-abilities for type 9 and 10
 */

const DOORWAY = '/packageA/pages/room/room'
const REPLAY = '/packageA/pages/replay/replay'

export function indexPath(): string {
  return routes().home.path
}

export function hallPath(listKind?: RoomListKind): string {
  return buildUrl('/packageA/pages/home/home', { list: listKind })
}

export interface DoorwayOptions {
  readonly roomId: RoomId
  /** Enter the room as soon as the page is ready. */
  readonly enter?: boolean
  readonly customParams?: PackedParams | undefined
}

/** The doorway: our own page in front of the room. Every card, code and room link leads to it. */
export function doorwayPath(options: DoorwayOptions): string {
  return buildUrl(DOORWAY, {
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
 * The page that sells goods, with the room that it is opened from, in the form that the live room uses.
 * @param url the page and query that WeChat lists, with a leading slash
 * @see contract A7
 * @example goodsPath('/pages/goods/detail?spuId=abc', { roomId: 7 }) // '…?spuId=abc&room_id=7'
 */
export function goodsPath(url: string, options: GoodsOptions): string {
  const at = url.indexOf('?')
  const path = at < 0 ? url : url.slice(0, at)
  const query = at < 0 ? '' : url.slice(at + 1)
  const context = { room_id: options.roomId, custom_params: options.customParams }
  const added = buildUrl('', context).slice(1).split('&')
  const name = (pair: string) => pair.split('=')[0]
  const own = query.split('&').filter((pair) => added.every((one) => name(one) !== name(pair)))
  const pairs = [...own, ...added].filter((pair) => pair !== '')
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}

export interface ProductOptions extends GoodsOptions {
  readonly productId: string
}

/** The shop's own goods page. */
export function productPath(options: ProductOptions): string {
  const { path, idParam } = routes().goods
  return goodsPath(`${path}?${idParam}=${encodeURIComponent(options.productId)}`, options)
}

export function replayPath(options: {
  readonly roomId: RoomId
  readonly segment?: number | undefined
}): string {
  return buildUrl(REPLAY, {
    room_id: options.roomId,
    segment: options.segment,
  })
}

/**
 * The `scene` of a mini-program code that leads to the doorway. WeChat allows 32 characters; the longest
 * possible id uses all 32.
 * @see wxacode.getUnlimited: `page` is the doorway's path, without slash and query
 */
export function codeScene(options: { readonly roomId: RoomId }): string {
  return `room_id=${options.roomId}`
}

/** A parsed link: the inverse of the builders above. */
export type Link =
  | RoomLink
  | Exclude<DoorwayQuery, { kind: 'no-room' }>
  | ({ readonly kind: 'product' } & ProductQuery)
  | ({ readonly kind: 'replay' } & ReplayQuery)
  | ({ readonly kind: 'hall' } & HallQuery)
  | { readonly kind: 'index' }
  /** Not one of our pages, or one without a parameter that it needs. */
  | { readonly kind: 'unknown' }

/** @param path with or without a leading slash */
export function parseLink(path: string, query: Query): Link {
  const unknown = { kind: 'unknown' } as const
  const room = parseRoomLink(path, query)
  if (room !== null) return room
  switch ('/' + path.replace(/^\//, '')) {
    case indexPath():
      return { kind: 'index' }
    case hallPath():
      return { kind: 'hall', ...parseHallQuery(query) }
    case DOORWAY: {
      const doorway = parseDoorwayQuery(query)
      return doorway.kind === 'room' ? doorway : unknown
    }
    case routes().goods.path:
      return { kind: 'product', ...parseProductQuery(query) }
    case REPLAY:
      return { kind: 'replay', ...parseReplayQuery(query) }
    default:
      return unknown
  }
}

/** The path of a link. null: it leads to no page of ours. */
export function pathOf(to: Link): string | null {
  switch (to.kind) {
    case 'room':
    case 'live-room': {
      const enter = to.kind === 'room' && to.enter
      return doorwayPath({ roomId: to.roomId, enter, customParams: repackParams(to) })
    }
    case 'product': {
      const { productId, roomId } = to
      return productId === null
        ? null
        : productPath({ productId, roomId, customParams: repackParams(to) })
    }
    case 'replay':
      return to.roomId === null
        ? null
        : replayPath({ roomId: to.roomId, segment: to.segment || undefined })
    case 'hall':
      return hallPath(to.listKind)
    case 'index':
      return indexPath()
    case 'unknown':
      return null
  }
}

function repackParams(of: { readonly customParams: Unpacked }): PackedParams | undefined {
  return packedOrNone(paramsOrEmpty(of.customParams))
}

/** The page and query that the app, or one of its pages, was opened with. */
export interface Arrival {
  readonly path: string
  readonly query: Query
}

/**
 * Resolves the link of a plain QR code to the page that it names. Other entries are returned unchanged.
 * @param prefixes `qrLinkPrefixes` of config.ts
 */
export function readArrival(path: string, query: Query, prefixes: readonly string[]): Arrival {
  const scanned = readScannedLink(query['q'], prefixes)
  if (scanned === null) return { path, query }
  // if the link was not encoded, WeChat splits it: its other parameters are beside q
  const merged = { ...scanned.query, ...query, q: undefined }
  return { path: pageOf(scanned.path, merged) ?? path, query: merged }
}

function pageOf(path: string, query: Query): string | null {
  if (parseLink(path, query).kind !== 'unknown') return path
  if (parseProductQuery(query).productId !== null) return routes().goods.path
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

/** Reads the doorway's query: plain, or in the `scene` of a code. */
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
  /** The merchant's id; WeChat's goods_id in old links. null: the link names no product. */
  readonly productId: string | null
  readonly roomId: RoomId | null
  /** The viewer's openid, appended by the room page. */
  readonly openid: string | null
  /** The sharer's openid, if the viewer came by a share card. */
  readonly shareOpenid: string | null
  readonly customParams: Unpacked
}

/** Reads the goods page's query. Each of the room's four parameters is optional. @see contract A7 */
export function parseProductQuery(query: Query): ProductQuery {
  return {
    productId: textOf(query, routes().goods.idParam),
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
  /** The list that the hall opens with. The default is live. */
  readonly listKind: RoomListKind
}

export function parseHallQuery(query: Query): HallQuery {
  // links built before `list=` name it `tab=`
  const named = textOf(query, 'list') ?? textOf(query, 'tab')
  return { listKind: ROOM_LIST_KINDS.find((listKind) => listKind === named) ?? 'live' }
}
