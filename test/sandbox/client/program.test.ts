import { openProbe, type Probe } from '../../helpers/node/browser-probe'

let probe: Probe

beforeAll(async () => {
  probe = await openProbe()
})
afterAll(() => probe.close())
beforeEach(() => probe.open())

interface Tools {
  requireHelper(): unknown
  requireHelperLater(): Promise<{ answer(): number }>
  requireHelperByCallback(
    done: (exports: { answer(): number }) => void,
    failed: (failure: object) => void,
  ): void
}

/** Calls a navigation and returns its errMsg. */
const navigate = (name: string, options: object) =>
  probe.page.evaluate(
    async ([api, given]) => {
      const call = window.__sim.wx[api] as (options: object) => Promise<{ errMsg: string }>
      try {
        return (await call(given)).errMsg
      } catch (failure) {
        return (failure as { errMsg: string }).errMsg
      }
    },
    [name, options] as const,
  )

const ROOM = 'plugin-private://wx1111111111111111/pages/room'

describe('plugins', () => {
  it('cannot be required synchronously outside the declaring package', async () => {
    const message = await probe.page.evaluate(() => {
      try {
        return (window.__sim.require('tools') as Tools).requireHelper()
      } catch (error) {
        return (error as Error).message
      }
    })
    expect(message).toBe('plugin "helper" cannot be used: it is not declared for tools')
  })

  it('are loaded asynchronously from any file, by promise and by callback', async () => {
    const answers = await probe.page.evaluate(async () => {
      const tools = window.__sim.require('tools') as Tools
      const later = await tools.requireHelperLater()
      const called = await new Promise<{ answer(): number }>((done, failed) => {
        tools.requireHelperByCallback(done, failed)
      })
      return [later.answer(), called.answer()]
    })
    expect(answers).toEqual([42, 42])
  })

  it('reject with their name if they cannot be loaded', async () => {
    const failures = await probe.page.evaluate(async () => {
      window.__sim.failPlugin = true
      const tools = window.__sim.require('tools') as Tools
      const rejected = await tools.requireHelperLater().catch((error: unknown) => error)
      const failed = await new Promise((done) => {
        tools.requireHelperByCallback(done, done)
      })
      return [rejected, failed].map((one) => {
        const { mod, errMsg } = one as { mod: string; errMsg: string }
        return { mod, errMsg }
      })
    })
    const failure = { mod: 'helper', errMsg: 'requirePlugin:fail load plugin timeout' }
    expect(failures).toEqual([failure, failure])
  })

  it('work synchronously inside the declaring package, with component and styles', async () => {
    expect(await navigate('navigateTo', { url: '/pack/pages/inside/inside' })).toBe('navigateTo:ok')
    await probe.log()
    const badge = probe.page.getByText('badge 42')
    expect(await badge.evaluate((one) => getComputedStyle(one).color)).toBe('rgb(0, 128, 0)')
    await badge.tap()
    expect(await probe.log()).toEqual(['press {"label":"42"}'])
  })

  it('have pages with their whole URL as route', async () => {
    await navigate('navigateTo', { url: `${ROOM}?room_id=7` })
    expect(await probe.stack()).toEqual(['pages/probe/probe', ROOM])
    expect(await probe.page.locator('#room').innerText()).toBe('room 7')
    await navigate('redirectTo', { url: 'plugin://helper/room?room_id=8' })
    expect(await probe.page.locator('#room').innerText()).toBe('room 8')
  })

  it('show a placeholder until a component of another package or plugin is loaded', async () => {
    await navigate('navigateTo', { url: '/pages/placeholder/placeholder' })
    await probe.page.getByText('badge 7').waitFor()
    const far = probe.page.getByText('far away')
    expect(await far.evaluate((one) => getComputedStyle(one).color)).toBe('rgb(0, 0, 200)')
  })

  it('keep the placeholder if the plugin cannot be loaded', async () => {
    await probe.page.evaluate(() => {
      window.__sim.failPlugin = true
    })
    await navigate('navigateTo', { url: '/pages/placeholder/placeholder' })
    await probe.page.getByText('far away').waitFor()
    expect(await probe.page.locator('#badge').innerText()).toBe('waiting')
  })
})

