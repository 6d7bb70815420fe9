import { applyRules, RULES } from '../../release/rules'
import { anInput, appJson, found } from './shop-builder'

describe('missing-file', () => {
  it('finds a page without .json, in the main package and in a subpackage', () => {
    expect(
      found({
        'miniprogram/pages/index/index.json': null,
        'miniprogram/packageA/pages/room/room.json': null,
      }),
    ).toEqual(['missing-file miniprogram/app.json:3', 'missing-file miniprogram/app.json:9'])
  })

  it('finds a missing sitemap, named or not', () => {
    expect(found({ 'miniprogram/sitemap.json': null })).toEqual([
      'missing-file miniprogram/app.json:20',
    ])
    expect(
      found({
        'miniprogram/sitemap.json': null,
        'miniprogram/app.json': appJson({ sitemapLocation: undefined }),
      }),
    ).toEqual(['missing-file miniprogram/app.json:1'])
  })

  it.each([
    ['nowhere', { 'miniprogram/components/price/price': null }],
    ['without .json', { 'miniprogram/components/price/price.json': null }],
    ['without .wxml', { 'miniprogram/components/price/price.wxml': null }],
    ['without script', { 'miniprogram/components/price/price.ts': null }],
    ['not said to be one', { 'miniprogram/components/price/price.json': '{}' }],
  ])('finds a component that is %s', (how, changes) => {
    const gone =
      how === 'nowhere'
        ? Object.fromEntries(
            ['json', 'wxml', 'ts'].map((end) => [
              `miniprogram/components/price/price.${end}`,
              null,
            ]),
          )
        : changes
    expect(found(gone)).toEqual(['missing-file miniprogram/pages/index/index.json:3'])
  })

  it('accepts the index file of a folder as the component', () => {
    expect(
      found({
        'miniprogram/pages/index/index.json': '{"usingComponents": {"x": "../../components/x"}}',
        'miniprogram/pages/index/index.wxml': '<x />',
        'miniprogram/components/x/index.json': '{"component": true}',
        'miniprogram/components/x/index.wxml': '<view />',
        'miniprogram/components/x/index.js': 'Component({})',
      }),
    ).toEqual([])
  })
})

describe('missing-file in templates and styles', () => {
  const page = 'miniprogram/pages/index/index'

  it.each([
    ['import', `${page}.wxml`, '<import src="./nowhere.wxml" />'],
    ['include', `${page}.wxml`, '<include src="/nowhere" />'],
    ['wxs', `${page}.wxml`, '<wxs module="m" src="../m.wxs" />'],
    ['wxs without its suffix', `${page}.wxml`, '<wxs module="m" src="/there" />'],
    ['style', `${page}.wxss`, "@import './nowhere.wxss';"],
    ['picture', `${page}.wxml`, '<image src="/pictures/no.png" />'],
    ['picture by its relative path', `${page}.wxml`, '<cover-image src="../no" />'],
    ['picture of a component', `${page}.wxml`, '<price icon="/no.svg" />'],
    ['picture of two', `${page}.wxml`, `<image src="{{ok ? '/there.png' : '/no.png'}}" />`],
    ['poster', `${page}.wxml`, '<video poster="no.jpg" />'],
    ['picture in a script', `${page}.ts`, "const ROOT = '/pictures'; f(`${ROOT}/no.png`)"],
  ])('finds a missing %s', (_what, file, text) => {
    const there = { 'miniprogram/there.wxs': '', 'miniprogram/there.png': '' }
    expect(found({ ...there, [file]: `\n${text}` })).toEqual([`missing-file ${file}:2`])
  })

  it.each([
    ['what is there', `${page}.wxml`, '<import src="/there" /><image src="/there.png" />'],
    ['an address', `${page}.wxml`, '<image src="https://shop.example/no.png" />'],
    ['data', `${page}.wxml`, '<image src="data:image/png;base64,AAAA" />'],
    ['what is computed', `${page}.wxml`, '<image src="{{a}}/no.png" />'],
    ['a comment', `${page}.wxml`, '<!-- <image src="/no.png" /> -->'],
    ['a style that is there', `${page}.wxss`, "@import '/app';"],
    ['a style in a comment', `${page}.wxss`, "/* @import './no.wxss'; */"],
    ['an address in a script', `${page}.ts`, "const a = `${HOST}/no.png` + '/a/b'"],
    ['a picture of a server', `${page}.ts`, "const a = 'https://shop.example/no.png'"],
  ])('leaves %s alone', (_what, file, text) => {
    const there = { 'miniprogram/there.wxml': '<view />', 'miniprogram/there.png': '' }
    expect(found({ ...there, [file]: text })).toEqual([])
  })

  it('gives the effect on the phone and the remedy', () => {
    const problems = applyRules(
      RULES,
      anInput({ [`${page}.wxml`]: '<import src="./no" /><image src="no.png" />' }),
    ).problems
    expect(problems.map(({ message }) => message)).toEqual([
      '<import src="./no"> names a missing file: none of its templates is drawn on the phone. Correct the path, or add pages/index/no.wxml.',
      'The picture no.png is missing: the phone shows an empty area. Correct the path, or add pages/index/no.png.',
    ])
  })
})

