import { EventChannel } from './event-channel'
import type { PageView, PageLocation } from './page-view'

const MAX_PAGES = 10

export interface RouterContext {
  /** Null: the page does not exist. */
  readonly locate: (url: string, from: PageView | null) => PageLocation | null
  readonly open: (location: PageLocation, channel: EventChannel) => PageView
  readonly isTab: (route: string) => boolean
  /** Called after every change of the top page. */
  readonly changed: () => void
}

/** The page stack with WeChat's navigation rules and error texts. */
export class Router {
  readonly stack: PageView[] = []
  private readonly tabs = new Map<string, PageView>()

  constructor(private readonly context: RouterContext) {}

  get top(): PageView | null {
    return this.stack.at(-1) ?? null
  }

  navigateTo(url: string, listeners: Readonly<Record<string, (data: unknown) => void>> = {}) {
    const location = this.locateOrFail('navigateTo', url)
    if (this.context.isTab(location.route)) fail('navigateTo:fail can not navigateTo a tabbar page')
    if (this.stack.length >= MAX_PAGES) fail('navigateTo:fail webview count limit exceed')
    this.top?.hide()
    const [opener, opened] = EventChannel.pair()
    for (const [name, listener] of Object.entries(listeners)) opener.on(name, listener)
    this.push(location, opened)
    return { eventChannel: opener }
  }

  redirectTo(url: string): void {
    const location = this.locateOrFail('redirectTo', url)
    if (this.context.isTab(location.route)) fail('redirectTo:fail can not redirectTo a tabbar page')
    this.stack.pop()?.unload()
    this.push(location)
  }

  navigateBack(delta = 1): void {
    if (this.stack.length < 2) fail('navigateBack:fail cannot navigate back at first page.')
    const steps = Math.min(Math.max(delta, 1), this.stack.length - 1)
    for (const page of this.stack.splice(this.stack.length - steps).reverse()) page.unload()
    this.top?.show()
    this.context.changed()
  }

  reLaunch(url: string): void {
    const location = this.locateOrFail('reLaunch', url)
    this.clear()
    this.push(location)
  }

  switchTab(url: string): void {
    const location = this.locateOrFail('switchTab', url)
    if (!this.context.isTab(location.route)) fail('switchTab:fail can not switch to no-tabBar page')
    if (this.top?.route === location.route) return
    for (const page of this.stack.splice(1).reverse()) page.unload()
    const old = this.stack.pop()
    if (old !== undefined && this.context.isTab(old.route)) {
      old.hide()
      this.tabs.set(old.route, old)
    } else old?.unload()
    const kept = this.tabs.get(location.route)
    if (kept === undefined) {
      this.push(location)
      return
    }
    this.tabs.delete(location.route)
    this.stack.push(kept)
    kept.show()
    this.context.changed()
  }

  /** Opens the first page, or the page of a card or code. False: the page does not exist. */
  enter(url: string): boolean {
    const location = this.context.locate(url, null)
    if (location === null) return false
    this.clear()
    this.push(location)
    return true
  }

  private push(location: PageLocation, channel = new EventChannel()): void {
    const page = this.context.open(location, channel)
    this.stack.push(page)
    page.load()
    if (this.top !== page) return // onLoad has opened another page
    page.show()
    this.context.changed()
  }

  private clear(): void {
    for (const page of this.stack.splice(0).reverse()) page.unload()
    for (const page of this.tabs.values()) page.unload()
    this.tabs.clear()
  }

  private locateOrFail(api: string, url: string): PageLocation {
    const location = this.context.locate(url, this.top)
    if (location !== null) return location
    return fail(`${api}:fail page "${url.replace(/^\//, '')}" is not found`)
  }
}

function fail(message: string): never {
  throw new Error(message)
}
