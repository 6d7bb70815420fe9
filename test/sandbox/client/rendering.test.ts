import { nextFrame, openProbe, type Probe } from '../../helpers/node/browser-probe'

let probe: Probe

beforeAll(async () => {
  probe = await openProbe()
  await probe.open()
})
afterAll(() => probe.close())
beforeEach(() => probe.log())

const tap = (selector: string) => probe.page.locator(selector).tap()

interface ProbePage {
  setData(data: object, done?: () => void): void
  selectComponent(selector: string): { exported: number; self: { fire(): void }; count(): number }
  selectAllComponents(selector: string): unknown[]
  boom(): void
}

describe('the first page', () => {
  it("runs its lifecycle in WeChat's order", async () => {
    await probe.open()
    expect(await probe.log()).toEqual([
      'launch 1001 pages/probe/probe',
      'app show 1001 undefined {}',
      'created',
      'obs N',
      'pobs dflt->N',
      'b-attached',
      'attached N',
      'load custom=1',
      'pl-show',
      'show',
      'ready',
    ])
  })

  it('renders every construct of the template language', async () => {
    const text = await probe.page.locator('wx-page').innerText()
    expect(
      text
        .replace(/\u00a0/g, ' ')
        .split('\n')
        .filter(Boolean),
    ).toEqual([
      'child N 5 []default slot N',
      'a+L',
      'b+L',
      'LEAF',
      'VH',
      'inner',
      'catch',
      'wxs 2-4-6 true 5',
      '0:1',
      '1p',
      '1q',
      '1:2',
      '2:3',
      '3z',
      'deep|y|x1|||2|K',
      'A <B\\nC',
      'included N',
      '11',
      'ab',
      'long',
      'ts',
      'r',
    ])
  })

  it('hides elements with hidden', async () => {
    await expect(probe.page.locator('#hid').isVisible()).resolves.toBe(false)
    await expect(probe.page.locator('#hid2').isVisible()).resolves.toBe(false)
  })

  it('has no error', async () => {
    expect(await probe.errors()).toEqual([])
  })
})

describe('a page with mistakes', () => {
  beforeAll(() => probe.open({ url: 'app.html#/pages/faults/faults' }))
  afterAll(() => probe.open())

  it('reports the undeclared tag and property, also in the phone', async () => {
    expect(await probe.errors()).toEqual([
      '<unknown-el> is neither a built-in of the sandbox client nor in usingComponents',
      '"colour" is not a valid property',
    ])
    const panel = probe.page.getByRole('alert')
    await panel.getByText('<unknown-el>').waitFor()
    await panel.getByRole('button', { name: '关闭错误列表' }).tap()
    await panel.waitFor({ state: 'hidden' })
  })

  it('shows a placeholder for a tag that is not implemented', async () => {
    const text = await probe.page
      .locator('#map')
      .evaluate((map) => getComputedStyle(map, '::before').content)
    expect(text).toBe('"<map> 在沙箱里没有实现"')
  })
})

describe('components', () => {
  it('support selectComponent, export and relations', async () => {
    const found = await probe.page.evaluate(() => {
      const page = window.__sim.getCurrentPages().at(-1) as ProbePage
      const child = page.selectComponent('#c1').exported
      return [child, page.selectAllComponents('.ch').length, page.selectComponent('#tabs').count()]
    })
    expect(found).toEqual([42, 1, 2])
  })

  it('emit events with detail, mark and dataset', async () => {
    await probe.page.evaluate(() => {
      const page = window.__sim.getCurrentPages().at(-1) as ProbePage
      page.selectComponent('#c1').self.fire()
    })
    expect(await probe.log()).toEqual(['up {"v":1} {"row":"7"} {"aB":"1","obj":{"x":1}} up c1'])
  })
})

describe('events', () => {
  it('are captured, bubble and follow mut-bind', async () => {
    await tap('#inner')
    expect(await probe.log()).toEqual([
      'cap',
      'inner 1 number',
      'json tap inner',
      'mid',
      'outer inner outer {"m2":"y","m1":"x"} {"x":{"y":2}}',
    ])
  })

  it('stop at catch', async () => {
    await tap('#catched')
    expect(await probe.log()).toEqual(['noop'])
  })

  it('have touches in touchstart', async () => {
    await tap('#ts')
    expect(await probe.log()).toEqual(['ts 1 number'])
  })

  it('distinguish a long press from a tap, and show hover-class', async () => {
    const box = await probe.page.locator('#long').boundingBox()
    await probe.page.mouse.move((box?.x ?? 0) + 5, (box?.y ?? 0) + 5)
    await probe.page.mouse.down()
    const color = () => probe.page.locator('#long').evaluate((one) => getComputedStyle(one).color)
    expect(await color()).toBe('rgb(8, 8, 8)')
    await probe.page.waitForFunction(() =>
      (window.__sim.require('log') as { log: string[] }).log.includes('long'),
    )
    await probe.page.mouse.up()
    await probe.page.waitForFunction(
      () => !document.querySelector('#long')?.classList.contains('pressed'),
    )
    expect(await color()).not.toBe('rgb(8, 8, 8)')
    expect(await probe.log()).toEqual(['long'])
  })

  it('report an error in a handler to App.onError', async () => {
    const before = (await probe.errors()).length
    await probe.page.evaluate(() => {
      const page = window.__sim.getCurrentPages().at(-1) as ProbePage
      setTimeout(() => {
        page.boom()
      })
    })
    await probe.page.waitForFunction((count) => window.__sim.errors.length > count, before)
    expect((await probe.errors()).slice(before)).toEqual(['boom in page'])
    expect(await probe.log()).toEqual(['onError Error: boom in page'])
  })
})

