import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { findBrowser } from '../../../sandbox/client/browser'
import type { CallbackOrder } from '../../../sandbox/shared/callback-order'
import { startSandbox, type Sandbox, type SandboxSettings } from '../../../sandbox/sandbox'
import type { WorldClockState } from '../../../sandbox/shared/world-clock'
import { openTestPage } from './test-page'

/** The control interface of the client host; see sandbox/client. */
interface SimWindow {
  __sim: {
    stack(): string[]
    data(): unknown
    errors: string[]
    failPlugin: boolean
    entry: unknown
    background(): void
    foreground(options?: object): void
    enter(options: {
      path: string
      query?: Record<string, string>
      scene: number
      shareTicket?: string
    }): void
    share(): unknown
    getCurrentPages(): { onShareTimeline?(): unknown }[]
    pullDown(): void
    timers(): number
    setClock(state: WorldClockState): void
    require(path: string): unknown
  }
  __livePlugin: {
    calls: { name: string; options: unknown; atMs: number; tooSoon?: boolean }[]
    lastShare?: unknown
  }
}
declare const window: SimWindow

const SCREENSHOTS = path.resolve(__dirname, '../../../screenshots')
/** Screenshots are for people: no test reads them, and they take a quarter of screens.test.ts. */
const KEEPS_PHOTOGRAPHS = process.env['PHOTOGRAPHS'] === '1'

export interface PhoneOptions {
  /** Page path with query, or the plugin's room page; default: the storefront. */
  readonly path?: string
  readonly scene?: number
  readonly shareTicket?: string
  readonly width?: number
  readonly theme?: 'light' | 'dark'
  /** The plugin cannot be loaded, as without the permission for it. */
  readonly failPlugin?: boolean
  /** An older WeChat: client version and base library. */
  readonly wechat?: { readonly version: string; readonly baseLibrary: string }
  /** WeChat's language, as in wx.getAppBaseInfo: zh_CN, en, … */
  readonly language?: string
  /** WeChat's font size, relative to the standard. */
  readonly fontScale?: number
  /** The user has not agreed to the merchant's privacy guide yet. */
  readonly privacyPending?: boolean
  /** Default `success-first`. */
  readonly callbackOrder?: CallbackOrder
  /** wx calls that this client lacks, independent of its base library. */
  readonly without?: readonly string[]
  /** Address of another build of the app; default: that of the sandbox. */
  readonly clientUrl?: string
}

/** A phone: the mini-program in a real browser, controlled by taps. */
export interface Phone {
  readonly page: Page
  /** The visible page; hidden pages of the stack stay in the DOM. */
  readonly screen: Locator
  stack(): Promise<string[]>
  background(): Promise<void>
  foreground(options?: { scene: number }): Promise<void>
  /** Restarts the app cold; its storage is kept. */
  restart(options?: PhoneOptions): Promise<void>
  /** The top page's post for Moments. */
  momentsCard(): Promise<{ title: string; query: string; imageUrl?: string }>
  enter(options: {
    path: string
    query?: Record<string, string>
    scene: number
    shareTicket?: string
  }): Promise<void>
  pluginCalls(): Promise<{ name: string; options: unknown; atMs: number; tooSoon?: boolean }[]>
  setClock(state: WorldClockState): Promise<void>
  pullDown(): Promise<void>
  /** Number of the app's active timers. */
  timers(): Promise<number>
  /** Calls a function of an app module, without arguments. */
  service<T>(module: string, name: string): Promise<T>
  /** Waits for the fonts. With PHOTOGRAPHS=1 it also writes screenshots/<name>.png. */
  photograph(name: string): Promise<void>
  /** All failures: console errors, unhandled rejections, failed requests, the host's errors. */
  troubles(): Promise<string[]>
  close(): Promise<void>
}

/** The sandbox with a browser; one per test file. */
export interface Stage {
  readonly world: Sandbox
  openPhone(options?: PhoneOptions): Promise<Phone>
  /** Advances the clock of the API, the back end and all open phones. */
  advance(byMs: number): Promise<void>
  nextAct(): Promise<void>
  close(): Promise<void>
}

/** Settings of the shop. */
export interface Shop extends Pick<
  SandboxSettings,
  'roomCount' | 'dailyLimit' | 'flavour' | 'channels'
> {
  /** For tests of layouts. Otherwise the browser does not load pictures, which is faster. */
  readonly hasPictures?: boolean
  /** The caller closes the stage at Ctrl-C; otherwise Playwright ends the browser and the process. */
  readonly leavesSignals?: boolean
}

