import { isRecord } from '../../domain/json'
import { compareVersions, isVersion } from '../../domain/version'

/** Whether this is Android or iOS, not a desktop client, another system, or DevTools. */
export function isPhone(): boolean {
  const device =
    wx.canIUse('getDeviceInfo') && hasCall('getDeviceInfo')
      ? parseInfo(wx.getDeviceInfo())
      : legacyInfo()
  return device.platform === 'android' || device.platform === 'ios'
}

/** true if the version is unknown. */
export function hasBaseLibrary(version: string): boolean {
  return !isBelow(appInfo().SDKVersion, version)
}

/**
 * Whether the client has the API. Check it beside `hasBaseLibrary`: an API may be missing although the base
 * library is new enough. WeChat's page of an API states whether WeChat for HarmonyOS has it.
 */
export function hasCall(name: keyof WechatMiniprogram.Wx): boolean {
  return typeof wx[name] === 'function'
}

/** Whether this is a trial or development version, which shoppers never get. */
export function isTrialVersion(): boolean {
  if (!wx.canIUse('getAccountInfoSync') || !hasCall('getAccountInfoSync')) return false
  const account: unknown = wx.getAccountInfoSync()
  const program = isRecord(account) ? account['miniProgram'] : null
  const envVersion = isRecord(program) ? program['envVersion'] : null
  return envVersion === 'develop' || envVersion === 'trial'
}

/** WeChat's unvalidated data about itself and the shopper's settings. */
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

/** Uses the newer API if it exists: the old one is slow and deprecated. */
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

/** false if the version cannot be read, so that an unknown client is not locked out. */
export function isBelow(version: unknown, oldest: string): version is string {
  return isVersion(version) && compareVersions(version, oldest) < 0
}

/** The position of a custom navigation bar, level with WeChat's menu button. */
export interface NavSpace {
  readonly topPx: number
  readonly heightPx: number
}

/** Measured, because notches, tablets and desktop windows differ. */
export function navSpace(): NavSpace {
  // the API exists since base library 2.1.0; some clients return zeros until the page is laid out
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
