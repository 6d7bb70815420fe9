import { text } from '../domain/text'
import type { Tell } from '../domain/text'
import { compareVersions, isVersion } from '../domain/version'

/**
 * Can this phone's WeChat run the shop? Both lines come from the live component: its rooms need
 * the client (7.0.7, by the tutorial), and a plugin in a subpackage needs `requirePlugin.async`
 * and componentPlaceholder of the base library (2.11.2).
 * @see liveplayer/live-player-plugin; subpackages/async
 */
const OLDEST_CLIENT = '7.0.7'
const OLDEST_BASE_LIBRARY = '2.11.2'

export type Support =
  | { readonly kind: 'ok' }
  | { readonly kind: 'upgrade-wechat'; readonly version: string; readonly why: Tell }
  | { readonly kind: 'upgrade-base-library'; readonly version: string; readonly why: Tell }

/** A version that cannot be read locks nobody out. */
export function support(): Support {
  const { version, SDKVersion, environment } = appInfo()
  // desktop, HarmonyOS and 企业微信 count their versions on their own: 3.9 there is not below 7
  const counted = isPhone() && environment !== 'wxwork'
  if (counted && isBelow(version, OLDEST_CLIENT))
    return { kind: 'upgrade-wechat', version, why: text.upgrade.client(version) }
  if (isBelow(SDKVersion, OLDEST_BASE_LIBRARY))
    return {
      kind: 'upgrade-base-library',
      version: SDKVersion,
      why: text.upgrade.base(SDKVersion),
    }
  return { kind: 'ok' }
}

/** Is there a page of WeChat's to update on? Else the shopper is told to use the app store. */
export function canUpdate(): boolean {
  return wx.canIUse('updateWeChatApp')
}

export type Updating = { readonly kind: 'ok' } | { readonly kind: 'failed'; readonly tell: Tell }

export function updateWeChat(): Promise<Updating> {
  if (!canUpdate()) return Promise.resolve({ kind: 'failed', tell: text.upgrade.byHand })
  return new Promise((resolve) => {
    wx.updateWeChatApp({
      success: () => resolve({ kind: 'ok' }),
      fail: () => resolve({ kind: 'failed', tell: text.upgrade.failed }),
    })
  })
}

/** Not a desktop, a tablet of another system, or the developer tools. */
export function isPhone(): boolean {
  const device: Info = wx.canIUse('getDeviceInfo') ? wx.getDeviceInfo() : oldInfo()
  return device.platform === 'android' || device.platform === 'ios'
}

/** One that does not say its number is taken for a new one. */
export function hasBaseLibrary(version: string): boolean {
  return !isBelow(appInfo().SDKVersion, version)
}

/** What WeChat says of itself, and of what the shopper has set, before any of it is believed. */
interface Info {
  readonly version?: unknown
  readonly SDKVersion?: unknown
  readonly platform?: unknown
  readonly environment?: unknown
  readonly language?: unknown
  readonly theme?: unknown
  readonly fontSizeScaleFactor?: unknown
  readonly fontSizeSetting?: unknown
}

/** By the newer call where it exists: the old one is slow and marked for removal. */
export function appInfo(): Info {
  return wx.canIUse('getAppBaseInfo') ? wx.getAppBaseInfo() : oldInfo()
}

function oldInfo(): Info {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- all there is below 2.20.1
  return wx.getSystemInfoSync()
}

function isBelow(version: unknown, oldest: string): version is string {
  return isVersion(version) && compareVersions(version, oldest) < 0
}

/** Where a page that draws its own navigation may draw it: level with WeChat's menu button. */
export interface NavSpace {
  readonly topPx: number
  readonly heightPx: number
}

/** Measured, not assumed: notches, tablets and desktop windows all differ. */
export function navSpace(): NavSpace {
  // the button came with base library 2.1.0; some clients answer zeros until the page is laid out
  const button = wx.canIUse('getMenuButtonBoundingClientRect')
    ? wx.getMenuButtonBoundingClientRect()
    : { top: 0, height: 0 }
  return button.height === 0
    ? { topPx: 24, heightPx: 32 }
    : { topPx: button.top, heightPx: button.height }
}
