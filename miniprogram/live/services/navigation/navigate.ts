import { liveConfig } from '../../config'
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
import type { Shelf } from '../../domain/live-status-code'
import type { GoodsLink } from '../../domain/view'
import type { Tell } from '../../domain/text'
import { parseWxFailure } from '../../domain/wx-failure'
import { arrivalOf } from '../entry/entry'
import { forgetMoves, move, moveTo } from './move'
import type { Go, Moved } from './move'
import { appInfo, isBelow } from '../phone/platform'

/**
 * Every way from page to page. Never reLaunch, which closes the small window and the way back with it;
 * switchTab only to a home that is a tab, and never where it would freeze the small window's page.
 * @see liveplayer/other-abilities, goods page; wechat-live-contract A7
 */
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
      fail: (cause) => (parseWxFailure(cause).isCancelled ? success() : fail(cause)),
    }),
  )
}

function packed(options: RoomOptions | undefined): PackedParams | undefined {
  return packedOrNone(options?.customParams)
}

export function openReplay(roomId: RoomId, segment?: number): Promise<Moved> {
  return openUrl(replayPath({ roomId, segment }))
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
  return moveTo(`back ${delta}`, (callbacks) =>
    wx.navigateBack(Object.assign({ delta }, callbacks)),
  )
}

/**
 * To the storefront in place of this page: back from there leaves the app, as it should. WeChat opens
 * a tab by switchTab alone and every other page by redirectTo alone; `config.homeIsTab` names the one
 * to try first.
 */
export function openIndexInstead(): Promise<Moved> {
  const url = indexPath()
  const redirect: Go = (callbacks) => wx.redirectTo(Object.assign({ url }, callbacks))
  const toTab: Go = (callbacks) => wx.switchTab(Object.assign({ url }, callbacks))
  if (!maySwitchTab()) return liveConfig().homeIsTab ? openHall() : moveTo(url, redirect)
  const first = liveConfig().homeIsTab ? toTab : redirect
  const second = liveConfig().homeIsTab ? redirect : toTab
  return moveTo(url, ({ success, fail }) =>
    first({ success, fail: () => second({ success, fail }) }),
  )
}

/** Since this client, a tap on the small window does not freeze the page after a switchTab. */
const TABS_SINCE = '7.0.15'

/** false: a room may play in the small window, and the client is one of those that freeze. */
function maySwitchTab(): boolean {
  return !getCurrentPages().some(isAnyRoom) || !isBelow(appInfo().version, TABS_SINCE)
}

/** One of our paths; the live component's page, from pages of packageA alone. */
export function openUrl(url: string, failure?: Tell): Promise<Moved> {
  return getCurrentPages().length >= FULL_STACK
    ? openInstead(url, failure)
    : moveTo(url, (callbacks) => wx.navigateTo(Object.assign({ url }, callbacks)), failure)
}

/**
 * A page that is not there: what its link names, else the storefront. To be called in
 * App.onPageNotFound itself: WeChat ignores a redirection that comes later.
 * @param query as WeChat gives it, which may be nothing at all.
 * @see api/base/app/app-event/wx.onPageNotFound
 */
export function openLost(query: unknown): Promise<Moved> {
  const { path, query: link } = arrivalOf('', isRecord(query) ? query : {})
  const roomId = roomIdOf(link)
  const customParams = packedOrNone(paramsOrEmpty(paramsOf(link)))
  const room = roomId === null ? null : doorwayPath({ roomId, customParams })
  forgetMoves()
  return openPathInstead(pathOf(parseLink(path, link)) ?? room ?? indexPath())
}

/**
 * To the page that the link of a plain QR code names, in place of the one that WeChat opened.
 * @param route of the page that is open. null: it is the right one.
 */
export function openScanned(route: string, { path, query }: Arrival): Promise<Moved> | null {
  const url = pathOf(parseLink(path, query))
  return url === null || url.split('?')[0] === '/' + route ? null : openPathInstead(url)
}

/** One of our paths in place of this page; the storefront may be a tab. */
function openPathInstead(url: string): Promise<Moved> {
  return url === indexPath() ? openIndexInstead() : openInstead(url)
}

function openInstead(url: string, failure?: Tell): Promise<Moved> {
  return moveTo(url, (callbacks) => wx.redirectTo(Object.assign({ url }, callbacks)), failure)
}

function isAnyRoom(page: unknown): boolean {
  return isRecord(page) && isRoomRoute(page['route'])
}

/** Of the plugin's pages little may be readable, and some clients leave an empty place for one. */
function isRoomPage(page: unknown, roomId: RoomId): boolean {
  if (!isRecord(page) || !isAnyRoom(page)) return false
  const { options } = page
  const shown = isRecord(options) ? roomIdOf(options) : null
  return shown === null || shown === roomId
}
