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

/** The parts of the phone that wx calls use. */
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
  /** Origins that wx.request may reach. */
  readonly requestOrigins: () => ReadonlySet<string>
  readonly taps: Taps
  /** Replaces the app by a page of WeChat; `back` returns to the app. */
  readonly leaveFor: (draw: (back: () => void) => HTMLElement) => void
  readonly isBuiltin: (tag: string) => boolean
  /** Records an effect without an equivalent in the browser: clipboard, vibration, an update. */
  readonly record: (name: string, options: unknown) => void
}

/** The simulated device. Its values can be set in app.html's query, for example to simulate old clients. */
export interface Device {
  readonly wechatVersion: string
  readonly baseLibrary: string
  readonly language: string
  /** WeChat's font size relative to the standard. */
  readonly fontScale: number
  /** The user has not agreed to the merchant's privacy guide yet. */
  readonly privacyPending: boolean
  /** The Channels card has a sharer, and the user allows the app to read it. */
  readonly channelsShare: boolean
  readonly callbackOrder: CallbackOrder
  /** Calls that this client lacks, independent of its base library. */
  readonly without: ReadonlySet<string>
}

/** @param order default for phones without their own setting */
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

export function currentPage({ router }: Phone): PageView {
  if (router.top === null) throw new Error('there is no page yet')
  return router.top
}
