import { openProbe, type Probe } from '../../helpers/node/browser-probe'

let probe: Probe
const asked: string[] = []

beforeAll(async () => {
  probe = await openProbe((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`)
    if (request.url === '/api/gone') {
      request.socket.destroy()
      return
    }
    if (request.url === '/api/slow') return // never
    if (request.headers['if-none-match'] === '"one"') {
      response.writeHead(304, { etag: '"one"' }).end()
      return
    }
    response.writeHead(request.url === '/api/missing' ? 404 : 200, {
      'content-type': 'application/json',
      etag: '"one"',
    })
    response.end(JSON.stringify({ url: request.url }))
  })
  await probe.open()
})
afterAll(() => probe.close())
beforeEach(() => {
  asked.length = 0
})
afterEach(() => {
  expect(consoleErrors.splice(0)).toEqual([])
})

const consoleErrors: string[] = []
beforeAll(() => {
  probe.page.on('console', (message) => {
    if (message.type() === 'error') consoleErrors.push(message.text())
  })
})

/** wx.request with its result or failure. */
const request = (options: object) =>
  probe.page.evaluate(
    (given) =>
      new Promise<Record<string, unknown>>((done) => {
        const send = window.__sim.wx['request'] as (options: object) => { abort(): void }
        const task = send({ ...given, complete: done })
        if ('abort' in given) task.abort()
      }),
    options,
  )

describe('wx.request', () => {
  it("reaches the back end at the app's domain", async () => {
    const answer = await request({ url: 'https://shop.test/api/rooms', data: { status: '直播' } })
    const url = '/api/rooms?status=%E7%9B%B4%E6%92%AD'
    expect(answer).toMatchObject({ errMsg: 'request:ok', statusCode: 200, data: { url } })
    expect(answer['header']).toMatchObject({ etag: '"one"' })
    expect(asked).toEqual([`GET ${url}`])
  })

  it('returns a 304 without a body: WeChat does not cache by default', async () => {
    const url = 'https://shop.test/api/rooms'
    const answer = await request({ url, header: { 'If-None-Match': '"one"' } })
    expect(answer).toMatchObject({ errMsg: 'request:ok', statusCode: 304, data: '' })
  })

  it('treats a 404 as an answer, without a console error', async () => {
    const answer = await request({ url: 'https://shop.test/api/missing' })
    expect(answer).toMatchObject({ errMsg: 'request:ok', statusCode: 404 })
  })

  it('refuses a domain that is not listed', async () => {
    const answer = await request({ url: 'https://elsewhere.test/api/rooms' })
    expect(answer).toEqual({ errMsg: 'request:fail url not in domain list' })
    expect(asked).toEqual([])
  })

  it('fails as without a network if the back end does not answer', async () => {
    const answer = await request({ url: 'https://shop.test/api/gone' })
    expect(answer['errMsg']).toMatch(/^request:fail errcode:-102 .*ERR_CONNECTION_REFUSED$/)
  })

  it('fails after the timeout, and when it is aborted', async () => {
    expect(await request({ url: 'https://shop.test/api/slow', timeout: 50 })).toEqual({
      errMsg: 'request:fail timeout',
    })
    expect(await request({ url: 'https://shop.test/api/slow', abort: true })).toEqual({
      errMsg: 'request:fail abort',
    })
  })
})

describe('names of wx', () => {
  const attempt = (name: string) =>
    probe.page.evaluate((key) => {
      const value = window.__sim.wx[key]
      if (typeof value !== 'function') return typeof value
      try {
        ;(value as () => void)()
        return 'called'
      } catch (error) {
        return (error as Error).message
      }
    }, name)
  const canIUse = (schema: string) =>
    probe.page.evaluate(
      (asked) => (window.__sim.wx['canIUse'] as (s: string) => boolean)(asked),
      schema,
    )

  it('throws an error with the name for calls that are not implemented', async () => {
    const message = 'wx.startBluetoothDevicesDiscovery is not implemented by the sandbox client'
    expect(await attempt('startBluetoothDevicesDiscovery')).toBe(message)
    expect(await probe.errors()).toContain(message)
    expect(consoleErrors.splice(0)).toEqual([`[sandbox] ${message}`])
  })

  it('is undefined for unknown names', async () => {
    expect(await attempt('navigateTwo')).toBe('undefined')
  })

  it('returns the right answers from canIUse', async () => {
    expect(await canIUse('request')).toBe(true)
    expect(await canIUse('button.open-type.share')).toBe(true)
    expect(await canIUse('startBluetoothDevicesDiscovery')).toBe(false)
    expect(await canIUse('navigateTwo')).toBe(false)
  })
})

describe('storage', () => {
  it("keeps values over a cold start, and returns '' for a missing key", async () => {
    await probe.page.evaluate(() => {
      const set = window.__sim.wx['setStorageSync'] as (key: string, value: unknown) => void
      set('list', { rooms: [1] })
    })
    await probe.open()
    const read = await probe.page.evaluate(() => {
      const get = window.__sim.wx['getStorageSync'] as (key: string) => unknown
      const info = window.__sim.wx['getStorageInfoSync'] as () => { keys: string[] }
      const remove = window.__sim.wx['removeStorageSync'] as (key: string) => void
      const before = [get('list'), get('nothing'), info().keys]
      remove('list')
      return [...before, get('list')]
    })
    expect(read).toEqual([{ rooms: [1] }, '', ['list'], ''])
  })
})

describe('messages', () => {
  const call = (name: string, options: object) =>
    probe.page.evaluate(
      ([api, given]) => {
        const run = window.__sim.wx[api] as (options: object) => Promise<unknown>
        void run(given).then((result) => {
          Object.assign(window, { __result: result })
        })
      },
      [name, options] as const,
    )
  const result = async () => {
    await probe.page.waitForFunction(() => '__result' in window)
    return probe.page.evaluate(() => {
      const given: unknown = Reflect.get(window, '__result')
      Reflect.deleteProperty(window, '__result')
      return given
    })
  }

  it('shows a dialog and returns the tapped button', async () => {
    await call('showModal', { title: '删除吗', content: '不能恢复', confirmText: '删除' })
    const dialog = probe.page.getByRole('dialog', { name: '删除吗' })
    await dialog.getByText('不能恢复').waitFor()
    await dialog.getByRole('button', { name: '删除' }).tap()
    expect(await result()).toEqual({ errMsg: 'showModal:ok', confirm: true, cancel: false })
    await dialog.waitFor({ state: 'hidden' })
  })

  it('shows a toast and hides it', async () => {
    await call('showToast', { title: '已订阅' })
    const toast = probe.page.getByRole('status')
    await toast.getByText('已订阅').waitFor()
    await call('hideToast', {})
    await toast.waitFor({ state: 'hidden' })
  })

  it('records effects that a browser does not have', async () => {
    await call('setClipboardData', { data: 'copied' })
    await probe.page.getByText('内容已复制').waitFor()
    expect(await probe.page.evaluate(() => window.__sim.effects.at(-1))).toEqual({
      name: 'setClipboardData',
      options: { data: 'copied' },
    })
  })
})

describe('the scope of app modules', () => {
  it('has no browser globals', async () => {
    const names = await probe.page.evaluate(() => {
      const tools = window.__sim.require('tools') as { visibleBrowserNames(): string[] }
      return tools.visibleBrowserNames()
    })
    expect(names).toEqual([])
  })

  it('uses world time: a jump fires due timers in order, and the rest is counted', async () => {
    const story = await probe.page.evaluate(() => {
      const tools = window.__sim.require('tools') as {
        now(): [number, number, boolean]
        startTimers(delaysMs: number[], fired: string[]): () => void
      }
      const clock = (worldMs: number) => ({
        anchorRealMs: Date.now(),
        anchorWorldMs: worldMs,
        speed: 1,
      })
      const noon = Date.UTC(2026, 10, 22, 4)
      window.__sim.setClock(clock(noon))
      const [now, made, isDate] = tools.now()
      const fired: string[] = []
      const stop = tools.startTimers([60_000, 3_600_000, 30_000], fired)
      const started = window.__sim.timers()
      window.__sim.setClock(clock(noon + 90_000))
      const left = window.__sim.timers()
      stop()
      const isNoon = Math.abs(now - noon) < 1000 && Math.abs(made - noon) < 1000
      return { isNoon, isDate, fired, started, left, end: window.__sim.timers() }
    })
    expect(story).toEqual({
      isNoon: true,
      isDate: true,
      fired: ['30000@90', '60000@90'],
      started: 3,
      left: 1,
      end: 0,
    })
    await probe.page.getByText('12:01', { exact: true }).waitFor() // the status bar, in Shanghai
  })
})
