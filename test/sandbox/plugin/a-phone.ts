import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { startSandboxApi } from '../../../sandbox/api'
import { findBrowser } from '../../../sandbox/client/browser'
import { buildClient } from '../../../sandbox/client/build'
import { startSandboxClient } from '../../../sandbox/client/serve'
import type { LivePluginRecord } from '../../../sandbox/plugin/record'
import type { WireRoom } from '../../../sandbox/plugin/rooms'
import { openTestPage } from '../../helpers/node/test-page'

export const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'

/** A minimal app that uses the whole plugin. */
const APP: Readonly<Record<string, string>> = {
  'app.json': JSON.stringify({
    pages: ['pages/index/index', 'pages/product-detail/product-detail'],
    window: { navigationStyle: 'custom' },
    subpackages: [
      {
        root: 'packageA',
        pages: ['hall'],
        plugins: { 'live-player-plugin': { version: '1.3.5', provider: 'wx2b03c6e691cd7370' } },
      },
    ],
  }),
  'app.js': `App({
    async ask(name, options) {
      const player = await requirePlugin.async('live-player-plugin')
      return player[name](options).then((answer) => ({ answer }), ({ message }) => ({ message }))
    },
  })`,
  'pages/index/index.json': '{}',
  'pages/index/index.wxml': '<view>首页</view>',
  'pages/index/index.js': 'Page({})',
  'pages/product-detail/product-detail.json': '{}',
  'pages/product-detail/product-detail.wxml': '<view>商品</view>',
  'pages/product-detail/product-detail.js':
    'Page({ data: { options: {} }, onLoad(options) { this.setData({ options }) } })',
  'packageA/hall.json': JSON.stringify({
    usingComponents: {
      subscribe: 'plugin-private://wx2b03c6e691cd7370/components/subscribe/subscribe',
    },
  }),
  'packageA/hall.wxml': `
    <view style="padding-top: 100px" bind:subscribe="onBubbled" bind:tap="onAround">
      <subscribe room-id="{{roomId}}" bind:subscribe="onSubscribe" custom-params="{{params}}" />
    </view>
    <view bind:subscribe="onBubbled" bind:tap="onAround">
      <subscribe id="quiet" wx:if="{{roomId}}" room-id="{{roomId}}" stop-propagation="{{true}}"
        width="{{88}}" height="{{32}}" font-size="{{13}}" color="#1c1b1a" background-color="#ffd9a8" />
    </view>`,
  'packageA/hall.js': `Page({
    data: { roomId: 0, params: '%7B%22pid%22%3A7%7D', heard: [], bubbled: 0, around: 0 },
    onLoad({ room_id }) { this.setData({ roomId: Number(room_id) }) },
    onSubscribe({ detail }) { this.setData({ heard: [...this.data.heard, detail] }) },
    onBubbled() { this.setData({ bubbled: this.data.bubbled + 1 }) },
    onAround() { this.setData({ around: this.data.around + 1 }) },
  })`,
}

interface PhoneWindow {
  readonly __livePlugin: LivePluginRecord
  readonly __sim: {
    stack(): string[]
    data(): unknown
    background(): void
    foreground(): void
    setClock(clock: unknown): void
    readonly errors: string[]
  }
}

export interface Entry {
  readonly scene?: number
  readonly shareTicket?: string
}

/** A phone in a browser, with the sandbox's API behind it. */
export interface TestPhone {
  readonly page: Page
  /** Number of requests for rooms. */
  readonly roomRequests: () => number
  /** Returns and clears the console errors and failed scripts. */
  readonly takeFaults: () => string[]
  /** Starts the app cold at a page. */
  readonly open: (url: string, entry?: Entry) => Promise<void>
  readonly look: <T>(read: (phone: PhoneWindow) => T) => Promise<T>
  readonly plugin: () => Promise<LivePluginRecord>
  /** Calls the plugin: `{ answer }`, or `{ message }` of an error. */
  readonly ask: (name: string, options?: object) => Promise<unknown>
  readonly roomsIn: (status: number) => Promise<WireRoom[]>
  readonly setStatus: (roomId: number, status: number | null) => Promise<void>
  /** Advances the world clock of the API and the phone. */
  readonly pass: (ms: number) => Promise<void>
  readonly close: () => Promise<void>
}

export async function startPhone(): Promise<TestPhone> {
  const folder = mkdtempSync(path.join(tmpdir(), 'plugin-test-'))
  const appRoot = path.join(folder, 'app')
  for (const [file, text] of Object.entries(APP)) {
    mkdirSync(path.dirname(path.join(appRoot, file)), { recursive: true })
    writeFileSync(path.join(appRoot, file), text)
  }
  const outDir = path.join(folder, 'out')
  const pluginRoot = path.join(__dirname, '../../../sandbox/plugin')
  // an evening in Shanghai, with rooms of all statuses
  const api = await startSandboxApi({ startAtMs: Date.parse('2026-11-21T20:30:00+08:00') })
  await buildClient({ appRoot, pluginRoot, outDir })
  const client = await startSandboxClient({
    ...{ backendUrl: api.url, sandboxApiUrl: api.url, outDir },
  })
  const browser = await chromium.launch({ headless: true, ...findBrowser() })
  const page = await openTestPage(browser, {
    viewport: { width: 375, height: 812 },
    hasTouch: true,
  })
  let requests = 0
  const faults: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/__sandbox/rooms/')) requests += 1
  })
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))

  const control = async (method: string, url: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${api.url}/__sandbox${url}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${url}: ${await response.text()}`)
    return response.json()
  }
  const look = <T>(read: (phone: PhoneWindow) => T): Promise<T> =>
    page.evaluate(`(${read.toString()})(window)`)

  return {
    page,
    look,
    roomRequests: () => requests,
    takeFaults: () => faults.splice(0),
    async open(url, { scene, shareTicket } = {}) {
      const search = new URLSearchParams({
        ...(scene === undefined ? {} : { scene: String(scene) }),
        ...(shareTicket === undefined ? {} : { shareTicket }),
      })
      // a new document even if only the hash changes: every entry is a cold start
      await page.goto('about:blank')
      await page.goto(`${client.url}/app.html?${search.toString()}#${url}`)
      await page.waitForFunction(() => '__sim' in window)
    },
    plugin: () =>
      look(({ __livePlugin }) => JSON.parse(JSON.stringify(__livePlugin)) as LivePluginRecord),
    ask: (name, options = {}) =>
      page.evaluate(`__sim.getApp().ask(${JSON.stringify(name)}, ${JSON.stringify(options)})`),
    async roomsIn(status) {
      const { rooms } = (await control('GET', '/rooms')) as { rooms: WireRoom[] }
      return rooms.filter(({ live_status }) => live_status === status)
    },
    async setStatus(roomId, status) {
      await control('PUT', `/rooms/${roomId}`, { live_status: status })
    },
    async pass(ms) {
      const { clock } = (await control('POST', '/clock', { advanceMs: ms })) as { clock: unknown }
      await page.evaluate((state) => {
        const { __sim } = window as unknown as PhoneWindow
        __sim.setClock(state)
      }, clock)
    },
    async close() {
      await browser.close()
      await client.close()
      await api.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
