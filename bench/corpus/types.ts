import type { Fault } from './fault'

const PRODUCT = 'miniprogram/pages/product-detail/product-detail.ts'
const UPGRADE = 'miniprogram/live/services/phone/upgrade.ts'
const PRIVACY = 'miniprogram/packageA/services/privacy.ts'
const LIVE_PLAYER = 'miniprogram/live/services/wechat/plugin-client.ts'

/** WeChat's compiler accepts all of these, because it removes types without checking them. */
const ERRORS: readonly Fault[] = [
  {
    name: 'a text instead of an amount',
    rule: 'types',
    edit: (app) =>
      app.replace('miniprogram/live/domain/price.ts', 'splitFen(fen)', "splitFen('1990')"),
  },
  {
    name: 'a misspelt text of the app',
    rule: 'types',
    edit: (app) => app.replace(UPGRADE, 'text.upgrade.byHand', 'text.upgrade.byHnad'),
  },
  {
    name: 'a call that WeChat does not have',
    rule: 'types',
    edit: (app) =>
      app.replace('miniprogram/live/services/phone/toast.ts', 'wx.showToast', 'wx.showTost'),
  },
  {
    name: 'a method of arrays that old phones lack',
    rule: 'types',
    edit: (app) =>
      app.write(
        'miniprogram/domain/flat.ts',
        'export const flat = (rows: readonly number[][]) => rows.flat()\n',
      ),
  },
  {
    name: 'a name imported that its file no longer exports',
    rule: 'types',
    at: PRODUCT,
    edit: (app) =>
      app.replace(
        'miniprogram/live/domain/goods-view.ts',
        'export function goodsView',
        'export function viewOfGoods',
      ),
  },
  {
    name: 'a method of the live plugin that its typings do not have',
    rule: 'types',
    at: LIVE_PLAYER,
    edit: (app) =>
      app.replace('typings/live-player-plugin.d.ts', 'getSubscribeStatus(', 'getSubscribed('),
  },
  {
    name: 'a configuration of TypeScript that extends nothing',
    rule: 'types',
    edit: (app) => app.replace('tsconfig.json', './tsconfig.base.json', './tsconfig.bare.json'),
  },
]

const NEWER_THAN_THE_OLDEST_PHONE: readonly Fault[] = [
  {
    name: 'a newer call without a check of the base library',
    rule: 'api-level',
    edit: (app) => app.replace(PRIVACY, "if (!hasBaseLibrary('2.32.3'))", 'if (wx === undefined)'),
  },
  {
    name: 'a newer call after a check for a base library that is too old',
    rule: 'api-level',
    edit: (app) => app.replace(PRIVACY, "'2.32.3'", "'2.23.3'"),
  },
  {
    name: 'a newer call after a check for another call',
    rule: 'api-level',
    edit: (app) =>
      app.replace(UPGRADE, "canIUse('updateWeChatApp')", "canIUse('getUpdateManager')"),
  },
  {
    name: 'a newer call in the branch without it',
    rule: 'api-level',
    edit: (app) => app.replace(UPGRADE, 'if (canUpdate())', 'if (!canUpdate())'),
  },
  {
    name: 'a newer call destructured from wx',
    rule: 'api-level',
    edit: (app) =>
      app.write(
        'miniprogram/services/window.ts',
        'const { getWindowInfo } = wx\nexport const widthPx = () => getWindowInfo().windowWidth\n',
      ),
  },
  {
    name: 'a newer option of an old call',
    rule: 'api-level',
    edit: (app) =>
      app.replace(
        'miniprogram/live/services/rooms/visibility.ts',
        '{ observeAll: true }',
        '{ observeAll: true, nativeMode: true }',
      ),
  },
  {
    name: 'a newer method of a component',
    rule: 'api-level',
    edit: (app) =>
      app.replace(
        'miniprogram/live/components/nav-bar/nav-bar.ts',
        'methods: {',
        'attached() {\n    this.setUpdatePerformanceListener({}, () => undefined)\n  },\n  methods: {',
      ),
  },
  {
    name: 'a declared base library older than what the app calls',
    rule: 'api-level',
    at: 'miniprogram/packageA/services/subscriptions.ts',
    edit: (app) => app.replace('release/check.json', '2.11.2', '2.9.4'),
  },
]

export const TYPE_FAULTS: readonly Fault[] = [...ERRORS, ...NEWER_THAN_THE_OLDEST_PHONE]
