import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { buildClient } from '../../../sandbox/client/build'
import { findBrowser } from '../../../sandbox/client/browser'
import type {} from '../../../sandbox/client/host/window' // declares window.__sim
import { startSandboxClient } from '../../../sandbox/client/serve'
import { openTestPage } from './test-page'

const PROBE = path.resolve(__dirname, '../../sandbox/probe')

export interface ProbeOptions {
  /** `app.html` with query and hash. */
  readonly url?: string
  readonly colorScheme?: 'light' | 'dark'
}

/** The probe app in a real browser, with a stand-in for both servers. */
export interface Probe {
  readonly page: Page
  readonly url: string
  /** Returns and clears the log of the app. */
  log(): Promise<string[]>
  /** The errors recorded by the host. */
  errors(): Promise<string[]>
  stack(): Promise<string[]>
  open(options?: ProbeOptions): Promise<void>
  close(): Promise<void>
}

export type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void

/**
 * @param answer plays the back end and the sandbox's own paths.
 */
export async function openProbe(answer: Answer = notFound): Promise<Probe> {
  const outDir = fs.mkdtempSync(path.join(os.tmpdir(), 'live-shop-probe-'))
  await buildClient({
    appRoot: path.join(PROBE, 'app'),
    pluginRoot: path.join(PROBE, 'plugin'),
    outDir,
  })
  const behind = await startServer(answer)
  const client = await startSandboxClient({
    backendUrl: behind.url,
    sandboxApiUrl: behind.url,
    outDir,
  })
  const browser = await chromium.launch({ ...findBrowser(), headless: true })
  const page = await openTestPage(browser, {
    viewport: { width: 375, height: 812 },
    hasTouch: true,
    locale: 'zh-CN',
  })
  return {
    page,
    url: client.url,
    log: () =>
      page.evaluate(() => (window.__sim.require('log') as { log: string[] }).log.splice(0)),
    errors: () => page.evaluate(() => window.__sim.errors),
    stack: () => page.evaluate(() => window.__sim.stack()),
    open: async ({ url = 'app.html', colorScheme = 'light' } = {}) => {
      await page.emulateMedia({ colorScheme })
      await page.goto('about:blank') // a mere change of the hash would not load anew
      await page.goto(`${client.url}/${url}`)
      await page.waitForSelector('html[data-ready]')
      await nextFrame(page)
    },
    close: async () => {
      await browser.close()
      await client.close()
      await behind.close()
      fs.rmSync(outDir, { recursive: true, force: true })
    },
  }
}

/** Resolves after onReady, when the layout is complete. */
export async function nextFrame(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(() => {
            done()
          })
        })
      }),
  )
}

/** A loopback server for one test file. */
export async function startServer(
  answer: Answer,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = http.createServer(answer)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done()
        })
        server.closeAllConnections()
      }),
  }
}

function notFound(_request: http.IncomingMessage, response: http.ServerResponse): void {
  response.writeHead(404, { 'content-type': 'application/json' })
  response.end('{}')
}
