import { packedOrNone, paramsOrEmpty } from '../../domain/custom-params'
import type { CustomParams, PackedParams } from '../../domain/custom-params'
import { isRecord } from '../../domain/json'
import {
  doorwayPath,
  goodsPath,
  hallPath,
  indexPath,
  parseLink,
  pathOf,
  replayPath,
} from '../../domain/live-link'
import { paramsOf, roomIdOf } from '../../domain/query'
import type { Arrival } from '../../domain/live-link'
import type { RoomId } from '../../domain/room-id'
import { isRoomRoute } from '../../domain/room-route'
import { routes } from '../../domain/routes'
import type { RoomListKind } from '../../domain/live-status-code'
import type { GoodsLink } from '../../domain/view'
import type { UserMessage } from '../../domain/text'
import { parseWxFailure } from '../../domain/wx-failure'
import { resolveArrival } from '../entry/entry'
import { cancelPendingNavigation, callInTap, navigate } from './navigation-queue'
import type { Navigate } from './navigation-queue'
import type { NavigationResult } from './result'
import { appInfo, isBelow } from '../phone/platform'

/**
 * Navigation between pages. reLaunch is not used, because it closes the small window. switchTab is used only
 * for a storefront that is a tab, and not on clients where it would freeze the page of the small window.
 * @see liveplayer/other-abilities, goods page; wechat-live-contract A7
 */
export interface LinkOptions {
  /** Omitted if they are too long for the link. */
  readonly customParams?: CustomParams
}

/** WeChat's limit of the page stack. */
const MAX_PAGES = 10

/** Opens the doorway of a room. With `enter` it enters the room by itself. */
export function openDoorway(
  roomId: RoomId,
  options?: LinkOptions & { readonly enter?: boolean },
): Promise<NavigationResult> {
  return openUrl(doorwayPath({ ...options, roomId, customParams: packParams(options) }))
}

/** Opens the page that sells goods, if needed in another mini-program. */
export function openGoods(
  { url, sellerAppId }: GoodsLink,
  options?: LinkOptions & { readonly roomId?: RoomId | null | undefined },
): Promise<NavigationResult> {
  if (sellerAppId !== '') return openOtherApp(sellerAppId, url)
  return openUrl(goodsPath(url, { roomId: options?.roomId, customParams: packParams(options) }))
}

/**
 * WeChat asks the shopper first; a refusal is not a failure. Call it inside a tap.
 * @see wx.navigateToMiniProgram
 */
function openOtherApp(appId: string, url: string): Promise<NavigationResult> {
  const path = url.replace(/^\//, '')
  return callInTap(({ success, fail }) =>
    wx.navigateToMiniProgram({
      appId,
      path,
      success,
      fail: (cause) => (parseWxFailure(cause).isCancelled ? success() : fail(cause)),
    }),
  )
}

function packParams(options: LinkOptions | undefined): PackedParams | undefined {
  return packedOrNone(options?.customParams)
}

export function openReplay(roomId: RoomId, segment?: number): Promise<NavigationResult> {
  return openUrl(replayPath({ roomId, segment }))
}

export function openHall(listKind?: RoomListKind): Promise<NavigationResult> {
  return openUrl(hallPath(listKind))
}

/**
 * Returns to the live room that the shopper came from, if it is still in the page stack.
 * @param otherwise enters the room if it is not
 */
export function backToRoom(
  roomId: RoomId,
  otherwise: () => Promise<NavigationResult>,
): Promise<NavigationResult> {
  const below = getCurrentPages().slice(0, -1).reverse()
  const at = below.findIndex((page) => isPageOfRoom(page, roomId))
  return at >= 0 ? back(at + 1) : otherwise()
}

/** The back button of a custom navigation bar: back, or to the storefront from the first page. */
export function goBack(): Promise<NavigationResult> {
  return getCurrentPages().length > 1 ? back(1) : redirectToStorefront()
}

function back(delta: number): Promise<NavigationResult> {
  return navigate(`back ${delta}`, (callbacks) => wx.navigateBack({ delta, ...callbacks }))
}

/**
 * Replaces this page with the storefront. WeChat opens a tab only by switchTab and every other page only by
 * redirectTo; `isTab` of routes.ts selects the one to try first.
 */
export function redirectToStorefront(): Promise<NavigationResult> {
  const url = indexPath()
  const redirect: Navigate = (callbacks) => wx.redirectTo({ url, ...callbacks })
  const toTab: Navigate = (callbacks) => wx.switchTab({ url, ...callbacks })
  if (!canSwitchTab()) return routes().home.isTab ? openHall() : navigate(url, redirect)
  const first = routes().home.isTab ? toTab : redirect
  const second = routes().home.isTab ? redirect : toTab
  return navigate(url, ({ success, fail }) =>
    first({ success, fail: () => second({ success, fail }) }),
  )
}

/** In older clients a tap on the small window after a switchTab freezes the page. */
const SAFE_SWITCH_TAB_VERSION = '7.0.15'

/** false: a room may be in the small window, and the client has that bug. */
function canSwitchTab(): boolean {
  return (
    !getCurrentPages().some(isPluginRoomPage) ||
    !isBelow(appInfo().version, SAFE_SWITCH_TAB_VERSION)
  )
}

/** Opens one of our paths. Only pages of packageA may open the live component's page. */
export function openUrl(url: string, failure?: UserMessage): Promise<NavigationResult> {
  return getCurrentPages().length >= MAX_PAGES
    ? redirectTo(url, failure)
    : navigate(url, (callbacks) => wx.navigateTo({ url, ...callbacks }), failure)
}

/**
 * Redirects a missing page to the page or room in its link, else to the storefront. Call it inside
 * App.onPageNotFound: WeChat ignores a later redirection.
 * @param query WeChat's query, which may be absent
 * @see api/base/app/app-event/wx.onPageNotFound
 */
export function redirectMissingPage(query: unknown): Promise<NavigationResult> {
  const { path, query: link } = resolveArrival('', isRecord(query) ? query : {})
  const roomId = roomIdOf(link)
  const customParams = packedOrNone(paramsOrEmpty(paramsOf(link)))
  const room = roomId === null ? null : doorwayPath({ roomId, customParams })
  cancelPendingNavigation()
  return redirectToPath(pathOf(parseLink(path, link)) ?? room ?? indexPath())
}

/**
 * Replaces the page that WeChat opened with the page that the link of a plain QR code names.
 * @param route the page that is open
 * @returns null if the right page is open
 */
export function redirectScannedLink(
  route: string,
  { path, query }: Arrival,
): Promise<NavigationResult> | null {
  const url = pathOf(parseLink(path, query))
  return url === null || url.split('?')[0] === '/' + route ? null : redirectToPath(url)
}

/** Replaces this page with one of our paths. The storefront may be a tab. */
function redirectToPath(url: string): Promise<NavigationResult> {
  return url === indexPath() ? redirectToStorefront() : redirectTo(url)
}

function redirectTo(url: string, failure?: UserMessage): Promise<NavigationResult> {
  return navigate(url, (callbacks) => wx.redirectTo({ url, ...callbacks }), failure)
}

function isPluginRoomPage(page: unknown): boolean {
  return isRecord(page) && isRoomRoute(page['route'])
}

/** Some clients hide the options of the plugin's pages: an unknown room counts as a match. */
function isPageOfRoom(page: unknown, roomId: RoomId): boolean {
  if (!isRecord(page) || !isPluginRoomPage(page)) return false
  const { options } = page
  const shown = isRecord(options) ? roomIdOf(options) : null
  return shown === null || shown === roomId
}
