import type { EnterOptions } from './entry'
import { stackOf, type ErrorLog } from './errors'

type Hook =
  | 'onLaunch'
  | 'onShow'
  | 'onHide'
  | 'onError'
  | 'onPageNotFound'
  | 'onUnhandledRejection'
  | 'onThemeChange'

/** Events for the hooks of App() and for wx.onAppShow and similar calls. */
export class AppEvents {
  private readonly listeners = new Map<string, ((argument: unknown) => void)[]>()

  constructor(private readonly errors: ErrorLog) {}

  on(name: string, listener: unknown): void {
    if (typeof listener !== 'function') return
    const known = this.listeners.get(name) ?? []
    this.listeners.set(name, [...known, listener as (argument: unknown) => void])
  }

  /** Without a listener, removes all of them, as in WeChat. */
  off(name: string, listener?: unknown): void {
    const known = this.listeners.get(name) ?? []
    this.listeners.set(name, listener === undefined ? [] : known.filter((one) => one !== listener))
  }

  emit(name: string, argument?: unknown): void {
    for (const listener of this.listeners.get(name) ?? [])
      try {
        listener(argument)
      } catch (error) {
        this.errors.record(error)
      }
  }
}

/** The App() instance and its lifecycle. */
export class AppLifecycle {
  instance: Record<string, unknown> = {}
  inForeground = false

  constructor(
    private readonly errors: ErrorLog,
    readonly events: AppEvents,
  ) {}

  /** The global App(). Methods are bound to the instance, as in WeChat. */
  register(definition: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(definition))
      this.instance[name] =
        typeof value === 'function' ? (value.bind(this.instance) as unknown) : value
  }

  launch(options: EnterOptions): void {
    this.call('onLaunch', options)
    this.show(options)
  }

  show(options: EnterOptions): void {
    this.inForeground = true
    this.call('onShow', options)
    this.events.emit('appShow', options)
  }

  hide(): void {
    this.inForeground = false
    this.call('onHide')
    this.events.emit('appHide', {})
  }

  /** Returns whether the app has an onPageNotFound hook. */
  pageNotFound(path: string, query: Readonly<Record<string, string>>): boolean {
    this.events.emit('pageNotFound', { path, query, isEntryPage: true })
    const known = typeof this.instance['onPageNotFound'] === 'function'
    this.call('onPageNotFound', { path, query, isEntryPage: true })
    return known
  }

  failed(error: unknown): void {
    this.errors.record(error)
    this.call('onError', stackOf(error))
    this.events.emit('error', { message: stackOf(error) })
  }

  rejected(reason: unknown, promise: unknown): void {
    this.errors.record(reason)
    this.call('onUnhandledRejection', { reason, promise })
    this.events.emit('unhandledRejection', { reason, promise })
  }

  themeChanged(theme: string): void {
    this.call('onThemeChange', { theme })
    this.events.emit('themeChange', { theme })
  }

  private call(hook: Hook, argument?: unknown): void {
    const method = this.instance[hook]
    if (typeof method !== 'function') return
    try {
      Reflect.apply(method, this.instance, argument === undefined ? [] : [argument])
    } catch (error) {
      this.errors.record(error)
    }
  }
}
