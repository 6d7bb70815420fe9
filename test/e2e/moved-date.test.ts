import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { chromium, type Browser } from 'playwright-core'
import { findBrowser } from '../../sandbox/client/browser'
import { openTestPage } from '../helpers/node/test-page'

/** The date moved by `npm run test:elsewhere`; unset in `npm test`. */
const MOVED_BY_MS = Number(process.env['MOVED_DATE_BY_MS'] ?? 0)

const PRINT = ['-p', 'Date.now()']
/** The current date of each place where tests run code. */
const PLACES: Readonly<Record<string, () => Promise<number>>> = {
  'a process': async () => Number(await text(spawn(process.execPath, PRINT).stdout)),
  'a process with an environment of its own': async () =>
    Number(await text(spawn(process.execPath, PRINT, { env: {} }).stdout)),
  'a process that is waited for': () =>
    Promise.resolve(Number(spawnSync(process.execPath, PRINT, { encoding: 'utf8' }).stdout)),
  'a worker': async () => {
    const source = 'require("node:worker_threads").parentPort.postMessage(Date.now())'
    const [nowMs] = (await once(new Worker(source, { eval: true }), 'message')) as [number]
    return nowMs
  },
  'a page': async () => (await openTestPage(browser, {})).evaluate(() => Date.now()),
}

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch({ ...findBrowser(), headless: true })
})
afterAll(() => browser.close())

it.each(Object.entries(PLACES))('is the same here and in %s', async (_place, read) => {
  const beforeMs = Date.now()
  const nowMs = await read()
  expect(nowMs).toBeGreaterThanOrEqual(beforeMs)
  expect(nowMs).toBeLessThanOrEqual(Date.now())
})

it('is the requested one, and advances', async () => {
  const clocks = [() => Date.now(), () => new Date().getTime(), () => Date.parse(Date())]
  for (const read of clocks) {
    const realMs = performance.timeOrigin + performance.now()
    expect(Math.abs(read() - MOVED_BY_MS - realMs)).toBeLessThan(30_000)
    const thenMs = read()
    while (read() === thenMs) await new Promise((resolve) => setImmediate(resolve))
    expect(read()).toBeGreaterThan(thenMs)
  }
})

it('does not change given dates', () => {
  expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z')
  expect(new Date()).toBeInstanceOf(Date)
  expect(Date.UTC(1970, 0, 1)).toBe(0)
})
