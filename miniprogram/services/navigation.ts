import { packedOrNone } from '../domain/custom-params'
import type { CustomParams, PackedParams } from '../domain/custom-params'
import {
  doorwayPath,
  hallPath,
  indexPath,
  isRoomRoute,
  orderPath,
  productPath,
  replayPath,
  roomIdOf,
  roomUrl,
} from '../domain/live-link'
import type { Query } from '../domain/live-link'
import type { Shelf } from '../domain/live-status-code'
import { text } from '../domain/text'
import type { Tell } from '../domain/text'
import { isMomentsPreview } from './entry'

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

/** Into the plugin's room page. From pages of packageA only: nobody else may open it. */
export function enterRoom(roomId: number, options?: RoomOptions): Promise<Moved> {
  return open(roomUrl({ roomId, customParams: packed(options) }), text.plugin.unavailable)
}

/** To our own page of the room; with `enter` it goes on into the room by itself. */
export function openDoorway(
  roomId: number,
  options?: RoomOptions & { readonly enter?: boolean },
): Promise<Moved> {
  return open(doorwayPath(Object.assign({}, options, { roomId, customParams: packed(options) })))
}

export function openProduct(
  productId: number,
  options?: RoomOptions & { readonly roomId?: number | null | undefined },
): Promise<Moved> {
  return open(productPath(Object.assign({}, options, { productId, customParams: packed(options) })))
}

function packed(options: RoomOptions | undefined): PackedParams | undefined {
  return packedOrNone(options?.customParams)
}

export function openReplay(roomId: number, segment?: number): Promise<Moved> {
  return open(replayPath({ roomId, segment }))
}

/** To the example of a checkout; see on-buy.ts. */
export function openOrder(): Promise<Moved> {
  return open(orderPath())
}

export function openHall(tab?: Shelf): Promise<Moved> {
  return open(hallPath(tab))
}

/**
 * Back to the live room the shopper came from: down the page stack where the room still lies in
 * it, otherwise through the doorway, which enters at once.
 */
export function backToRoom(roomId: number, options?: RoomOptions): Promise<Moved> {
  const below = getCurrentPages().slice(0, -1).reverse()
  const at = below.findIndex((page) => isRoomPage(page, roomId))
  return at >= 0 ? back(at + 1) : openDoorway(roomId, Object.assign({ enter: true }, options))
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

function open(url: string, failure?: Tell): Promise<Moved> {
  return getCurrentPages().length >= FULL_STACK
    ? openInstead(url, failure)
    : move((callbacks) => wx.navigateTo(Object.assign({ url }, callbacks)), failure)
}

function openInstead(url: string, failure?: Tell): Promise<Moved> {
  return move((callbacks) => wx.redirectTo(Object.assign({ url }, callbacks)), failure)
}

interface Callbacks {
  readonly success: () => void
  readonly fail: (cause: unknown) => void
}

/** A navigation WeChat never reported on must not lock the app: after this long it is forgotten. */
const PATIENCE_MS = 3_000

let startedAtMs = -Infinity

function move(go: (callbacks: Callbacks) => void, failure?: Tell): Promise<Moved> {
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

function isRoomPage({ route, options }: StackPage, roomId: number): boolean {
  if (!isRoomRoute(route ?? '')) return false
  const shown = roomIdOf(options ?? {})
  return shown === null || shown === roomId
}