describe('entries', () => {
  it('start the app cold by a card, with shareTicket', async () => {
    await probe.open({ url: 'app.html?scene=1044&shareTicket=T#/pages/compage/compage?id=5&t=6' })
    expect(await probe.page.locator('#cp').innerText()).toBe('5|6|{"id":"5","t":"6"}5')
    expect(await probe.log()).toEqual(
      expect.arrayContaining(['app show 1044 T {"id":"5","t":"6"}']),
    )
  })

  it('hide the query of a plugin page from the app, not from the plugin', async () => {
    await probe.open({ url: `app.html?scene=1044&shareTicket=T#${ROOM}?room_id=9` })
    expect((await probe.log()).slice(0, 2)).toEqual([`launch 1044 ${ROOM}`, 'app show 1044 T {}'])
    expect(await probe.page.locator('#room').innerText()).toBe('room 9')
    expect(await probe.page.evaluate(() => window.__sim.entry)).toEqual({
      scene: 1044,
      path: ROOM,
      query: { room_id: '9' },
      shareTicket: 'T',
    })
  })

  it('keep the values of a query encoded, as WeChat does', async () => {
    await probe.open({ url: 'app.html?scene=1047#/pages/compage/compage?scene=room_id%3D1002' })
    expect(await probe.page.locator('#cp').innerText()).toContain('{"scene":"room_id%3D1002"}')
  })

  it("go to the background and return, in WeChat's order", async () => {
    await probe.log()
    await probe.page.evaluate(() => {
      window.__sim.background()
    })
    expect(await probe.log()).toEqual(['pl-hide', 'hide', 'app hide'])
    await probe.page.evaluate(() => {
      window.__sim.foreground({ scene: 1089 })
    })
    expect(await probe.log()).toEqual(['app show 1089 undefined {}', 'pl-show', 'show'])
  })

  it('cover the phone in the background, until a tap', async () => {
    await probe.page.getByRole('button', { name: '关闭小程序' }).tap()
    expect(await probe.page.evaluate(() => window.__sim.isInForeground)).toBe(false)
    await probe.page.getByRole('button', { name: '回到小程序' }).tap()
    expect(await probe.page.evaluate(() => window.__sim.isInForeground)).toBe(true)
  })

  it('replace the pages on a warm entry by card', async () => {
    await navigate('navigateTo', { url: '/pages/compage/compage' })
    await probe.log()
    await probe.page.evaluate(() => {
      window.__sim.enter({
        scene: 1044,
        path: 'pages/compage/compage',
        query: { id: '3' },
        shareTicket: 'U',
      })
    })
    expect(await probe.stack()).toEqual(['pages/compage/compage'])
    expect(await probe.log()).toEqual([
      'app hide',
      'app show 1044 U {"id":"3"}',
      'compage pl-show',
      'compage show',
    ])
  })

  it('keep the pages on a warm entry from the list of recent apps', async () => {
    await navigate('navigateTo', { url: '/pages/compage/compage?id=1' })
    await probe.page.evaluate(() => {
      window.__sim.enter({ scene: 1001, path: 'pages/probe/probe' })
    })
    expect(await probe.stack()).toEqual(['pages/probe/probe', 'pages/compage/compage'])
  })

  it('report a page that does not exist, with a button to the first page', async () => {
    await probe.open({ url: 'app.html#/pages/nope/nope' })
    await probe.page.getByText('页面不存在').waitFor()
    await probe.page.getByRole('button', { name: '回到首页' }).tap()
    expect(await probe.stack()).toEqual(['pages/probe/probe'])
  })
})

