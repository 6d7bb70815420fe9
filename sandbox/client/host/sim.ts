import type { CallbackOrder } from '../../shared/callback-order'
import type { WorldClockState } from '../../shared/world-clock'
import type { Entry } from './entry'
import type { SharedCard } from './share'
import type { Theme } from './theme'
import type { PageUpdate } from './update-log'
import type { Wx } from './wx'

/** Something the app did that a browser cannot show: a copied text, a vibration. */
export interface Effect {
  readonly name: string
  readonly options: unknown
}

/** The hands and eyes of tests and of the preview's panel: `window.__sim`. */
export interface Sim {
  /** Routes of the page stack, bottom first. */
  stack(): string[]
  /** The data of the page on top, copied. */
  data(): unknown
  /** How the app was entered, with what WeChat hides from it; the plugin's stand-in reads it. */
  readonly entry: Entry
  enter(entry: WarmEntry): void
  background(): void
  foreground(options?: Partial<Pick<Entry, 'scene' | 'query' | 'shareTicket'>>): void
  readonly isInForeground: boolean
  /** The card of the page on top, as its menu would share it. */
  share(): unknown
  /** Cards that were sent by tapping. */
  readonly shares: readonly SharedCard[]
  pullDown(): void
  readonly errors: string[]
  /** True: no plugin can be loaded asynchronously. */
  failPlugin: boolean
  readonly callbackOrder: CallbackOrder
  setClock(state: WorldClockState): void
  readonly nowMs: number
  /** Timers of the app that are alive. */
  timers(): number
  /** Null: as the system has it. */
  setTheme(theme: Theme | null): void
  readonly effects: readonly Effect[]
  /** Each setData of a page, in order; the newest 200. */
  readonly updates: readonly PageUpdate[]
  require(path: string): unknown
  /** What the app's config.ts exports; null: it has none. */
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