export async function openStage({
  hasPictures = false,
  leavesSignals = false,
  ...shop
}: Shop = {}): Promise<Stage> {
  const world = await startSandbox({
    ...shop,
    port: 0,
    onBackendExit: (explanation) => {
      throw new Error(explanation)
    },
  })
  let browser: Browser
  try {
    const { args, ...found } = findBrowser()
    const more = hasPictures || KEEPS_PHOTOGRAPHS ? [] : ['--blink-settings=imagesEnabled=false']
    browser = await chromium.launch({
      ...found,
      args: [...args, ...more],
      headless: true,
      handleSIGINT: !leavesSignals,
      handleSIGTERM: !leavesSignals,
      handleSIGHUP: !leavesSignals,
    })
  } catch (error) {
    await world.close()
    throw error
  }
  const phones = new Set<Phone>()
  const turnClock = async (body: object) => {
    const response = await fetch(`${world.apiUrl}/__sandbox/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`clock: ${await response.text()}`)
    for (const phone of phones) await phone.setClock(world.api.clock())
  }
  return {
    world,
    openPhone: async (options = {}) => {
      const phone = await openPhone(browser, options.clientUrl ?? world.url, options)
      phones.add(phone)
      return {
        ...phone,
        close: () => {
          phones.delete(phone)
          return phone.close()
        },
      }
    },
    advance: (advanceMs) => turnClock({ advanceMs }),
    nextAct: () => turnClock({ nextAct: true }),
    close: async () => {
      try {
        await browser.close()
      } finally {
        await world.close()
      }
    },
  }
}

async function openPhone(browser: Browser, url: string, options: PhoneOptions): Promise<Phone> {
  const page = await openTestPage(browser, {
    viewport: { width: options.width ?? 375, height: 812 },
    deviceScaleFactor: 2,
    hasTouch: true,
    colorScheme: options.theme ?? 'light',
    locale: 'zh-CN',
  })
  const troubles: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => troubles.push(`page: ${error.stack ?? error.message}`))

  const open = async (how: PhoneOptions = {}) => {
    await page.goto('about:blank') // a mere change of the hash would not load anew
    await page.goto(
      `${url}/app.html?${startQuery(how).toString()}${how.path === undefined ? '' : `#${how.path}`}`,
    )
    await page.waitForSelector('html[data-ready]')
  }
  await open(options)

  return {
    page,
    screen: page.locator('.page-frame:not([hidden])'),
    stack: () => page.evaluate(() => window.__sim.stack()),
    background: () =>
      page.evaluate(() => {
        window.__sim.background()
      }),
    foreground: (given) =>
      page.evaluate((wanted) => {
        window.__sim.foreground(wanted)
      }, given),
    restart: open,
    momentsCard: () =>
      page.evaluate(() => window.__sim.getCurrentPages().at(-1)?.onShareTimeline?.() as never),
    enter: (entry) =>
      page.evaluate((e) => {
        window.__sim.enter(e)
      }, entry),
    pluginCalls: () => page.evaluate(() => window.__livePlugin.calls),
    setClock: (state) =>
      page.evaluate((s) => {
        window.__sim.setClock(s)
      }, state),
    pullDown: () =>
      page.evaluate(() => {
        window.__sim.pullDown()
      }),
    timers: () => page.evaluate(() => window.__sim.timers()),
    service: (module, name) =>
      page.evaluate(
        ([from, wanted]) => {
          const found = window.__sim.require(from) as Record<string, (() => never) | undefined>
          const call = found[wanted]
          if (call === undefined) throw new Error(`${from} has no ${wanted}`)
          return call()
        },
        [module, name] as const,
      ),
    photograph: async (name) => {
      await page.evaluate(() => document.fonts.ready.then(() => undefined))
      if (!KEEPS_PHOTOGRAPHS) return
      mkdirSync(SCREENSHOTS, { recursive: true })
      await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), animations: 'disabled' })
    },
    troubles: async () => [...troubles, ...(await page.evaluate(() => window.__sim.errors))],
    close: () => page.context().close(),
  }
}

/** Sets the phone's state before the app starts. */
function startQuery(options: PhoneOptions): URLSearchParams {
  const query = new URLSearchParams()
  if (options.scene !== undefined) query.set('scene', String(options.scene))
  if (options.shareTicket !== undefined) query.set('shareTicket', options.shareTicket)
  if (options.failPlugin === true) query.set('failPlugin', '1')
  if (options.wechat !== undefined) {
    query.set('wechat', options.wechat.version)
    query.set('sdk', options.wechat.baseLibrary)
  }
  if (options.language !== undefined) query.set('lang', options.language)
  if (options.fontScale !== undefined) query.set('font', String(options.fontScale))
  if (options.privacyPending === true) query.set('privacy', 'pending')
  if (options.callbackOrder !== undefined) query.set('order', options.callbackOrder)
  if (options.without !== undefined) query.set('without', options.without.join(','))
  return query
}
