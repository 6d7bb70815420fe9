import { openProbe, type Probe } from '../../helpers/node/browser-probe'

let probe: Probe

beforeAll(async () => {
  probe = await openProbe()
})
afterAll(() => probe.close())
beforeEach(() => probe.open({ url: 'app.html#/pages/tools/tools' }))
afterEach(async () => {
  expect(await probe.errors()).toEqual([])
})

const logged = async (line: string) => {
  await probe.page.waitForFunction(
    (wanted) => (window.__sim.require('log') as { log: string[] }).log.includes(wanted),
    line,
  )
}

const setData = (data: object) =>
  probe.page.evaluate((given) => {
    const page = window.__sim.getCurrentPages().at(-1) as { setData(data: object): void }
    page.setData(given)
  }, data)

describe('a page with its own title bar', () => {
  it('starts at the top of the screen, below the capsule', async () => {
    const [frame, top, capsule] = await probe.page.evaluate(() =>
      ['.page-frame', '#top', '#capsule'].map((selector) => {
        const { y, height, right } = document.querySelector(selector)?.getBoundingClientRect() ?? {}
        return { y, height, right }
      }),
    )
    expect(frame?.y).toBe(0)
    expect(capsule).toEqual({ y: 50, height: 32, right: 368 })
    expect(top?.height).toBe(82 + 34) // the capsule's bottom, and the safe area below
    await expect(probe.page.locator('#nav').isVisible()).resolves.toBe(false)
  })

  it('is as high as 100vh', async () => {
    const far = await probe.page.locator('#far').evaluate((one) => one.clientHeight)
    expect(far).toBe(812)
  })
})

describe('sharing', () => {
  it('by a button requests the card from the page, shows it and sends it', async () => {
    await probe.page.getByRole('button', { name: 'share' }).tap()
    const sheet = probe.page.getByRole('dialog')
    await sheet.getByText('by button').waitFor()
    await sheet.getByText('pages/tools/tools?room=7').waitFor()
    await sheet.getByRole('button', { name: '发送给朋友' }).tap()
    expect(await probe.page.evaluate(() => window.__sim.shares)).toEqual([
      { title: 'by button', path: 'pages/tools/tools?room=7', imageUrl: '/images/dot.svg' },
    ])
  })

  it('from the capsule menu requests the card from the page', async () => {
    await probe.page.getByRole('button', { name: '更多' }).tap()
    await probe.page.getByRole('button', { name: '转发给朋友' }).tap()
    await probe.page.getByText('by menu').waitFor()
    await probe.page.getByRole('button', { name: '取消' }).tap()
    expect(await probe.page.evaluate(() => window.__sim.shares)).toEqual([])
  })

  it('returns the card of the top page to tests', async () => {
    expect(await probe.page.evaluate(() => window.__sim.share())).toMatchObject({
      title: 'by menu',
    })
  })
})

describe('built-in components', () => {
  it('button: emits no tap while it is disabled', async () => {
    await probe.page.locator('#off').dispatchEvent('click')
    expect(await probe.page.getByRole('button', { name: 'off' }).isDisabled()).toBe(true)
  })

  it('navigator: opens its url, relative to the page', async () => {
    await probe.page.getByRole('link', { name: 'go' }).tap()
    expect(await probe.stack()).toEqual(['pages/tools/tools', 'pages/compage/compage'])
  })

  it('image: loads absolute and relative sources, reports its size, applies its mode', async () => {
    await logged('image 20x10')
    const heights = await probe.page.evaluate(() =>
      ['#fill', '#wide'].map((selector) => document.querySelector(selector)?.clientHeight),
    )
    expect(heights).toEqual([20, 40])
  })

  it('image: emits error for a missing picture', async () => {
    await setData({ broken: true })
    await logged('image error')
  })

  it('video: emits error for unsupported formats', async () => {
    await setData({ film: '/images/film.m3u8' })
    await logged('video error')
  })

  it('swiper: changes by a swipe', async () => {
    const box = await probe.page.locator('#swiper').boundingBox()
    const y = (box?.y ?? 0) + 20
    await probe.page.mouse.move(300, y)
    await probe.page.mouse.down()
    await probe.page.mouse.move(100, y)
    await probe.page.mouse.up()
    await logged('swiper 1 touch')
  })

  it('form: collects its named controls', async () => {
    await probe.page.getByRole('switch').tap()
    await probe.page.getByRole('button', { name: 'send' }).tap()
    await logged('form {"who":"me","ok":true}')
  })

  it('scroll-view: emits scrolltolower near its end', async () => {
    await probe.page.locator('#box').evaluate((box) => box.scrollTo(0, 300))
    await logged('lower')
  })
})

describe("the user's settings", () => {
  const ofPage = () =>
    probe.page.evaluate(() => {
      const page = document.querySelector('.page-frame:not([hidden]) wx-page')
      return page === null ? '' : getComputedStyle(page).getPropertyValue('--size').trim()
    })

  it("apply page-meta's style to the page's root, initially and after changes", async () => {
    expect(await ofPage()).toBe('1')
    await setData({ pageStyle: '--size: 1.6' })
    expect(await ofPage()).toBe('1.6')
  })

  it('are in wx.getAppBaseInfo: language and font size', async () => {
    const told = () =>
      probe.page.evaluate(() => (window.__sim.wx['getAppBaseInfo'] as () => object)())
    expect(await told()).toMatchObject({
      language: 'zh_CN',
      fontSizeScaleFactor: 1,
      fontSizeSetting: 16,
    })
    await probe.open({ url: 'app.html?lang=en&font=1.5#/pages/tools/tools' })
    expect(await told()).toMatchObject({
      language: 'en',
      fontSizeScaleFactor: 1.5,
      fontSizeSetting: 24,
    })
  })
})

describe('the page scroller', () => {
  it('emits onReachBottom and intersections', async () => {
    await probe.page.locator('wx-page').evaluate((page) => page.scrollTo(0, 99_999))
    await logged('bottom')
    await logged('far in')
  })

  it('emits onReachBottom again after the page has grown, and once for the same end', async () => {
    const scrollTo = (top: number) =>
      probe.page.locator('wx-page').evaluate((page, to) => {
        page.scrollTo(0, to)
        return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
      }, top)
    const bottoms = () =>
      probe.page.evaluate(
        () =>
          (window.__sim.require('log') as { log: string[] }).log.filter((one) => one === 'bottom')
            .length,
      )
    await scrollTo(99_999)
    await scrollTo(99_990)
    expect(await bottoms()).toBe(1)
    await probe.page.locator('#far').evaluate((far) => (far.style.height = '3000px'))
    await scrollTo(99_999)
    expect(await bottoms()).toBe(2)
  })

  it('refreshes by a pull-down at the top', async () => {
    await probe.page.mouse.move(180, 120)
    await probe.page.mouse.down()
    await probe.page.mouse.move(180, 300, { steps: 4 })
    await probe.page.mouse.up()
    await logged('pull')
    expect(await probe.page.locator('.page-frame').getAttribute('data-pull')).toBeNull()
  })
})
