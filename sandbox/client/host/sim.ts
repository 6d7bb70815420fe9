import type { CallbackOrder } from '../../shared/callback-order'
import type { WorldClockState } from '../../shared/world-clock'
import type { Entry } from './entry'
import type { SharedCard } from './share'
import type { Theme } from './theme'
import type { PageUpdate } from './update-log'
import type { Wx } from './wx'

/** An effect of the app that a browser cannot show, such as a copied text or a vibration. */
export interface Effect {
  readonly name: string
  readonly options: unknown
}

/** The control interface for tests and the preview panel: `window.__sim`. */
export interface Sim {
  /** Routes of the page stack, bottom first. */
  stack(): string[]
  /** A copy of the top page's data. */
  data(): unknown
  /** The current entry, with the data that WeChat hides from the app; the plugin stand-in reads it. */
  readonly entry: Entry
  enter(entry: WarmEntry): void
  background(): void
  foreground(options?: Partial<Pick<Entry, 'scene' | 'query' | 'shareTicket'>>): void
  readonly isInForeground: boolean
  /** The card of the top page's onShareAppMessage. */
  share(): unknown
  /** Cards that were sent in the user interface. */
  readonly shares: readonly SharedCard[]
  pullDown(): void
  readonly errors: string[]
  /** True: asynchronous loads of plugins fail. */
  failPlugin: boolean
  readonly callbackOrder: CallbackOrder
  setClock(state: WorldClockState): void
  readonly nowMs: number
  /** Number of the app's active timers. */
  timers(): number
  /** Null: the system's theme. */
  setTheme(theme: Theme | null): void
  readonly effects: readonly Effect[]
  /** Each setData of a page, in order; the last 200. */
  readonly updates: readonly PageUpdate[]
  require(path: string): unknown
  /** The exports of the app's config.ts; null: it has none. */
  config(): unknown
  getApp(): unknown
  getCurrentPages(): readonly unknown[]
  readonly wx: Wx
}

export type WarmEntry = Readonly<{
  path: string
  query?: Readonly<Record<string, string>>
  scene: number
  shareTicket?: string
}>
