import { openProbe, type Probe } from '../../helpers/node/browser-probe'

let probe: Probe
let orders: unknown[] = []
let onOrder: () => void = () => undefined
let accounts: string[] = []

const NOON = Date.UTC(2026, 10, 22, 4)

beforeAll(async () => {
  probe = await openProbe((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      if (request.method === 'POST') {
        orders.push(JSON.parse(body))
        onOrder()
      }
      const state = {
        clock: { anchorRealMs: Date.now(), anchorWorldMs: NOON, speed: 1 },
        nowMs: NOON,
        act: { name: '预告', nextName: '开播', nextAtMs: NOON + 125_000 },
        roomCount: 1,
      }
      const rooms = {
        rooms: [{ roomId: 7, title: '正在直播的房间', liveStatus: 101 }],
        channelsAccounts: accounts,
      }
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(request.url?.startsWith('/api/') === true ? rooms : state))
    })
  })
})
afterAll(() => probe.close())
beforeEach(async () => {
  orders = []
  accounts = []
  await probe.page.setViewportSize({ width: 1280, height: 900 })
  await probe.page.goto(probe.url)
  await probe.page.getByText('正在直播的房间').first().waitFor()
})

const phone = () => probe.page.frameLocator('#phone')
const button = (name: string) => probe.page.getByRole('button', { name })
const inPhone = <T>(read: () => T) => {
  const frame = probe.page.frames().find((one) => one.url().includes('app.html'))
  if (frame === undefined) throw new Error('the phone is off')
  return frame.evaluate(read)
}

it('shows that it is a sandbox, the current act and the next one', async () => {
  await probe.page.getByText('这是沙箱，不是微信').waitFor()
  await probe.page.getByText('预告', { exact: true }).waitFor()
  await probe.page.getByText(/^02:0[45] 后：开播$/).waitFor()
})

it('changes the world clock', async () => {
  const third = new Promise<void>((done) => {
    onOrder = () => {
      if (orders.length === 3) done()
    }
  })
  await button('快进 10 分钟').click()
  await button('下一幕').click()
  // not check(): the stand-in answers with its old speed, which the panel then shows
  await probe.page.getByLabel('60×', { exact: true }).click({ force: true })
  await third
  expect(orders).toEqual([{ advanceMs: 600_000 }, { nextAct: true }, { speed: 60 }])
})

it('shows world time in the phone', async () => {
  await phone().getByText('12:00', { exact: true }).waitFor()
})

it("starts the app cold by the room's code, or warm by the same code", async () => {
  await button('直播间小程序码').click()
  await phone().getByText('页面不存在').waitFor() // the probe app has no doorway
  expect(await inPhone(() => window.__sim.entry)).toEqual({
    scene: 1047,
    path: 'packageA/pages/room/room',
    query: { scene: 'room_id%3D7' },
  })
  await button('首页').click()
  await phone().getByText('child N').waitFor()
  await probe.page.getByLabel('热启动').check({ force: true })
  await button('直播间小程序码').click()
  await phone().getByText('页面不存在').waitFor()
  const log = await inPhone(() => (window.__sim.require('log') as { log: string[] }).log)
  expect(log.slice(-2)).toEqual(['app hide', 'app show 1047 undefined {"scene":"room_id%3D7"}'])
})

it('opens the app by a QR code with a plain link, encoded in q', async () => {
  await probe.page.getByText(/^https:\/\/shop\.test\/live\?room_id=7/).waitFor()
  await button('普通链接二维码').click()
  await phone().getByText('child N').waitFor()
  expect(await inPhone(() => window.__sim.entry)).toEqual({
    scene: 1011,
    path: 'pages/probe/probe',
    query: {
      q: 'https%3A%2F%2Fshop.test%2Flive%3Froom_id%3D7',
      scancode_time: expect.stringMatching(/^\d{10}$/) as string,
    },
  })
})

it('moves the app to the background and back', async () => {
  await button('切到后台').click()
  await phone().getByText('小程序在后台').waitFor()
  await button('回到前台').click()
  await phone().getByText('小程序在后台').waitFor({ state: 'hidden' })
})

it('changes the theme and the width of the phone', async () => {
  await probe.page.getByLabel('深色').check({ force: true })
  await probe.page.getByLabel('430').check({ force: true })
  await phone().locator('html[data-theme="dark"]').waitFor({ state: 'attached' })
  expect(await inPhone(() => window.innerWidth)).toBe(430)
})

it('restarts the app with another order of callbacks', async () => {
  await probe.page.getByLabel('onReady 在前').click({ force: true })
  await probe.page.waitForFunction(() =>
    document
      .querySelector<HTMLIFrameElement>('#phone')
      ?.contentWindow?.location.search.includes('order=ready-first'),
  )
  await phone().locator('html[data-ready]').waitFor({ state: 'attached' })
  expect(await inPhone(() => window.__sim.callbackOrder)).toBe('ready-first')
})

it('restarts the app with another language and font size, and keeps both for the next start', async () => {
  await probe.page.getByLabel('English').check({ force: true })
  await phone().locator('html[data-ready]').waitFor({ state: 'attached' })
  await probe.page.getByLabel('最大').check({ force: true })
  await phone().locator('html[data-ready]').waitFor({ state: 'attached' })
  await button('直播间小程序码').click()
  await phone().getByText('页面不存在').waitFor()
  const settings = await inPhone(() => new URLSearchParams(location.search).toString())
  expect(new URLSearchParams(settings).get('scene')).toBe('1047')
  expect(new URLSearchParams(settings).get('lang')).toBe('en')
  expect(new URLSearchParams(settings).get('font')).toBe('1.6')
})

it('restarts the app with any language code', async () => {
  await probe.page.getByLabel('其他语言代码').fill('ja')
  await probe.page.getByLabel('其他语言代码').press('Enter')
  await probe.page.waitForFunction(() =>
    document.querySelector<HTMLIFrameElement>('#phone')?.src.includes('lang=ja'),
  )
  expect(await probe.page.getByLabel('English').isChecked()).toBe(false)
})

it('lists the errors of the app', async () => {
  await probe.page
    .frames()
    .at(-1)
    ?.evaluate(() => window.__sim.errors.push('a fault'))
  await probe.page.locator('#errors').getByText('a fault').waitFor()
  expect(await probe.page.locator('#error-count').innerText()).toBe('1')
})

it("shows the app's real-time log", async () => {
  await inPhone(() => {
    const wx = window.__sim.wx as { getRealtimeLogManager(): { warn(text: string): void } }
    wx.getRealtimeLogManager().warn('12 live rooms left out')
  })
  await probe.page.locator('#app-log').getByText('12 live rooms left out').waitFor()
  expect(await probe.page.locator('#log-count').innerText()).toBe('1')
})

it('has entries from Channels if the shop has an account', async () => {
  expect(await button('视频号直播间').count()).toBe(0)
  accounts = ['sphShop']
  await probe.page.reload()
  await button('1177 视频号直播间的商品').waitFor()
  await button('1184 视频号直播间的小程序').click()
  // the page of before shows the same words until the app has restarted
  await probe.page.waitForFunction(() =>
    document
      .querySelector<HTMLIFrameElement>('#phone')
      ?.contentWindow?.location.search.includes('scene=1184'),
  )
  await phone().locator('html[data-ready]').waitFor({ state: 'attached' })
  expect(await inPhone(() => window.__sim.entry.scene)).toBe(1184)
})
