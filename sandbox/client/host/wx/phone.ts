import { readCallbackOrder, type CallbackOrder } from '../../../shared/callback-order'
import type { AppEvents } from '../app'
import type { EnterOptions } from '../entry'
import type { ErrorLog } from '../errors'
import type { Overlays } from '../overlays'
import type { Packages } from '../packages'
import type { PageView } from '../page-view'
import type { Router } from '../router'
import type { ShareSheet } from '../share'
import type { Taps } from '../taps'
import type { ThemeSwitch } from '../theme'
import type { Chrome } from '../chrome'

/** What the wx calls of one code space stand on. */
export interface Phone {
  readonly router: Router
  readonly packages: Packages
  readonly chrome: Chrome
  readonly overlays: Overlays
  readonly share: ShareSheet
  readonly theme: ThemeSwitch
  readonly events: AppEvents
  readonly errors: ErrorLog
  readonly device: Device
  readonly launchOptions: () => EnterOptions
  readonly enterOptions: () => EnterOptions
  /** Hosts that wx.request may reach, as origins. */
  readonly requestOrigins: () => ReadonlySet<string>
  readonly taps: Taps
  /** WeChat shows something of its own in the app's place; `back` leads home. */
  readonly leaveFor: (draw: (back: () => void) => HTMLElement) => void
  readonly isBuiltin: (tag: string) => boolean
  /** Leaves a trace of an effect that a browser cannot have: clipboard, vibration, an update. */
  readonly record: (name: string, options: unknown) => void
}

/** The simulated telephone; versions can be set in app.html's query to see what old clients see. */
export interface Device {
  readonly wechatVersion: string
  readonly baseLibrary: string
  readonly language: string
  /** How many times its standard size the shopper has set WeChat's type to. */
  readonly fontScale: number
  /** The shopper has not agreed to the merchant's privacy guide yet. */
  readonly privacyPending: boolean
  /** The Channels card that led here says who shared it, and the shopper lets the app know. */
  readonly channelsShare: boolean
  readonly callbackOrder: CallbackOrder
  /** Calls that this client lacks, whatever its base library. */
  readonly without: ReadonlySet<string>
}

/** @param order of a phone that is not told its own. */
export function readDevice(search: URLSearchParams, order: CallbackOrder): Device {
  return {
    wechatVersion: search.get('wechat') ?? '8.0.50',
    baseLibrary: search.get('sdk') ?? '3.8.0',
    language: search.get('lang') ?? 'zh_CN',
    fontScale: Number(search.get('font') ?? 1),
    privacyPending: search.get('privacy') === 'pending',
    channelsShare: search.get('channelsShare') !== 'none',
    callbackOrder: readCallbackOrder(search.get('order')) ?? order,
    without: new Set(search.get('without')?.split(',')),
  }
}

export function needPage({ router }: Phone): PageView {
  if (router.top === null) throw new Error('there is no page yet')
  return router.top
}
