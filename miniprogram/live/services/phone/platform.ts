import { isRecord } from '../../domain/json'
import { compareVersions, isVersion } from '../../domain/version'

/** Not a desktop, a tablet of another system, or the developer tools. */
export function isPhone(): boolean {
  const device =
    wx.canIUse('getDeviceInfo') && hasCall('getDeviceInfo')
      ? parseInfo(wx.getDeviceInfo())
      : legacyInfo()
  return device.platform === 'android' || device.platform === 'ios'
}

/** One that does not say its number is taken for a new one. */
export function hasBaseLibrary(version: string): boolean {
  return !isBelow(appInfo().SDKVersion, version)
}

/**
 * Does the client have the call? To be asked beside `hasBaseLibrary`: a call may be missing although the
 * base library is new enough. WeChat's page of a call says whether WeChat for HarmonyOS has it.
 */
export function hasCall(name: keyof WechatMiniprogram.Wx): boolean {
  return typeof wx[name] === 'function'
}

/** A version that the merchant looks at before it is released; shoppers never see one. */
export function isTrialVersion(): boolean {
  if (!wx.canIUse('getAccountInfoSync') || !hasCall('getAccountInfoSync')) return false
  const account: unknown = wx.getAccountInfoSync()
  const program = isRecord(account) ? account['miniProgram'] : null
  const envVersion = isRecord(program) ? program['envVersion'] : null
  return envVersion === 'develop' || envVersion === 'trial'
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
  return wx.canIUse('getAppBaseInfo') && hasCall('getAppBaseInfo')
    ? parseInfo(wx.getAppBaseInfo())
    : legacyInfo()
}

function legacyInfo(): Info {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- all there is below 2.20.1
  return parseInfo(wx.getSystemInfoSync())
}

function parseInfo(raw: unknown): Info {
  return isRecord(raw) ? raw : {}
}

/** A version that cannot be read is below none: nobody is locked out by it. */
export function isBelow(version: unknown, oldest: string): version is string {
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
  const button: unknown =
    wx.canIUse('getMenuButtonBoundingClientRect') && hasCall('getMenuButtonBoundingClientRect')
      ? wx.getMenuButtonBoundingClientRect()
      : null
  const { top: topPx, height: heightPx } = isRecord(button) ? button : NO_BUTTON
  return typeof topPx === 'number' && typeof heightPx === 'number' && heightPx > 0
    ? { topPx, heightPx }
    : { topPx: 24, heightPx: 32 }
}

const NO_BUTTON: Readonly<Record<string, unknown>> = {}
