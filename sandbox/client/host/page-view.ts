import type { Root } from 'glass-easel-miniprogram-adapter'
import type { CallbackOrder } from '../../shared/callback-order'
import type { PhoneBackend } from './backend'
import type { PartConfig, WindowConfig } from './bundle'
import { sendEvent, type AssociatedBackend } from './engine'
import { EventChannel } from './event-channel'
import type { Space } from './space'

/** A page instance for the app's code. */
export interface PageInstance {
  route: string
  __route__: string
  options: Readonly<Record<string, string>>
  readonly data: Record<string, unknown>
  setData: (changes: object, done?: () => void) => void
  getOpenerEventChannel: () => EventChannel
  getTabBar: () => null
  [hook: string]: unknown
}

/** An existing page with the query to open it. */
export interface PageLocation {
  readonly space: Space
  /** Relative to its space. */
  readonly path: string
  /** As in getCurrentPages; for a plugin page the whole `plugin-private://` URL. */
  readonly route: string
  readonly query: Readonly<Record<string, string>>
  readonly search: string
}

export interface PageContext {
  readonly associated: AssociatedBackend
  readonly backend: PhoneBackend
  readonly failed: (error: unknown) => void
  readonly windowConfig: WindowConfig
  readonly parent: HTMLElement
  /** Called for each setData of a page, before rendering. */
  readonly onSetData: (route: string, changes: object) => void
  readonly callbackOrder: CallbackOrder
}

export class PageView {
  readonly instance: PageInstance
  readonly config: PartConfig
  readonly frame = document.createElement('div')
  /** Changes by wx.setNavigationBarTitle and wx.setNavigationBarColor. */
  readonly bar: { title?: string; background?: string; front?: string } = {}
  /** The page's scroll container, `wx-page`. */
  readonly scroller: HTMLElement
  visible = false
  /** Settles after onReady, or when the page is closed before it. */
  readonly ready: Promise<void>
  private settleReady: () => void = () => undefined
  private readonly root: Root
  private readonly sheets: HTMLStyleElement[]
  private wasReady = false
  private isUnloaded = false
  /** The scroll height at the last onReachBottom; null after scrolling up. */
  private reachedEndAt: number | null = null
  private savedScrollTop = 0

  constructor(
    readonly location: PageLocation,
    private readonly context: PageContext,
    channel: EventChannel,
  ) {
    const { space, path, route, query, search } = location
    this.ready = new Promise((settle) => (this.settleReady = settle))
    space.ensure(path)
    this.config = { ...context.windowConfig, ...space.configs[path] }
    const { made, sheets } = context.backend.collectSheets(() =>
      context.associated.createRoot(
        'wx-page',
        space.code,
        search === '' ? path : `${path}?${search}`,
      ),
    )
    this.root = made
    this.sheets = [...sheets]
    this.instance = asPage(made.get())
    this.reportUpdates(route)
    Object.assign(this.instance, {
      route,
      __route__: route,
      options: query,
      getOpenerEventChannel: () => channel,
      getTabBar: () => null,
    })
    this.frame.className = 'page-frame'
    context.parent.append(this.frame)
    const placeholder = document.createElement('i')
    this.frame.append(placeholder)
    made.attach(asEngineElement(this.frame), asEngineElement(placeholder))
    this.scroller = elementOf(made)
    this.scroller.addEventListener('scroll', () => this.onScroll())
  }

  get route(): string {
    return this.location.route
  }

  get data(): Record<string, unknown> {
    return this.instance.data
  }

  load(): void {
    this.call('onLoad', this.location.query)
  }

  show(): void {
    this.frame.hidden = false
    for (const sheet of this.sheets) sheet.disabled = false
    // the browser also restores it, but limited by a layout in which 100vh is not yet known
    this.scroller.scrollTop = this.savedScrollTop
    this.appear()
    if (this.wasReady) return
    this.wasReady = true
    requestAnimationFrame(() => {
      if (!this.isUnloaded) this.call('onReady')
      this.settleReady()
    })
  }