describe('navigation', () => {
  it('passes events between both pages', async () => {
    await probe.log()
    const heard = await probe.page.evaluate(
      () =>
        new Promise((done) => {
          const navigateTo = window.__sim.wx['navigateTo'] as (options: object) => void
          navigateTo({
            url: '../compage/compage?id=5',
            events: { back: done },
            success: () => undefined,
          })
        }),
    )
    expect(heard).toBe(9)
    expect(await probe.log()).toEqual(['pl-hide', 'hide', 'compage pl-show', 'compage show'])
    await probe.page.getByRole('button', { name: '返回', exact: true }).tap()
    expect(await probe.log()).toEqual(['pl-show', 'show'])
  })

  it("fails with WeChat's errors", async () => {
    const far = '/pages/compage/compage'
    expect(await navigate('navigateTo', { url: '/pages/nope' })).toBe(
      'navigateTo:fail page "pages/nope" is not found',
    )
    expect(await navigate('navigateTo', { url: '/pages/tab-one/tab-one' })).toBe(
      'navigateTo:fail can not navigateTo a tabbar page',
    )
    expect(await navigate('switchTab', { url: far })).toBe(
      'switchTab:fail can not switch to no-tabBar page',
    )
    expect(await navigate('navigateBack', {})).toBe(
      'navigateBack:fail cannot navigate back at first page.',
    )
    for (let depth = 2; depth <= 10; depth++) await navigate('navigateTo', { url: far })
    expect(await navigate('navigateTo', { url: far })).toBe(
      'navigateTo:fail webview count limit exceed',
    )
  })

  it('keeps the state of a tab page', async () => {
    await navigate('switchTab', { url: '/pages/tab-one/tab-one' })
    await probe.page.locator('.page-frame:not([hidden]) #taps').tap()
    await probe.page.getByRole('tab', { name: 'two' }).tap()
    expect(await probe.stack()).toEqual(['pages/tab-two/tab-two'])
    await probe.page.getByRole('tab', { name: 'one' }).tap()
    expect(await probe.page.locator('.page-frame:not([hidden]) #taps').innerText()).toBe('one 1')
  })

  it('keeps the scroll position of the page below', async () => {
    await navigate('navigateTo', { url: '/pages/tools/tools' })
    const scroller = () => probe.page.locator('.page-frame:not([hidden]) wx-page')
    // a picture whose height depends on its file moves the content below it
    await probe.page.waitForFunction(
      () => (document.querySelector<HTMLImageElement>('#wide img')?.naturalHeight ?? 0) > 0,
    )
    await scroller().evaluate((one) => one.scrollTo(0, 700))
    await navigate('navigateTo', { url: '/pages/compage/compage' })
    await navigate('navigateBack', {})
    expect(await scroller().evaluate((one) => one.scrollTop)).toBe(700)
  })

  it('releases everything after fifty times there and back', async () => {
    const count = () =>
      probe.page.evaluate(() => [
        document.querySelectorAll('.page-frame').length,
        document.querySelectorAll('style').length,
      ])
    const before = await count()
    await probe.page.evaluate(async () => {
      const { navigateTo, navigateBack } = window.__sim.wx as Record<
        string,
        (options: object) => Promise<unknown>
      >
      for (let turn = 0; turn < 50; turn++) {
        await navigateTo?.({ url: '/pages/tools/tools' })
        await navigateBack?.({})
      }
    })
    expect(await count()).toEqual(before)
  })
})

describe('the order of callbacks', () => {
  it.each([
    ['success-first', 'before'],
    ['ready-first', 'after'],
  ])('is %s: success and the callback of setData run %s onReady', async (order, when) => {
    await probe.open({ url: `app.html?order=${order}#/pages/tools/tools` })
    const log = await probe.page.evaluate(
      () =>
        new Promise<string[]>((done) => {
          const { log } = window.__sim.require('log') as { log: string[] }
          log.length = 0
          const wx = window.__sim.wx as Record<string, (options: object) => void>
          const note = log.push.bind(log)
          // the page's own setData, as soon as the page exists
          log.push = (line) => {
            const page = window.__sim.getCurrentPages().at(-1) as SettablePage
            if (line === 'load custom=1') page.setData({ nm: 'M' }, () => note('set'))
            if (line === 'ready') requestAnimationFrame(() => done(log))
            return note(line)
          }
          wx['navigateTo']?.({ url: '/pages/probe/probe', success: () => note('success') })
        }),
    )
    const ready = log.indexOf('ready')
    expect(ready).toBeGreaterThan(0)
    for (const line of ['set', 'success']) {
      const at = log.indexOf(line)
      expect(at).toBeGreaterThan(0)
      expect(at < ready ? 'before' : 'after').toBe(when)
    }
  })

  it('is that of the sandbox by default', async () => {
    await probe.page.addInitScript(() => {
      window.__callbackOrder = 'ready-first'
    })
    await probe.open()
    expect(await probe.page.evaluate(() => window.__sim.callbackOrder)).toBe('ready-first')
    await probe.open({ url: 'app.html?order=success-first' })
    expect(await probe.page.evaluate(() => window.__sim.callbackOrder)).toBe('success-first')
  })
})

it('lacks the calls of the parameter "without"', async () => {
  await probe.open({ url: 'app.html?without=onThemeChange,switchTab' })
  const has = await probe.page.evaluate(() =>
    ['onThemeChange', 'switchTab', 'navigateTo'].map((name) => name in window.__sim.wx),
  )
  expect(has).toEqual([false, false, true])
})

interface SettablePage {
  setData(changes: object, done: () => void): void
}
