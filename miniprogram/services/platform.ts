import { compareVersions, isVersion } from '../domain/version'

/** Not a desktop, a tablet of another system, or the developer tools. */
export function isPhone(): boolean {
  const device: Info = wx.canIUse('getDeviceInfo') ? wx.getDeviceInfo() : oldInfo()
  return device.platform === 'android' || device.platform === 'ios'
}

/** One that does not say its number is taken for a new one. */
export function hasBaseLibrary(version: string): boolean {
  return !isBelow(appInfo().SDKVersion, version)
}

/** A version that the merchant looks at before it is released; shoppers never see one. */
export function isTrial(): boolean {
  if (!wx.canIUse('getAccountInfoSync')) return false
  const { envVersion } = wx.getAccountInfoSync().miniProgram
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
  return wx.canIUse('getAppBaseInfo') ? wx.getAppBaseInfo() : oldInfo()
}

function oldInfo(): Info {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- all there is below 2.20.1
  return wx.getSystemInfoSync()
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
  const button = wx.canIUse('getMenuButtonBoundingClientRect')
    ? wx.getMenuButtonBoundingClientRect()
    : { top: 0, height: 0 }
  return button.height === 0
    ? { topPx: 24, heightPx: 32 }
    : { topPx: button.top, heightPx: button.height }
}
