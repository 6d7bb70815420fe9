import type { Fault } from './fault'

const STORE = 'miniprogram/pages/index/index.wxml'
const PRODUCT = 'miniprogram/pages/product-detail/product-detail.wxml'
const ROOM = 'miniprogram/packageA/pages/room/room.wxml'
const PRICE = 'miniprogram/live/components/price-tag/price-tag.wxml'
const CARD = 'miniprogram/live/components/room-card/room-card.wxml'

/** Adds a line where it has no other effect. */
const above =
  (line: string): Fault['edit'] =>
  (app) =>
    app.write(PRICE, `${line}\n${app.read(PRICE)}`)

const SYNTAX: readonly Fault[] = [
  {
    name: 'a tag that is never closed',
    rule: 'template-syntax',
    edit: (app) => app.replace(CARD, '</view>', ''),
  },
  {
    name: 'a tag closed by another name',
    rule: 'template-syntax',
    edit: (app) => app.replace(CARD, '</text>', '</view>'),
  },
  {
    name: 'a misspelt loop',
    rule: 'template-syntax',
    edit: (app) => app.replace(ROOM, 'wx:for=', 'wx:fro='),
  },
  {
    name: 'a condition that begins with else',
    rule: 'template-syntax',
    edit: (app) => app.replace(PRODUCT, 'wx:if="{{liveRoom}}"', 'wx:elif="{{liveRoom}}"'),
  },
  {
    name: 'an incomplete expression',
    rule: 'template-syntax',
    edit: (app) => app.replace(PRICE, '{{price.yuan}}', '{{price.yuan + }}'),
  },
  {
    name: 'an attribute given twice',
    rule: 'template-syntax',
    edit: (app) => app.replace(CARD, 'mode="aspectFill"', 'mode="aspectFill" mode="widthFix"'),
  },
  {
    name: 'an operator that WXML lacks and the portable compiler accepts',
    rule: 'wechat-template',
    edit: (app) => app.replace(PRICE, '{{price.yuan}}', '{{price.yuan ?? 0}}'),
  },
  {
    name: 'an operator of scripts in a template',
    rule: 'wechat-template',
    edit: (app) => app.replace(PRICE, '{{price.fen}}', '{{typeof price.fen}}'),
  },
  {
    name: 'an incomplete script in a template',
    rule: 'wxs-syntax',
    edit: above('<wxs module="money">module.exports = { yuan: function (fen) {</wxs>'),
  },
  {
    name: 'a script of templates in newer syntax',
    rule: 'wxs-syntax',
    edit: (app) => {
      app.write(
        'miniprogram/components/price-tag/money.wxs',
        'const yuan = (fen) => fen / 100\nmodule.exports = { yuan }\n',
      )
      above('<wxs module="money" src="./money.wxs" />')(app)
    },
  },
]

const NOT_THERE: readonly Fault[] = [
  {
    name: 'a misspelt component',
    rule: 'undeclared-tag',
    edit: (app) => app.replace(STORE, '<room-hero', '<room-hreo'),
  },
  {
    name: 'a tag of HTML',
    rule: 'undeclared-tag',
    edit: above('<div />'),
  },
  {
    name: 'a component that is no longer declared',
    rule: 'undeclared-tag',
    at: ROOM,
    edit: (app) =>
      app.replace('miniprogram/packageA/pages/room/room.json', '"goods-row":', '"goods-line":'),
  },
  {
    name: 'a misspelt template',
    rule: 'unknown-template',
    edit: (app) => app.replace(STORE, 'is="shelf"', 'is="shlef"'),
  },
  {
    name: 'an import of a file that does not exist',
    rule: 'missing-file',
    edit: above('<import src="/components/pieces/sign.wxml" />'),
  },
  {
    name: 'an include of a file that does not exist',
    rule: 'missing-file',
    edit: above('<include src="../pieces/sign.wxml" />'),
  },
  {
    name: 'a script of templates that does not exist',
    rule: 'missing-file',
    edit: above('<wxs module="money" src="./money.wxs" />'),
  },
  {
    name: 'a picture that does not exist',
    rule: 'missing-file',
    edit: above('<image src="/pictures/empty.png" />'),
  },
  {
    name: 'one of two pictures that does not exist',
    rule: 'missing-file',
    edit: above(`<image src="{{price.upTo ? '/pictures/many.png' : ''}}" />`),
  },
  {
    name: 'a picture of a script that does not exist',
    rule: 'missing-file',
    edit: (app) =>
      app.write(
        'miniprogram/services/share-picture.ts',
        "const FOLDER = '/pictures'\nexport const SHARE_PICTURE = `${FOLDER}/share.jpg`\n",
      ),
  },
  {
    name: 'an import of the main package from a subpackage’s templates',
    rule: 'cross-package-import',
    edit: above('<include src="/packageA/pages/replay/replay.wxml" />'),
  },
]

export const TEMPLATE_FAULTS: readonly Fault[] = [...SYNTAX, ...NOT_THERE]
