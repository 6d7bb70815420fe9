import { readFileSync } from 'node:fs'
import { BUILTIN_TAGS } from '../../release/rules/builtin-tags'
import { applyRules, RULES } from '../../release/rules'
import { anInput, appJson, type Changes, found } from './shop-builder'

const PAGE = 'miniprogram/pages/index/index'

const page = (wxml: string, more: Changes = {}): Changes => ({ ...more, [`${PAGE}.wxml`]: wxml })
const messages = (changes: Changes) =>
  applyRules(RULES, anInput(changes)).problems.map(({ message }) => message)

describe('template-syntax', () => {
  it.each([
    ['a missing end tag', '<view>\n<text>', 2],
    ['an end tag of nothing', '<view />\n</view>', 2],
    ['a broken expression', '<view>\n{{ a + }}</view>', 2],
    ['an expression that WXML lacks', '<view>{{ a?.b }}</view>', 1],
    ['a misspelt directive', '<view\n  wx:fro="{{a}}"\n/>', 2],
    ['wx:else without wx:if', '<view />\n<view wx:else />', 2],
    ['an attribute written twice', '<view class="a" class="b" />', 1],
    ['a template defined twice', '<template name="a" />\n<template name="a" />', 2],
  ])('finds %s', (_what, wxml, line) => {
    expect(found(page(wxml))).toContain(`template-syntax ${PAGE}.wxml:${line}`)
  })

  it.each([
    ['space around an equals sign', '<view class = "a" />'],
    ['the older name of a loop', '<view wx:for-items="{{a}}" wx:for-item="b" wx:key="id" />'],
    ['a template with data', '<template name="a" /><template is="a" data="{{...b, c: 1}}" />'],
    ['an event in every spelling', '<view bindtap="a" catch:tap="b" capture-bind:tap="c" />'],
  ])('leaves %s alone', (_what, wxml) => {
    expect(found(page(wxml, { [`${PAGE}.ts`]: 'Page({ a() {}, b() {}, c() {} })' }))).toEqual([])
  })

  it.each([
    ['<view>', /drawn in the wrong place or not at all\. Close it/],
    ['<view>{{ }}</view>', /Nothing is drawn/],
    ['<view>{{a?.b}}</view>', /Compute it in the script/],
    ['<view wx:if />', /Give it one/],
    ['<view wx:fro="{{a}}" />', /it has no effect\. Correct it/],
    ['<view id="a" id="b" />', /Keep one/],
    ['<template name="a" /><template name="a" />', /Rename the other/],
    ['<view wx:for="{{a}}" wx:key="{{b}}" />', /including the braces/],
    ['<view wx:for="{{a}}" wx:for-item="{{b}}" />', /no valid name/],
    ['<view class=a></view>', /Put it in quotes/],
    ['<wxs>var a = 1</wxs>', /Name it by its attribute/],
    ['<view data-aB="1" />', /Write it in lower case/],
    ['<slot><view /></slot>', /never drawn/],
    ['<!DOCTYPE html>', /Correct it\.$/],
  ])('gives a remedy for %s', (wxml, remedy) => {
    expect(messages(page(wxml))).toContainEqual(expect.stringMatching(remedy))
  })

  it("keeps the compiler's text and gives the remedy", () => {
    expect(messages(page('<view wx:fro="{{a}}" />'))).toEqual([
      'The template compiler reports "invalid attribute prefix". WeChat has no attribute of that name here, so it has no effect. Correct it.',
    ])
  })
})

describe('wxs-syntax', () => {
  const script = (text: string) =>
    found({
      'miniprogram/m.wxs': `var first = 1\n${text}\nmodule.exports = {}\n`,
      'miniprogram/other.wxs': 'module.exports = {}\n',
    })

  it.each([
    'var a = = 1',
    'let a = 1',
    'const a = 1',
    'var f = function () { return x => x }',
    'var a = `x`',
    'var a = `x${b}`',
    'for (var a of b) {}',
    'for (var a in b) {}',
    'var a = { b }',
    'var a = { b() {} }',
    'var a = { [b]: 1 }',
    'var a = { get b() { return 1 } }',
    'class A {}',
    'var a = [...b]',
    'function f(...rest) {}',
    'var { a } = b',
    'var [a] = b',
    'var a = new Date()',
    'var a = /x/',
    'try { f() } catch (e) {}',
    'throw 1',
    'var a = b?.c',
    'var a = b ?? c',
    'var a = b ** 2',
    "var a = 'x' in b",
    'var a = b instanceof c',
    'async function f() {}',
    'function* f() {}',
    "import a from './other.wxs'",
    'export default 1',
  ])('finds %s', (text) => {
    expect(script(text)).toEqual(['wxs-syntax miniprogram/m.wxs:2'])
  })

  it.each([
    'var a = function (b) { return b ? -b : typeof b }',
    'switch (first) { case 1: break; default: first++ }',
    'do { first-- } while (first)',
    "var a = getRegExp('x').test(getDate().toString())",
    "var other = require('./other.wxs')",
    '"use strict"',
  ])('leaves %s alone', (text) => {
    expect(script(text)).toEqual([])
  })

  it('reads scripts in templates with their lines', () => {
    const wxml = '<view />\n<wxs module="m">\nvar a = 1\nlet b = 2\n</wxs>'
    expect(found(page(wxml))).toEqual([`wxs-syntax ${PAGE}.wxml:4`])
    expect(messages(page(wxml))[0]).toMatch(/^WXS has no let and const: write var\. /)
  })
})

