import type { WindowConfig } from './bundle'

export type Theme = 'light' | 'dark'

/**
 * The phone's theme: that of the browser, unless the preview panel sets one. It is written to
 * `html[data-theme]`, which compiled styles use in place of `prefers-color-scheme`.
 */
export class ThemeSwitch {
  private forced: Theme | null = null
  private readonly system = window.matchMedia('(prefers-color-scheme: dark)')
  private readonly listeners: ((theme: Theme) => void)[] = []

  /** @param enabled app.json's `darkmode`; without it WeChat always uses the light theme */
  constructor(
    private readonly enabled: boolean,
    private readonly variables: Readonly<Record<Theme, Readonly<Record<string, string>>>>,
  ) {
    this.system.addEventListener('change', () => {
      this.apply()
    })
    document.documentElement.dataset['theme'] = this.current
  }

  get current(): Theme {
    if (!this.enabled) return 'light'
    return this.forced ?? (this.system.matches ? 'dark' : 'light')
  }

  force(theme: Theme | null): void {
    this.forced = theme
    this.apply()
  }

  onChange(listener: (theme: Theme) => void): void {
    this.listeners.push(listener)
  }

  offChange(listener: (theme: Theme) => void): void {
    const at = this.listeners.indexOf(listener)
    if (at >= 0) this.listeners.splice(at, 1)
  }

  /** `@navBg` in app.json or a page's JSON → its value in theme.json. */
  resolve<K extends keyof WindowConfig>(config: WindowConfig, key: K): WindowConfig[K] {
    const value = config[key]
    if (typeof value !== 'string' || !value.startsWith('@')) return value
    return this.variables[this.current][value.slice(1)] as WindowConfig[K]
  }

  private apply(): void {
    if (document.documentElement.dataset['theme'] === this.current) return
    document.documentElement.dataset['theme'] = this.current
    for (const listener of this.listeners) listener(this.current)
  }
}