describe('style-picture', () => {
  const file = 'miniprogram/pages/index/index.wxss'

  it.each(['url(/a.png)', "url('../a.png')", 'url( "a.svg" )'])('finds %s', (url) => {
    expect(found({ [file]: `.a {\n  background: ${url};\n}` })).toEqual([`style-picture ${file}:2`])
  })

  it.each(['url(https://a.example/a.png)', 'url(data:image/png;base64,AA)', 'url(#mask)'])(
    'leaves %s alone',
    (url) => {
      expect(found({ [file]: `.a { background: ${url}; }` })).toEqual([])
    },
  )
})

const INLINE = (path: string) => `<wxs module="x">var x = require('../..${path}')</wxs>`

describe('cross-package-import', () => {
  const main = 'miniprogram/pages/index/index'
  const there = {
    'miniprogram/packageA/x.ts': 'export const x = 1',
    'miniprogram/packageA/x.wxml': '<view />',
    'miniprogram/packageA/x.wxs': 'module.exports = {}',
    'miniprogram/packageA/x.wxss': '',
  }
  it.each([
    ['import', `${main}.ts`, "import { x } from '../../packageA/x'"],
    ['export from', `${main}.ts`, "export * from '../../packageA/x'"],
    ['require', `${main}.ts`, "const x = require('../../packageA/x')"],
    ['require by absolute path', `${main}.ts`, "const x = require('/packageA/x')"],
    ['dynamic import', `${main}.ts`, "void import('../../packageA/x')"],
    ['template import', `${main}.wxml`, '<import src="/packageA/x.wxml" />'],
    ['include', `${main}.wxml`, "<include src='../../packageA/x.wxml' />"],
    ['wxs', `${main}.wxml`, '<wxs module="x" src="../../packageA/x.wxs" />'],
    ['style', `${main}.wxss`, "@import '../../packageA/x.wxss';"],
    ['require in a template', `${main}.wxml`, INLINE('/packageA/x.wxs')],
  ])('finds an %s', (_kind, file, text) => {
    expect(found({ ...there, [file]: `\n${text}` })).toEqual([`cross-package-import ${file}:2`])
  })

  it.each([
    ['a type', `${main}.ts`, "import type { X } from '../../packageA/x'"],
    ['types only', `${main}.ts`, "import { type X } from '../../packageA/x'"],
    ['require.async', `${main}.ts`, "require.async('../../packageA/x')"],
    ['require with a callback', `${main}.ts`, "require('../../packageA/x', () => {})"],
    ['a path in a comment', `${main}.wxml`, '<!-- <import src="/packageA/x.wxml" /> -->'],
    ['a style in a comment', `${main}.wxss`, "/* @import '../../packageA/x.wxss'; */"],
    ['an address', `${main}.ts`, "const url = '/packageA/pages/room/room'"],
    ['the way down', 'miniprogram/packageA/pages/room/room.ts', "import '../../../domain/price'"],
  ])('leaves %s alone', (_kind, file, text) => {
    expect(found({ ...there, [file]: text })).toEqual([])
  })

  it('finds a component of the subpackage without a placeholder', () => {
    const component = {
      'miniprogram/packageA/x.json': '{"component": true}',
      'miniprogram/packageA/x.wxml': '<view />',
      'miniprogram/packageA/x.ts': 'Component({})',
    }
    const page = (more: object) => ({
      ...component,
      [`${main}.wxml`]: '<x />',
      [`${main}.json`]: JSON.stringify({ usingComponents: { x: '/packageA/x' }, ...more }),
    })
    expect(found(page({}))).toEqual([`cross-package-import ${main}.json:1`])
    expect(found(page({ componentPlaceholder: { x: 'view' } }))).toEqual([])
  })

  it('finds an import between subpackages', () => {
    const { subpackages } = JSON.parse(appJson({})) as { subpackages: object[] }
    expect(
      found({
        'miniprogram/app.json': appJson({
          subpackages: [...subpackages, { root: 'packageB', pages: [] }],
        }),
        ...there,
        'miniprogram/packageB/x.ts': "import '../packageA/x'",
      }),
    ).toEqual(['cross-package-import miniprogram/packageB/x.ts:1'])
  })
})