describe('data', () => {
  it('keeps the node of a keyed item that moves', async () => {
    const kept = await probe.page.evaluate(() => {
      const page = window.__sim.getCurrentPages().at(-1) as ProbePage
      document.querySelector('#r3')?.setAttribute('title', 'kept')
      page.setData({
        rows: [
          { id: 3, sub: ['z'] },
          { id: 1, sub: ['p'] },
        ],
      })
      return [
        document.querySelector('#r3')?.getAttribute('title'),
        document.querySelectorAll('.row').length,
      ]
    })
    expect(kept).toEqual(['kept', 2])
  })

  it('is set by path, with a callback after rendering', async () => {
    const text = await probe.page.evaluate(
      () =>
        new Promise((done) => {
          const page = window.__sim.getCurrentPages().at(-1) as ProbePage
          page.setData({ 'a.b.c': 'new', 'rows[1].id': 77 }, () => {
            done(document.querySelector('#expr')?.textContent)
          })
        }),
    )
    expect(text).toBe('new|y|x1|||2|K')
  })

  it('is bound to an input in both directions', async () => {
    await probe.page.locator('#in input').fill('tea')
    expect(await probe.page.locator('#echo').innerText()).toBe('tea')
    await probe.page.locator('#in2 input').fill('abcdef')
    expect(await probe.page.locator('#in2 input').inputValue()).toBe('abc')
  })
})

describe('styles', () => {
  const style = (selector: string, property: string) =>
    probe.page
      .locator(selector)
      .first()
      .evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property)

  it('support ids, media queries, and rpx in inline styles', async () => {
    expect(await style('#inc', 'color')).toBe('rgb(1, 2, 3)')
    expect(await style('.row', 'color')).toBe('rgb(4, 5, 6)')
    expect(await style('#expr', 'width')).toBe('50px')
    expect(await style('#expr', 'color')).toBe('rgb(0, 0, 255)')
  })

  it('separate page and component, except with addGlobalClass', async () => {
    expect(await style('child [class*="--x"]', 'padding-top')).toBe('1px')
    expect(await style('child', 'color')).toBe('rgb(10, 20, 30)')
    expect(await style('.vhi, [class*="vhi"]', 'display')).toBe('block')
  })

  it('include role and label in the DOM', async () => {
    const button = probe.page.getByRole('button', { name: 'press N' })
    await button.tap()
    expect(await probe.log()).toEqual(['noop'])
    expect(await button.getAttribute('aria-checked')).toBe('false')
  })

  it('are measured by createSelectorQuery', async () => {
    await nextFrame(probe.page)
    const answer = await probe.page.evaluate(
      () =>
        new Promise((done) => {
          const create = window.__sim.wx['createSelectorQuery'] as () => WechatQuery
          interface WechatQuery {
            select(selector: string): { boundingClientRect(): void }
            selectAll(selector: string): { boundingClientRect(): void }
            selectViewport(): { scrollOffset(): void }
            exec(
              done: (result: [{ width: number }, unknown[], { scrollWidth: number }]) => void,
            ): void
          }
          const query = create()
          query.select('#expr').boundingClientRect()
          query.selectAll('.row').boundingClientRect()
          query.selectViewport().scrollOffset()
          query.exec(([one, rows, viewport]) => {
            done([one.width, rows.length, viewport.scrollWidth])
          })
        }),
    )
    expect(answer).toEqual([50, 2, 375])
  })
})

describe('themes', () => {
  const color = () => probe.page.locator('child').evaluate((one) => getComputedStyle(one).color)
  const bar = () =>
    probe.page.locator('#nav').evaluate((one) => getComputedStyle(one).backgroundColor)

  it('follow the system, with variables of theme.json', async () => {
    await probe.page.emulateMedia({ colorScheme: 'dark' })
    await probe.page.waitForSelector('html[data-theme="dark"]')
    expect([await color(), await bar()]).toEqual(['rgb(200, 210, 220)', 'rgb(32, 32, 32)'])
    await probe.page.emulateMedia({ colorScheme: 'light' })
    await probe.page.waitForSelector('html[data-theme="light"]')
    expect([await color(), await bar()]).toEqual(['rgb(10, 20, 30)', 'rgb(255, 255, 255)'])
  })

  it('can be set from outside and reset', async () => {
    await probe.page.evaluate(() => {
      window.__sim.setTheme('dark')
    })
    expect(await color()).toBe('rgb(200, 210, 220)')
    await probe.page.evaluate(() => {
      window.__sim.setTheme(null)
    })
    expect(await color()).toBe('rgb(10, 20, 30)')
  })
})
