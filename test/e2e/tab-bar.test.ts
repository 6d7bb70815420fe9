import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildClient } from '../../sandbox/client/build'
import { startSandboxClient, type SandboxClient } from '../../sandbox/client/serve'
import { openStage, type Phone, type Stage } from '../helpers/node/phone'

const ROOT = path.resolve(__dirname, '../..')
const INDEX = 'pages/index/index'
const PRODUCT = 'pages/product-detail/product-detail'
const CART = 'pages/cart/cart'

const folder = mkdtempSync(path.join(os.tmpdir(), 'tab-bar-test-'))
let stage: Stage
let phone: Phone
/** The shop with a tab bar, and a right or wrong setting for it. */
const shops = new Map<boolean, SandboxClient>()

beforeAll(async () => {
  stage = await openStage()
  for (const homeIsTab of [true, false]) {
    const appRoot = path.join(folder, String(homeIsTab), 'app')
    const outDir = path.join(folder, String(homeIsTab), 'client')
    writeShop(appRoot, homeIsTab)
    await buildClient({ appRoot, pluginRoot: path.join(ROOT, 'sandbox/plugin'), outDir })
    const { backendUrl, apiUrl: sandboxApiUrl } = stage.world
    shops.set(homeIsTab, await startSandboxClient({ backendUrl, sandboxApiUrl, outDir }))
  }
})

afterAll(async () => {
  for (const shop of shops.values()) await shop.close()
  await stage.close()
  rmSync(folder, { recursive: true, force: true })
})

afterEach(async () => {
  const troubles = await phone.troubles()
  await phone.close()
  expect(troubles).toEqual([])
})

/** The app with two tabs: its storefront and a cart of the merchant. */
function writeShop(appRoot: string, homeIsTab: boolean): void {
  cpSync(path.join(ROOT, 'miniprogram'), appRoot, { recursive: true })
  const change = (file: string, by: (text: string) => string) => {
    const target = path.join(appRoot, file)
    writeFileSync(target, by(readFileSync(target, 'utf8')))
  }
  change('routes.ts', (text) => text.replace('isTab: false', `isTab: ${homeIsTab}`))
  change('app.json', (text) => {
    const app = JSON.parse(text) as { pages: string[] }
    const list = [
      { pagePath: INDEX, text: '首页' },
      { pagePath: CART, text: '购物车' },
    ]
    return JSON.stringify({ ...app, pages: [...app.pages, CART], tabBar: { list } })
  })
  mkdirSync(path.join(appRoot, 'pages/cart'))
  writeFileSync(path.join(appRoot, `${CART}.ts`), 'Page({})')
  writeFileSync(path.join(appRoot, `${CART}.json`), '{}')
  writeFileSync(path.join(appRoot, `${CART}.wxml`), '<view>购物车</view>')
}

const open = async (homeIsTab: boolean, path: string, version?: string) => {
  phone = await stage.openPhone({
    path,
    clientUrl: shops.get(homeIsTab)?.url ?? '',
    ...(version === undefined ? {} : { wechat: { version, baseLibrary: '2.8.0' } }),
  })
}

describe.each([true, false])('with the storefront as a tab, and isTab %s', (isTab) => {
  it('the product page opens the storefront', async () => {
    await open(isTab, `/${PRODUCT}?product_id=999999`)
    await phone.screen.getByText('先逛逛好物').tap()
    await phone.screen.locator('#hero').waitFor()
    expect(await phone.stack()).toEqual([INDEX])
  })

  it('the upgrade notice opens the storefront', async () => {
    await open(isTab, '/packageA/pages/room/room?room_id=1002', '7.0.4')
    await phone.screen.getByText('先逛逛好物').tap()
    await phone.screen.locator('#hero').waitFor()
    expect(await phone.stack()).toEqual([INDEX])
  })

  it('a page that does not exist opens the storefront', async () => {
    await open(isTab, '/pages/old/old')
    await phone.screen.locator('#hero').waitFor()
    expect(await phone.stack()).toEqual([INDEX])
  })
})
