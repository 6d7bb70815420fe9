/** One thing the app asked of WeChat, with its plain options. */
export interface Call {
  readonly name: string
  readonly [option: string]: unknown
}

export interface Watched {
  readonly selector: string
  tell(result: {
    intersectionRatio: number
    boundingClientRect: { top: number; bottom: number }
    dataset?: Record<string, unknown>
  }): void
}

export interface Navigation {
  readonly kind: 'navigateTo' | 'redirectTo' | 'navigateBack' | 'reLaunch' | 'switchTab'
  readonly url?: string
  readonly delta?: number
}

/** What the back end says: a body, an HTTP status, or null for a network that is down. */
export type Respond = (path: string) => unknown

/** A phone without a screen: what the app asked of it, and what it will answer. */
export interface Phone {
  /** null: the plugin cannot be loaded. */
  plugin: Record<string, (options: { room_id: number }) => Promise<unknown>> | null
  respond: Respond
  readonly requests: string[]
  /** The headers of each of these requests. */
  readonly headers: Record<string, string>[]
  /** The name that the back end gives its answers. */
  etag: string
  /** What is observed by intersection now; a test tells what came into sight. */
  readonly watched: Watched[]
  readonly navigations: Navigation[]
  readonly toasts: string[]
  readonly titles: string[]
  readonly calls: Call[]
  readonly storage: Map<string, unknown>
  /** What getCurrentPages returns. */
  stack: { route: string }[]
  readonly appListeners: { show: (() => void)[]; hide: (() => void)[] }
  /** Who is told when day turns to night. */
  readonly themeListeners: (() => void)[]
  readonly app: Record<string, unknown>
  /** What WeChat says of itself: versions, and settings where a test has some; the system is iOS where it is left out. */
  host: {
    version: string
    SDKVersion: string
    platform?: string
    language?: string
    theme?: 'light' | 'dark'
    fontSizeScaleFactor?: number
    fontSizeSetting?: number
  }
  /** As it was before the first test. */
  reset(): void
}

export interface Drawn {
  readonly dom: HTMLElement
  readonly data: Record<string, unknown>
  readonly instance: Record<string, unknown>
  querySelector(selector: string): Drawn | undefined
  querySelectorAll(selector: string): Drawn[]
  dispatchEvent(name: string, options?: object): void
  addEventListener(name: string, handler: (event: { detail: unknown }) => void): void
  setData(data: Record<string, unknown>): void
  triggerPageLifeTime(name: string): void
  toJSON(): { readonly attrs: readonly { readonly name: string; readonly value: unknown }[] }
  detach(): void
}

export const ROOT: string
export function install(options?: { wx?: Record<string, unknown> }): Phone
/** @param file path below miniprogram/, without its ending. Once per test file. */
export function load(file: string): string
export function stub(definition: {
  id: string
  tagName: string
  template: string
  properties?: Record<string, unknown>
}): string
export function render(id: string, properties?: object): Drawn
