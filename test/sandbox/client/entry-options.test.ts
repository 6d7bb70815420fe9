import { openProbe, type Probe } from '../../helpers/node/browser-probe'

const PLUGIN_PAGE = 'plugin-private://wx1111111111111111/pages/room'

let probe: Probe
/** The requests of the phone to encrypt data. */
let sealed: string[] = []

beforeAll(async () => {
  probe = await openProbe((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      const seals = request.url === '/__sandbox/encrypted'
      if (seals) sealed.push(body)
      response.writeHead(seals ? 200 : 404, { 'content-type': 'application/json' })
      response.end(JSON.stringify(seals ? { encryptedData: 'S', iv: 'I' } : {}))
    })
  })
})
afterAll(() => probe.close())
beforeEach(() => {
  sealed = []
})

/** A wx call with its result or failure. */
const call = (name: string, options: object = {}) =>
  probe.page.evaluate(
    ([api, given]) =>
      new Promise<Record<string, unknown>>((done) => {
        const run = window.__sim.wx[api] as (options: object) => void
        run({ ...given, success: done, fail: done })
      }),
    [name, options] as const,
  )

describe('the group of a card', () => {
  it.each([1008, 1044])(
    "is encrypted in scene %i, with the newer call's spelling",
    async (scene) => {
      await probe.open({ url: `app.html?scene=${scene}` })
      expect(await call('getGroupEnterInfo')).toEqual({
        errMsg: 'getGroupEnterInfo:ok',
        encryptedData: 'S',
        iv: 'I',
      })
      expect(sealed).toEqual([JSON.stringify({ data: { opengid: 'tGsandboxGroup000000000001' } })])
    },
  )

  it.each(['scene=1007', 'scene=1001', 'scene=1008&sdk=2.17.2'])(
    'is refused with 40097: %s',
    async (query) => {
      await probe.open({ url: `app.html?${query}` })
      expect(await call('getGroupEnterInfo')).toMatchObject({ errCode: 40097 })
      expect(sealed).toEqual([])
    },
  )

  it('is encrypted for the older call by its ticket alone', async () => {
    await probe.open({ url: 'app.html?scene=1044&shareTicket=T' })
    expect(await call('getShareInfo', { shareTicket: 'T' })).toMatchObject({ encryptedData: 'S' })
    expect(sealed).toEqual([JSON.stringify({ data: { openGId: 'tGsandboxGroup000000000001' } })])
    expect((await call('getShareInfo', { shareTicket: 'U' }))['errMsg']).toMatch(
      /^getShareInfo:fail/,
    )
  })

  it('is refused to the older call while a page of the plugin is on top', async () => {
    await probe.open({ url: `app.html?scene=1044&shareTicket=T#${PLUGIN_PAGE}` })
    expect(await call('getShareInfo', { shareTicket: 'T' })).toEqual({
      errMsg: 'getShareInfo:fail rejected due to no permmission currently',
    })
  })
})

it('reports whether the user has agreed to the privacy guide', async () => {
  await probe.open()
  expect(await call('getPrivacySetting')).toMatchObject({ needAuthorization: false })
  await probe.open({ url: 'app.html?privacy=pending' })
  expect(await call('getPrivacySetting')).toMatchObject({ needAuthorization: true })
})

describe('the single page of Moments', () => {
  const PAGE = '/pages/tools/tools?id=7'

  beforeEach(() => probe.open({ url: `app.html?scene=1154#${PAGE}` }))

  it("cannot navigate or log in, with WeChat's text", async () => {
    for (const name of ['navigateTo', 'redirectTo', 'reLaunch', 'switchTab'])
      expect(await call(name, { url: '/pages/probe/probe' })).toEqual({
        errMsg: `${name}:fail not allowed in single page mode`,
      })
    await probe.page.getByText('请前往小程序使用完整服务').waitFor()
    expect(await probe.stack()).toEqual(['pages/tools/tools'])
    expect((await call('login'))['errMsg']).toMatch(/^login:fail/)
  })

  it('has a separate storage', async () => {
    const write = (value: string) =>
      probe.page.evaluate((given) => {
        ;(window.__sim.wx['setStorageSync'] as (key: string, value: string) => void)('k', given)
      }, value)
    const read = () =>
      probe.page.evaluate(() =>
        (window.__sim.wx['getStorageSync'] as (key: string) => unknown)('k'),
      )
    await write('alone')
    await probe.open()
    expect(await read()).toBe('')
  })

  it('is a cold start, also if the app is in the background', async () => {
    await probe.open({ url: 'app.html?scene=1001' })
    await probe.page.evaluate(() => {
      window.__sim.enter({ path: '/pages/tools/tools', query: { id: '8' }, scene: 1154 })
    })
    await probe.page.waitForURL(/scene=1154/)
    await probe.page.getByRole('button', { name: '前往小程序' }).waitFor()
    expect(await probe.page.evaluate(() => window.__sim.entry)).toMatchObject({
      scene: 1154,
      query: { id: '8' },
    })
  })

  it('opens the same page in the app by its bottom bar', async () => {
    await probe.page.getByRole('button', { name: '前往小程序' }).tap()
    await probe.page.waitForURL(/scene=1155/)
    await probe.page.waitForSelector('html[data-ready]')
    expect(await probe.stack()).toEqual(['pages/tools/tools'])
    expect(await probe.page.evaluate(() => window.__sim.entry)).toMatchObject({
      scene: 1155,
      query: { id: '7' },
    })
    expect(await probe.page.getByRole('button', { name: '前往小程序' }).count()).toBe(0)
  })
})
