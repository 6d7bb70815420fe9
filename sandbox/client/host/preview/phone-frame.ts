import { byId } from '../dom'
import type { Sim } from '../sim'
import type { Theme } from '../theme'
import type { Card } from './entry-options'

/** The record of the plugin stand-in in the phone's window (sandbox/plugin/record.ts). */
interface PluginRecord {
  readonly calls: readonly PluginCall[]
  readonly lastShare?: Card | null
  readonly lastReminder?: Card | null
}

export interface PluginCall {
  readonly name: string
  readonly options: unknown
  readonly atMs: number
  readonly tooSoon?: boolean
}

type PhoneWindow = Window & { readonly __livePlugin?: PluginRecord }

const FRAME_HEIGHT = 832
const MARGIN = 24

/** The iframe that contains the phone. */
export class PhoneFrame {
  private readonly frame = byId('phone') as HTMLIFrameElement
  private theme: Theme | null = null
  private readonly settings = new Map<string, string>()

  constructor(onStart: () => void) {
    this.frame.addEventListener('load', () => {
      this.sim?.setTheme(this.theme)
      onStart()
    })
    const fit = () => {
      const room = window.matchMedia('(max-width: 860px)').matches
        ? 1
        : (window.innerHeight - 2 * MARGIN) / FRAME_HEIGHT
      byId('bezel').style.setProperty('--scale', String(Math.min(1, room)))
    }
    window.addEventListener('resize', fit)
    fit()
  }

  /** Null while the page loads, or if its script has failed. */
  get sim(): Sim | null {
    return (this.window as Partial<Pick<Window, '__sim'>> | null)?.__sim ?? null
  }

  get plugin(): PluginRecord | null {
    return this.window?.__livePlugin ?? null
  }

  get firstPage(): string {
    const bundle = (this.window as Partial<Pick<Window, '__miniProgram'>> | null)?.__miniProgram
    return bundle?.app.configs.app?.pages[0] ?? ''
  }

  /** The first entry of `qrLinkPrefixes` in the app's config.ts. */
  get qrLinkPrefix(): string | null {
    return findPrefix(this.sim?.config() ?? null)
  }

  /** Reloads the same page after a rebuild. */
  reload(): void {
    this.window?.location.reload()
  }

  start(url: string): void {
    this.frame.src = this.withSettings(url)
  }

  /** Sets WeChat's language, font size or callback order. A change restarts the app. */
  setting(name: 'lang' | 'font' | 'order', value: string): void {
    this.settings.set(name, value)
    if (this.window !== null) this.start(this.window.location.href)
  }

  private withSettings(url: string): string {
    const wanted = new URL(url, document.baseURI)
    for (const [name, value] of this.settings) wanted.searchParams.set(name, value)
    return wanted.href
  }

  setTheme(theme: Theme | null): void {
    this.theme = theme
    this.sim?.setTheme(theme)
  }

  setWidth(px: string): void {
    byId('bezel').style.setProperty('--width', `${px}px`)
  }

  private get window(): PhoneWindow | null {
    return this.frame.contentWindow
  }
}

/** Looks in the exports of config.ts and one level below. */
function findPrefix(exports: unknown): string | null {
  if (typeof exports !== 'object' || exports === null) return null
  for (const one of [exports, ...(Object.values(exports) as readonly unknown[])])
    if (typeof one === 'object' && one !== null && 'qrLinkPrefixes' in one) {
      const prefixes: unknown = one.qrLinkPrefixes
      const first: unknown = Array.isArray(prefixes) ? prefixes[0] : undefined
      return typeof first === 'string' ? first : null
    }
  return null
}
