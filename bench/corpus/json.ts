import type { Fault } from './fault'

const APP = 'miniprogram/app.json'
const CONFIG = 'project.config.json'
const ROOM = 'miniprogram/packageA/pages/room/room.json'
const PRODUCT = 'miniprogram/pages/product-detail/product-detail.json'
const STORE = 'miniprogram/pages/index/index.json'

const replaced =
  (file: string, from: string, to: string): Fault['edit'] =>
  (app) =>
    app.replace(file, from, to)

const SYNTAX: readonly Fault[] = [
  {
    name: 'a comment in the JSON of a page',
    rule: 'json-syntax',
    edit: (app) => app.write(ROOM, `// the doorway\n${app.read(ROOM)}`),
  },
  {
    name: 'a comma at the end of a list in app.json',
    rule: 'json-syntax',
    edit: replaced(
      APP,
      '"pages/product-detail/product-detail"',
      '"pages/product-detail/product-detail",',
    ),
  },
  {
    name: 'a value of the wrong type',
    rule: 'compile',
    edit: replaced(ROOM, '"enablePullDownRefresh": true', '"enablePullDownRefresh": "yes"'),
  },
  {
    name: 'a project without an appid',
    rule: 'project-config',
    edit: replaced(CONFIG, '"appid": "touristappid",', ''),
  },
]

const KEYS: readonly Fault[] = [
  {
    name: 'a misspelt key of a page',
    rule: 'unknown-key',
    edit: replaced(ROOM, 'navigationBarTitleText', 'navigationBarTitelText'),
  },
  {
    name: 'a misspelt key of a component',
    rule: 'unknown-key',
    edit: replaced(
      'miniprogram/live/components/price-tag/price-tag.json',
      '"component": true',
      '"component": true, "styleIsolaton": "shared"',
    ),
  },
  {
    name: 'a key of windows in app.json itself',
    rule: 'unknown-key',
    edit: replaced(APP, '"darkmode": true,', '"darkmode": true, "navigationStyle": "custom",'),
  },
  {
    name: 'a misspelt key of a subpackage',
    rule: 'unknown-key',
    edit: replaced(APP, '"name": "live"', '"independant": false'),
  },
  {
    name: 'a misspelt setting of the compiler',
    rule: 'unknown-key',
    edit: replaced(CONFIG, 'ignoreUploadUnusedFiles', 'ignoreUploadUnusedFile'),
  },
  {
    name: 'a misspelt key of what is packed',
    rule: 'unknown-key',
    edit: replaced(CONFIG, '"ignore": [', '"ignored": ['),
  },
  {
    name: 'a misspelt key of the sitemap',
    rule: 'unknown-key',
    edit: replaced('miniprogram/sitemap.json', '"matching"', '"match"'),
  },
  {
    name: 'a third colour scheme in the theme',
    rule: 'unknown-key',
    edit: replaced('miniprogram/theme.json', '"dark": {', '"dusk": {}, "dark": {'),
  },
]

const FILES: readonly Fault[] = [
  {
    name: 'no sitemap',
    rule: 'missing-file',
    at: APP,
    edit: (app) => app.remove('miniprogram/sitemap.json'),
  },
  {
    name: 'a page without JSON',
    rule: 'missing-file',
    at: APP,
    edit: (app) => app.remove('miniprogram/packageA/pages/replay/replay.json'),
  },
  {
    name: 'a component without "component": true',
    rule: 'missing-file',
    at: STORE,
    edit: replaced(
      'miniprogram/live/components/goods-card/goods-card.json',
      '"component": true',
      '"component": false',
    ),
  },
  {
    name: 'a page of app.json that is not there',
    rule: 'compile',
    edit: replaced(APP, '"pages/replay/replay"', '"pages/replay/replay", "pages/replays/replays"'),
  },
  {
    name: 'a component of the live package in the main one, without a placeholder',
    rule: 'cross-package-import',
    edit: replaced(
      STORE,
      '"usingComponents": {',
      '"usingComponents": { "goods-row": "/packageA/components/goods-row/goods-row",',
    ),
  },
]

const PAGES: readonly Fault[] = [
  {
    name: 'a page without a link',
    rule: 'unreachable-page',
    edit: (app) => {
      app.replace(APP, '"pages/replay/replay"', '"pages/replay/replay", "pages/old/old"')
      app.write('miniprogram/packageA/pages/old/old.json', '{}\n')
      app.write('miniprogram/packageA/pages/old/old.wxml', '<view />\n')
      app.write('miniprogram/packageA/pages/old/old.ts', 'Page({})\n')
    },
  },
  {
    name: 'a link to a page by a wrong path',
    rule: 'unreachable-page',
    at: APP,
    edit: replaced(
      'miniprogram/live/domain/live-link.ts',
      'pages/replay/replay',
      'pages/replays/replays',
    ),
  },
  {
    name: 'an entry page that does not exist',
    rule: 'unreachable-page',
    edit: replaced(
      'release/check.json',
      '"totalBudgetKb"',
      '"entryPages": ["packageA/pages/doorway/doorway"], "totalBudgetKb"',
    ),
  },
  {
    name: 'a page with a missing component',
    rule: 'compile',
    edit: replaced(PRODUCT, '/live/components/nav-bar/nav-bar', '/components/nav-bar/bar'),
  },
]

export const JSON_FAULTS: readonly Fault[] = [...SYNTAX, ...KEYS, ...FILES, ...PAGES]