  hide(): void {
    this.hideFrame()
    this.disappear()
  }

  /** The app returns to the foreground with this page on top. The layout does not change. */
  appear(): void {
    this.visible = true
    this.root.getComponent().triggerPageLifetime('show', [])
    this.call('onShow')
  }

  disappear(): void {
    this.visible = false
    this.root.getComponent().triggerPageLifetime('hide', [])
    this.call('onHide')
  }

  unload(): void {
    this.visible = false
    this.hideFrame()
    this.call('onUnload')
    this.isUnloaded = true
    this.settleReady()
    this.root.release()
    this.frame.remove()
    for (const sheet of this.sheets) sheet.remove()
  }

  resized(): void {
    const { clientWidth: windowWidth, clientHeight: windowHeight } = this.frame
    const size = { size: { windowWidth, windowHeight } }
    this.root.getComponent().triggerPageLifetime('resize', [size])
    this.call('onResize', size)
  }

  has(hook: string): boolean {
    return typeof this.instance[hook] === 'function'
  }

  /** Calls a hook of the page. Exceptions are recorded and do not stop the phone, as in WeChat. */
  call(hook: string, argument?: unknown): unknown {
    const method = this.instance[hook]
    if (typeof method !== 'function') return undefined
    try {
      const given = argument === undefined ? [] : [argument]
      const answer: unknown = Reflect.apply(method, this.instance, given)
      return answer
    } catch (error) {
      this.context.failed(error)
      return undefined
    }
  }

  hasSheet(url: string): boolean {
    return this.sheets.some((sheet) => sheet.dataset['wxss'] === url)
  }

  /** Adds style sheets of a component that was loaded after the page was rendered (componentPlaceholder). */
  addSheets(sheets: readonly HTMLStyleElement[]): void {
    for (const sheet of sheets) sheet.disabled = Boolean(this.frame.hidden)
    this.sheets.push(...sheets)
  }

  /** Emits a bubbling event on the page. */
  emit(name: string, detail: object): void {
    sendEvent(this.root.getComponent(), name, detail)
  }

  private reportUpdates(route: string): void {
    const { setData } = this.instance
    this.instance.setData = (changes, done) => {
      this.context.onSetData(route, changes)
      Reflect.apply(setData, this.instance, [changes, this.inOrder(done)])
    }
  }

  private inOrder(done: (() => void) | undefined): (() => void) | undefined {
    if (done === undefined || this.context.callbackOrder === 'success-first') return done
    return () => {
      void this.ready.then(done).catch(this.context.failed)
    }
  }

  private hideFrame(): void {
    this.savedScrollTop = this.scroller.scrollTop
    this.frame.hidden = true
    for (const sheet of this.sheets) sheet.disabled = true
  }

  private onScroll(): void {
    if (!this.visible) return
    const { scrollTop, clientHeight, scrollHeight } = this.scroller
    this.call('onPageScroll', { scrollTop })
    const distance = this.config.onReachBottomDistance ?? 50
    const isAtEnd = scrollTop + clientHeight >= scrollHeight - distance
    // appended content has a new end, even if the scroll position never left the old one
    if (isAtEnd && scrollHeight !== this.reachedEndAt) this.call('onReachBottom')
    this.reachedEndAt = isAtEnd ? scrollHeight : null
  }
}

/** The adapter's instance lacks the members that only pages have; the caller adds them. */
function asPage(instance: object): PageInstance {
  return instance as PageInstance
}

/** The engine has its own type for the DOM methods that it calls. */
function asEngineElement(element: HTMLElement): Parameters<Root['attach']>[0] {
  return element as unknown as Parameters<Root['attach']>[0]
}

function elementOf(root: Root): HTMLElement {
  const element: unknown = root.getComponent().$$
  if (element instanceof HTMLElement) return element
  throw new TypeError('The engine has not rendered the page into an HTML element')
}
