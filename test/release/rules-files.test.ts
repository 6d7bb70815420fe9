import { appJson, found } from './a-shop'

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

  it('takes the index file of a folder for the component', () => {
    expect(
      found({
        'miniprogram/pages/index/index.json': '{"usingComponents": {"x": "../../components/x"}}',
        'miniprogram/components/x/index.json': '{"component": true}',
        'miniprogram/components/x/index.wxml': '<view />',
        'miniprogram/components/x/index.js': 'Component({})',
      }),
    ).toEqual([])
  })
})

describe('cross-package-import', () => {
  const main = 'miniprogram/pages/index/index'
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
  ])('finds an %s', (_kind, file, text) => {
    expect(found({ [file]: `\n${text}` })).toEqual([`cross-package-import ${file}:2`])
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
    expect(found({ [file]: text })).toEqual([])
  })

  it('finds a component of the subpackage without a placeholder', () => {
    const component = {
      'miniprogram/packageA/x.json': '{"component": true}',
      'miniprogram/packageA/x.wxml': '<view />',
      'miniprogram/packageA/x.ts': 'Component({})',
    }
    const page = (more: object) => ({
      ...component,
      [`${main}.json`]: JSON.stringify({ usingComponents: { x: '/packageA/x' }, ...more }),
    })
    expect(found(page({}))).toEqual([`cross-package-import ${main}.json:1`])
    expect(found(page({ componentPlaceholder: { x: 'view' } }))).toEqual([])
  })

  it('finds one subpackage in another', () => {
    const { subpackages } = JSON.parse(appJson({})) as { subpackages: object[] }
    expect(
      found({
        'miniprogram/app.json': appJson({
          subpackages: [...subpackages, { root: 'packageB', pages: [] }],
        }),
        'miniprogram/packageB/x.ts': "import '../packageA/x'",
      }),
    ).toEqual(['cross-package-import miniprogram/packageB/x.ts:1'])
  })
})
