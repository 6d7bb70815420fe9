import { packedOrNone, paramsOrEmpty } from '../domain/custom-params'
import type { CustomParams, PackedParams } from '../domain/custom-params'
import {
  doorwayPath,
  goodsPath,
  hallPath,
  indexPath,
  orderPath,
  parseLink,
  pathOf,
  replayPath,
} from '../domain/live-link'
import { paramsOf, roomIdOf } from '../domain/query'
import type { Arrival } from '../domain/live-link'
import type { Query } from '../domain/query'
import type { RoomId } from '../domain/room-id'
import { isRoomRoute } from '../domain/room-route'
import type { Shelf } from '../domain/live-status-code'
import { text } from '../domain/text'
import type { GoodsLink } from '../domain/view'
import type { Tell } from '../domain/text'
import { arrivalOf, isMomentsPreview } from './entry'

/**
 * Every way from page to page. Never switchTab, which freezes the page under the small window, and
 * never reLaunch, which closes the window and the way back with it.
 * @see liveplayer/other-abilities, goods page
 */
export type Moved =
  | { readonly kind: 'moved' }
  /** A tap while another was still being followed. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'failed'; readonly tell: Tell; readonly cause: unknown }

export interface RoomOptions {
  /** Too many to arrive unbroken are left out: to be there matters more than who gets the credit. */
  readonly customParams?: CustomParams
}

/** WeChat keeps ten pages; an eleventh does not open. */
const FULL_STACK = 10

/** To our own page of the room; with `enter` it goes on into the room by itself. */
export function openDoorway(
  roomId: RoomId,
  options?: RoomOptions & { readonly enter?: boolean },
): Promise<Moved> {
  return openUrl(doorwayPath(Object.assign({}, options, { roomId, customParams: packed(options) })))
}

/** To the page that sells goods. Goods of another mini-program open there. */
export function openGoods(
  { url, sellerAppId }: GoodsLink,
  options?: RoomOptions & { readonly roomId?: RoomId | null | undefined },
): Promise<Moved> {
  if (sellerAppId !== '') return openOtherApp(sellerAppId, url)
  return openUrl(goodsPath(url, { roomId: options?.roomId, customParams: packed(options) }))
}

/**
 * WeChat asks the shopper first; to stay is no failure. To be called in a tap.
 * @see wx.navigateToMiniProgram
 */
function openOtherApp(appId: string, url: string): Promise<Moved> {
  const path = url.replace(/^\//, '')
  return move(({ success, fail }) =>
    wx.navigateToMiniProgram({
      appId,
      path,
      success,
      fail: (cause) => (cause.errMsg.includes('cancel') ? success() : fail(cause)),
    }),
  )
}

function packed(options: RoomOptions | undefined): PackedParams | undefined {
  return packedOrNone(options?.customParams)
}

export function openReplay(roomId: RoomId, segment?: number): Promise<Moved> {
  return openUrl(replayPath({ roomId, segment }))
}

/** To the example of a checkout; see on-buy.ts. */
export function openOrder(): Promise<Moved> {
  return openUrl(orderPath())
}

export function openHall(tab?: Shelf): Promise<Moved> {
  return openUrl(hallPath(tab))
}

/**
 * Back to the live room the shopper came from: down the page stack where the room still lies in it.
 * @param otherwise how to enter it anew.
 */
export function backToRoom(roomId: RoomId, otherwise: () => Promise<Moved>): Promise<Moved> {
  const below = getCurrentPages().slice(0, -1).reverse()
  const at = below.findIndex((page) => isRoomPage(page, roomId))
  return at >= 0 ? back(at + 1) : otherwise()
}

/** The top-left key of a page that draws its own: back, or to the storefront from a first page. */
export function goBack(): Promise<Moved> {
  return getCurrentPages().length > 1 ? back(1) : openIndexInstead()
}

function back(delta: number): Promise<Moved> {
  return move((callbacks) => wx.navigateBack(Object.assign({ delta }, callbacks)))
}

/** To the storefront in place of this page: back from there leaves the app, as it should. */
export function openIndexInstead(): Promise<Moved> {
  return openInstead(indexPath())
}

/** One of our paths; the live component's page, from pages of packageA alone. */
export function openUrl(url: string, failure?: Tell): Promise<Moved> {
  return getCurrentPages().length >= FULL_STACK
    ? openInstead(url, failure)
    : move((callbacks) => wx.navigateTo(Object.assign({ url }, callbacks)), failure)
}

/** A page that is not there: the room that its link names, else the storefront. */
export function openLost(query: Query): Promise<Moved> {
  const arrival = arrivalOf('', query)
  const scanned = pathOf(parseLink(arrival.path, arrival.query))
  const roomId = roomIdOf(arrival.query)
  const customParams = packedOrNone(paramsOrEmpty(paramsOf(arrival.query)))
  return openInstead(
    scanned ?? (roomId === null ? indexPath() : doorwayPath({ roomId, customParams })),
  )
}

/**
 * To the page that the link of a plain QR code names, in place of the one that WeChat opened.
 * @param route of the page that is open. null: it is the right one.
 */
export function openScanned(route: string, { path, query }: Arrival): Promise<Moved> | null {
  const url = pathOf(parseLink(path, query))
  return url === null || url.split('?')[0] === '/' + route ? null : openInstead(url)
}

function openInstead(url: string, failure?: Tell): Promise<Moved> {
  return move((callbacks) => wx.redirectTo(Object.assign({ url }, callbacks)), failure)
}

export interface Callbacks {
  readonly success: () => void
  readonly fail: (cause: unknown) => void
}

/** A navigation WeChat never reported on must not lock the app: after this long it is forgotten. */
const PATIENCE_MS = 3_000

let startedAtMs = -Infinity

/** One way at a time: a tap while another is being followed does nothing. */
export function move(go: (callbacks: Callbacks) => void, failure?: Tell): Promise<Moved> {
  // no page leads to another there, and WeChat's own words do not say what to do
  if (isMomentsPreview()) {
    return Promise.resolve({ kind: 'failed', tell: text.navigation.singlePage, cause: 'moments' })
  }
  const nowMs = Date.now()
  if (nowMs - startedAtMs < PATIENCE_MS) return Promise.resolve({ kind: 'busy' })
  startedAtMs = nowMs
  return new Promise((resolve) => {
    const end = (moved: Moved) => {
      if (startedAtMs === nowMs) startedAtMs = -Infinity
      resolve(moved)
    }
    go({
      success: () => end({ kind: 'moved' }),
      fail: (cause) => end({ kind: 'failed', tell: failure ?? text.navigation.failed, cause }),
    })
  })
}

/** What of a page of the stack can be read; of the plugin's pages that may be little. */
interface StackPage {
  readonly route?: string
  readonly options?: Query
}

function isRoomPage({ route, options }: StackPage, roomId: RoomId): boolean {
  if (!isRoomRoute(route ?? '')) return false
  const shown = roomIdOf(options ?? {})
  return shown === null || shown === roomId
}
