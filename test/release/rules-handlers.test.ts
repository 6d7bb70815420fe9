import { applyRules, RULES } from '../../release/rules'
import { anInput, type Changes, found } from './shop-builder'

const PAGE = 'miniprogram/pages/index/index'
const PRICE = 'miniprogram/components/price/price'
const LOST = [`unknown-handler ${PAGE}.wxml:2`]

/** A page with this script. Its template binds `onTap` on its second line. */
const page = (script: string, more: Changes = {}): Changes => ({
  [`${PAGE}.wxml`]: '<price />\n<view bind:tap="onTap" />\n',
  [`${PAGE}.ts`]: script,
  ...more,
})
const component = (script: string, more: Changes = {}): Changes => ({
  [`${PRICE}.wxml`]: '<text>1</text>\n<view bind:tap="onTap" />\n',
  [`${PRICE}.ts`]: script,
  ...more,
})
const bound = (attribute: string): Changes => ({
  [`${PAGE}.wxml`]: `<price />\n<view ${attribute} />\n`,
})
const helper = (text: string): Changes => ({ 'miniprogram/domain/helper.ts': text })
const IMPORT = "import helper, { more } from '../../domain/helper'\n"

describe('unknown-handler', () => {
  it.each([
    'bindtap',
    'bind:tap',
    'catchtap',
    'catch:tap',
    'mut-bind:tap',
    'capture-bind:tap',
    'capture-catch:tap',
  ])('finds the handler of %s that the page lacks', (attribute) => {
    expect(found(bound(`${attribute}="onTap"`))).toEqual(LOST)
  })

  it.each([
    ['a page', page('Page({ onTab() {} })')],
    ['a page whose spread lacks it too', page('const base = { onTab() {} }\nPage({ ...base })')],
    [
      'a page made by a helper',
      page(
        `${IMPORT}helper({})`,
        helper('export default (def: object) => Page(Object.assign(def, { onBack() {} }))'),
      ),
    ],
    [
      'a page with a behavior',
      page(
        `${IMPORT}Page({ behaviors: [helper] })`,
        helper('export default Behavior({ methods: { onTab() {} } })'),
      ),
    ],
  ])('finds it in %s', (_what, changes) => {
    expect(found(changes)).toEqual(LOST)
  })

  it('finds a method of a component outside "methods"', () => {
    const lost = [`unknown-handler ${PRICE}.wxml:2`]
    expect(found(component('Component({ methods: { onTab() {} } })'))).toEqual(lost)
    expect(found(component('Component({ onTap() {}, data: { text: 1 } })'))).toEqual(lost)
  })

  it.each([
    ['a method', page('Page({ onTap() {} })')],
    ['a function', page('Page({ onTap: function () {} })')],
    ['a shorthand', page('const onTap = () => 1\nPage({ onTap })')],
    ['a spread', page('const base = { onTap() {} }\nPage({ ...base })')],
    ['Object.assign', page('Page(Object.assign({}, { onTap() {} }))')],
    ['an import', page(`${IMPORT}Page({ ...more })`, helper('export const more = { onTap() {} }'))],
    [
      'require',
      page(
        "const { more } = require('../../domain/helper.js')\nPage({ ...more })",
        helper('module.exports = { more: { onTap() {} } }'),
      ),
    ],
    [
      'a member of a module',
      page(
        "const all = require('../../domain/helper')\nPage({ ...all.more })",
        helper('exports.more = { onTap() {} }'),
      ),
    ],
    [
      'a helper that makes the page',
      page(
        `${IMPORT}more('title', {})`,
        helper(
          'export function more(title: string, def: object) { make(def) }\nfunction make(def: object) { Page(Object.assign(def, { onTap() {} })) }',
        ),
      ),
    ],
    [
      'a behavior',
      page(
        `${IMPORT}Page({ behaviors: [helper] })`,
        helper(
          "export default Behavior({ behaviors: ['wx://form-field'], methods: { onTap() {} } })",
        ),
      ),
    ],
    [
      'a behavior of a behavior',
      component(
        `${IMPORT}Component({ behaviors: [helper] })`,
        helper(
          'const inner = Behavior({ methods: { onTap() {} } })\nexport default Behavior({ behaviors: [inner] })',
        ),
      ),
    ],
    ['methods of a component', component('Component({ methods: { onTap() {} } })')],
    ['a page made by Component', page('Component({ methods: { onTap() {} } })')],
    ['what is set on this', page('Page({ onLoad() { this.onTap = () => 1 } })')],
    [
      'what a helper sets on the page',
      page(
        `${IMPORT}Page({ onLoad() { more(this) } })`,
        helper('export const more = (page: { onTap?: unknown }) => { page.onTap = () => 1 }'),
      ),
    ],
    ['what is set on the definition', page('const def = {}\ndef.onTap = () => 1\nPage(def)')],
  ])('knows %s', (_what, changes) => {
    expect(found(changes)).toEqual([])
  })

  it.each([
    ['a spread of a call', page('Page({ ...make() })')],
    ['a computed name', page('Page({ [name]() {} })')],
    ['an unknown function', page("import { make } from 'npm-package'\nmake({})")],
    [
      'an unknown behavior',
      page(`${IMPORT}Page({ behaviors: [make()] })`, helper('export default 1')),
    ],
    [
      'a behavior that changes the definition',
      component('const b = Behavior({ definitionFilter(def) {} })\nComponent({ behaviors: [b] })'),
    ],
    ['a class', component('class Price {}\nComponent(new Price())')],
    [
      'names set by number',
      page("Page({ onLoad() { ['a'].forEach((name) => { this[name] = 1 }) } })"),
    ],
    [
      'functions that call each other without end',
      page('function a() { b(); b(); b() }\nfunction b() { a(); a(); a() }\na()'),
    ],
    ['two definitions', page('Page({})\nPage({})')],
    ['no script', page('export {}')],
    [
      'a Page of the app’s own',
      page('Page({})', {
        'miniprogram/app.ts': 'App({})\nconst plain = Page\nPage = (def) => plain({ ...def })',
      }),
    ],
    [
      'a module that names itself',
      page(`${IMPORT}Page({ ...more })`, helper("export { more } from './helper'")),
    ],
  ])('reports nothing for %s', (_what, changes) => {
    expect(found(changes).filter((each) => each.startsWith('unknown-handler'))).toEqual([])
  })

  it.each([
    'bind:tap="{{handler}}"',
    'bind:tap="{{m.tap}}"',
    'catchtouchmove=""',
    'catchtouchmove="true"',
    'catchtap="return false"',
    'data-bind="x"',
    'binding',
  ])('leaves %s alone', (attribute) => {
    expect(found(bound(attribute)).filter((each) => each.startsWith('unknown-handler'))).toEqual([])
  })

  it('accepts a shared template if one of its pages has the handler', () => {
    const pieces = (room: string): Changes => ({
      'miniprogram/domain/piece.wxml':
        '<template name="piece">\n<view bind:tap="onTap" />\n</template>',
      [`${PAGE}.wxml`]: '<import src="/domain/piece.wxml" />\n<price /><template is="piece" />',
      [`${PRICE}.wxml`]: '<include src="/domain/piece.wxml" />',
      [`${PRICE}.ts`]: room,
    })
    expect(found(pieces('Component({ methods: { onTap() {} } })'))).toEqual([])
    expect(found(pieces('Component({})'))).toEqual([
      'unknown-handler miniprogram/domain/piece.wxml:2',
    ])
  })

  it('gives the remedy', () => {
    expect(applyRules(RULES, anInput(page('Page({ onTab() {} })'))).problems).toEqual([
      expect.objectContaining({
        message:
          'bind:tap of <view> names onTap, which pages/index/index lacks: nothing happens on the ' +
          'phone. Did you mean onTab? Correct the name, or write the method (of a component: under ' +
          '"methods").',
      }),
    ])
  })
})