describe('undeclared-tag', () => {
  const piece = { 'miniprogram/pieces/head.wxml': '<view>\n  <room-card />\n</view>' }

  it('finds a tag that neither WeChat nor the app defines', () => {
    expect(found(page('<view>\n  <prise />\n</view>'))).toEqual([`undeclared-tag ${PAGE}.wxml:2`])
    expect(messages(page('<prise />'))).toEqual([
      '<prise> draws nothing on the phone: it is no tag of WeChat and not declared. Did you mean price? Correct it, or declare it under "usingComponents" in miniprogram/pages/index/index.json or in app.json.',
    ])
  })

  it('suggests the equivalents of HTML tags', () => {
    expect(messages(page('<div />'))[0]).toContain('Use <view> instead.')
  })

  it('finds a tag in an included template once', () => {
    const twice = {
      ...piece,
      'miniprogram/components/price/price.wxml': '<include src="/pieces/head" />',
    }
    expect(found(page('<import src="../../pieces/head.wxml" />', twice))).toEqual([
      'undeclared-tag miniprogram/pieces/head.wxml:2',
    ])
  })

  it('finds a component that is passed as a generic', () => {
    expect(found(page('<price generic:row="goods-row" />'))).toEqual([
      `undeclared-tag ${PAGE}.wxml:1`,
    ])
  })

  it.each([
    [
      'what app.json declares',
      { 'miniprogram/app.json': appJson({ usingComponents: { x: 'y' } }) },
    ],
    ['what it is given', { [`${PAGE}.json`]: '{"componentGenerics": {"x": true}}' }],
    ['a page whose JSON is broken', { [`${PAGE}.json`]: '{' }],
  ])('leaves %s alone', (_what, more) => {
    expect(found(page('<x />', more)).filter((one) => one.startsWith('undeclared-tag'))).toEqual([])
  })

  it('ignores a template that is not imported', () => {
    expect(found(piece)).toEqual([])
  })

  it('knows every tag of WeChat’s test tool', () => {
    const tool = readFileSync(require.resolve('miniprogram-simulate/src/definition.js'), 'utf8')
    const list = /officialTagList = \[([^\]]*)\]/.exec(tool)?.[1] ?? ''
    const tags = [...list.matchAll(/'([a-z-]+)'/g)].map(([, tag = '']) => tag)
    expect(tags.length).toBeGreaterThan(50)
    expect(tags.filter((tag) => !BUILTIN_TAGS.has(tag))).toEqual([])
  })

  it.each(['store-home', 'store-product', 'store-coupon', 'store-gift'])('knows <%s>', (tag) => {
    expect(messages(page(`<${tag} appid="wx1" />`))).toEqual([])
  })
})

describe('unknown-template', () => {
  const shared = {
    'miniprogram/pieces/a.wxml': '<import src="./b.wxml" /><template name="one" />',
    'miniprogram/pieces/b.wxml': '<template name="two" />',
  }

  it('finds a missing template, and one that is imported indirectly', () => {
    const wxml = (is: string) => page(`<import src="/pieces/a" />\n<template is="${is}" />`, shared)
    expect(found(wxml('oen'))).toEqual([`unknown-template ${PAGE}.wxml:2`])
    expect(found(wxml('two'))).toEqual([`unknown-template ${PAGE}.wxml:2`])
    expect(messages(wxml('oen'))[0]).toMatch(/nothing is drawn on the phone\. Did you mean one\?/)
  })

  it('accepts its own, an imported and a computed template', () => {
    const wxml =
      '<import src="/pieces/a" /><template name="own" />' +
      '<template is="own" /><template is="one" /><template is="{{kind}}" />'
    expect(found(page(wxml, shared))).toEqual([])
  })
})

describe('unknown-placeholder', () => {
  const room = 'miniprogram/packageA/pages/room/room'
  const withPlaceholder = (componentPlaceholder: object, more: object = {}) => ({
    [`${room}.json`]: JSON.stringify({
      usingComponents: {
        subscribe: 'plugin-private://wx2b03c6e691cd7370/components/subscribe/subscribe',
        pendant: 'plugin-private://wx2b03c6e691cd7370/components/pendant/pendant',
        price: '/components/price/price',
        ...more,
      },
      componentPlaceholder,
    }),
  })

  it.each([
    ['that nobody declares', { subscribe: 'veiw' }],
    ['for a component that is not declared', { subscibe: 'view' }],
    ['that is the component itself', { subscribe: 'subscribe' }],
    ['that has to be loaded itself', { subscribe: 'pendant' }],
    ['that is no text', { subscribe: true }],
  ])('finds one %s', (_what, placeholders) => {
    expect(found(withPlaceholder(placeholders))).toEqual([`unknown-placeholder ${room}.json:1`])
  })

  it.each([
    ['WeChat’s', { subscribe: 'view' }],
    ['a component of the main package', { subscribe: 'price' }],
    ['a component that app.json declares', { subscribe: 'mark' }],
  ])('leaves %s alone', (_what, placeholders) => {
    const mark = { usingComponents: { mark: './components/price/price' } }
    const app = { 'miniprogram/app.json': appJson(mark) }
    expect(found({ ...withPlaceholder(placeholders), ...app })).toEqual([])
  })
})
