import type { Fault } from './fault'

const APP = 'miniprogram/app.wxss'
const PRICE = 'miniprogram/live/components/price-tag/price-tag.wxss'

/** Adds a rule at the end. */
const below =
  (file: string, rule: string): Fault['edit'] =>
  (app) =>
    app.write(file, `${app.read(file)}\n${rule}\n`)

export const STYLE_FAULTS: readonly Fault[] = [
  {
    name: 'a block that is never closed',
    rule: 'compile',
    edit: below(APP, '.price {\n  color: var(--live-ink);'),
  },
  {
    name: 'a selector for everything',
    rule: 'wechat-style',
    edit: below(APP, '* {\n  box-sizing: border-box;\n}'),
  },
  {
    name: 'a rule within a rule',
    rule: 'wechat-style',
    edit: below(PRICE, '.price {\n  .price__yuan {\n    color: red;\n  }\n}'),
  },
  {
    name: 'a class with a Chinese name',
    rule: 'wechat-style',
    edit: below(PRICE, '.价格 {\n  color: red;\n}'),
  },
  {
    name: 'a missing import',
    rule: 'missing-file',
    edit: (app) =>
      app.replace(
        'miniprogram/live/components/goods-card/goods-card.wxss',
        'styles/shared.wxss',
        'styles/shard.wxss',
      ),
  },
  {
    name: 'a removed style sheet that others import',
    rule: 'missing-file',
    at: APP,
    edit: (app) => app.remove('miniprogram/live/styles/tokens.wxss'),
  },
  {
    name: 'an import from a subpackage',
    rule: 'cross-package-import',
    edit: (app) => app.replace(APP, './live/styles/tokens.wxss', './packageA/pages/home/home.wxss'),
  },
  {
    name: 'a picture of the app in a style',
    rule: 'style-picture',
    edit: below(PRICE, ".price {\n  background: url('/pictures/paper.png');\n}"),
  },
  {
    name: 'a font of the app in a style',
    rule: 'style-picture',
    edit: below(APP, '@font-face {\n  font-family: digits;\n  src: url(./digits.ttf);\n}'),
  },
]
