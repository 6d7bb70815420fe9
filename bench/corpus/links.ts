import type { AppFiles, Fault } from './fault'

const APP = 'miniprogram/app.json'
const CONFIG = 'miniprogram/config.ts'
const STORE = 'miniprogram/pages/index/index'
const PRODUCT = 'miniprogram/pages/product-detail/product-detail'
const ROOM = 'miniprogram/packageA/pages/room/room'
const HALL = 'packageA/pages/home/home'

const before = (app: AppFiles, file: string, text: string) =>
  app.write(file, `${text}\n${app.read(file)}`)
const behind = (app: AppFiles, file: string, text: string) =>
  app.write(file, `${app.read(file)}\n${text}\n`)

/** The compiler accepts all of these; a tap on them does nothing on a phone. */
const PAGES: readonly Fault[] = [
  {
    name: 'a navigator to a page that does not exist',
    rule: 'missing-page',
    edit: (app) => before(app, `${STORE}.wxml`, '<navigator url="/pages/cart/cart" />'),
  },
  {
    name: 'a navigator whose path lacks its slash',
    rule: 'missing-page',
    edit: (app) => before(app, `${STORE}.wxml`, `<navigator url="${HALL}?tab=live" />`),
  },
  {
    name: 'a call that opens a page that does not exist',
    rule: 'missing-page',
    edit: (app) =>
      behind(
        app,
        `${PRODUCT}.ts`,
        'export const buy = (id: number) => wx.navigateTo({ url: `/pages/cart/cart?id=${id}` })',
      ),
  },
  {
    name: 'a call whose path lacks its slash',
    rule: 'missing-page',
    edit: (app) =>
      behind(app, `${ROOM}.ts`, `export const hall = () => wx.redirectTo({ url: '${HALL}' })`),
  },
  {
    name: 'a relative path in a service that fits no page',
    rule: 'missing-page',
    edit: (app) =>
      behind(
        app,
        'miniprogram/live/services/phone/toast.ts',
        "export const help = () => wx.reLaunch({ url: '../help/help' })",
      ),
  },
  {
    name: 'a share card of a page that does not exist',
    rule: 'missing-page',
    edit: (app) =>
      behind(
        app,
        `${ROOM}.ts`,
        "export const cart = { onShareAppMessage: () => ({ title: '', path: '/pages/cart/cart' }) }",
      ),
  },
  {
    name: 'a share card whose path lacks its slash',
    rule: 'missing-page',
    edit: (app) =>
      behind(
        app,
        `${ROOM}.ts`,
        `export const hall = { onShareAppMessage: () => ({ title: '', path: '${HALL}' }) }`,
      ),
  },
  {
    name: 'switchTab in an app without tabs',
    rule: 'tab-link',
    edit: (app) =>
      behind(
        app,
        'miniprogram/live/services/phone/toast.ts',
        "export const home = () => wx.switchTab({ url: '/pages/index/index' })",
      ),
  },
  {
    name: 'navigateTo a tab',
    rule: 'tab-link',
    edit: (app) => {
      withTabs(app, HALL)
      behind(
        app,
        'miniprogram/live/services/phone/toast.ts',
        "export const home = () => wx.navigateTo({ url: '/pages/index/index' })",
      )
    },
  },
  {
    name: 'a tab that is no page',
    rule: 'compile',
    edit: (app) => withTabs(app, 'pages/cart/cart'),
  },
]

function withTabs(app: AppFiles, second: string): void {
  const tab = (pagePath: string) => ({ pagePath, text: 'tab' })
  const tabBar = { list: [tab('pages/index/index'), tab(second)] }
  app.replace(APP, '"pages":', `"tabBar": ${JSON.stringify(tabBar)},\n  "pages":`)
}

const HANDLERS: readonly Fault[] = [
  {
    name: 'a handler that the component lacks',
    rule: 'unknown-handler',
    edit: (app) =>
      app.replace(
        'miniprogram/live/components/goods-card/goods-card.wxml',
        'bind:tap="onTap"',
        'bind:tap="onTab"',
      ),
  },
  {
    name: 'a method of a component that was renamed',
    rule: 'unknown-handler',
    at: 'miniprogram/live/components/nav-bar/nav-bar.wxml',
    edit: (app) =>
      app.replace('miniprogram/live/components/nav-bar/nav-bar.ts', 'onBack', 'goBack'),
  },
  {
    name: 'a handler that neither the page nor its helper defines',
    rule: 'unknown-handler',
    edit: (app) =>
      app.replace(`${PRODUCT}.wxml`, 'bind:browse="onBrowse"', 'bind:browse="onBrows"'),
  },
  {
    name: 'a handler that the helper of the pages no longer defines',
    rule: 'unknown-handler',
    at: `${STORE}.wxml`,
    edit: (app) =>
      app.replace('miniprogram/live/services/page/define-page.ts', 'onUpgrade: updateNow, ', ''),
  },
]

const SETTINGS: readonly Fault[] = [
  {
    name: 'an address book that app.json does not name',
    rule: 'private-info',
    edit: (app) =>
      behind(app, 'miniprogram/on-buy.ts', 'export const address = () => wx.chooseAddress()'),
  },
  {
    name: 'a place that app.json names under another call',
    rule: 'private-info',
    edit: (app) => {
      app.replace(APP, '"pages":', '"requiredPrivateInfos": ["getLocation"],\n  "pages":')
      behind(app, 'miniprogram/on-buy.ts', 'export const place = () => wx.chooseLocation({})')
    },
  },
  {
    name: 'a back end by http',
    rule: 'api-base-url',
    edit: (app) => app.replace(CONFIG, "'https://live-api", "'http://live-api"),
  },
  {
    name: 'a back end with a slash at its end',
    rule: 'api-base-url',
    edit: (app) => app.replace(CONFIG, "live-api.example.com'", "live-api.example.com/'"),
  },
]

export const LINK_FAULTS: readonly Fault[] = [...PAGES, ...HANDLERS, ...SETTINGS]
