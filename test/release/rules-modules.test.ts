import { applyRules, RULES } from '../../release/rules'
import { anInput, appJson, found } from './shop-builder'

const page = 'miniprogram/pages/index/index'

describe('missing-module', () => {
  it.each([
    ['import', `${page}.ts`, "import { yuan } from '../../domain/prise'"],
    ['import for its effect', `${page}.ts`, "import './setup'"],
    ['export from', `${page}.ts`, "export * from './more'"],
    ['import =', `${page}.ts`, "import more = require('./more')"],
    ['require', `${page}.ts`, "const more = require('./more')"],
    ['require by absolute path', `${page}.ts`, "const more = require('/domain/more')"],
    ['require.async', `${page}.ts`, "require.async('../../packageA/more')"],
    ['require with a callback', `${page}.ts`, "require('../../packageA/more', () => {})"],
    ['package of npm', `${page}.ts`, "import dayjs from 'dayjs'"],
    ['typings in the place of a script', `${page}.ts`, "import './types'"],
    ['require of typings', `${page}.ts`, "const types = require('./types')"],
    ['import from outside the app', `${page}.ts`, "import '../../../typings/api'"],
    ['require in WXS', 'miniprogram/a.wxs', "var b = require('./b.wxs')"],
    ['require in WXS without suffix', 'miniprogram/a.wxs', "var c = require('./c')"],
    ['require in a template', `${page}.wxml`, '<wxs module="a">require("./b.wxs")</wxs><price />'],
  ])('finds an %s', (_kind, file, text) => {
    const more = { [`${page.replace('index', 'types')}.d.ts`]: '', 'miniprogram/c.wxs': '' }
    expect(found({ ...more, [file]: `\n${text}` })).toEqual([`missing-module ${file}:2`])
  })

  it.each([
    ['a script', `${page}.ts`, "import { yuan } from '../../domain/price'"],
    ['one by its packed name', `${page}.ts`, "import { yuan } from '../../domain/price.js'"],
    ['one by an absolute path', `${page}.ts`, "require('/domain/price')"],
    ['the index of a folder', `${page}.ts`, "import '../index'"],
    ['a type', `${page}.ts`, "import type { X } from './nowhere'"],
    ['a name of typings', `${page}.ts`, "import { X } from './types'"],
    ['a name from outside the app', `${page}.ts`, "import { X } from '../../../typings/api'"],
    ['a computed name', `${page}.ts`, 'require(`./${1}`)'],
    ['a package of npm', 'miniprogram/packageA/pages/room/room.ts', "import 'dayjs/plugin/utc'"],
    ['an alias', `${page}.ts`, "import '@/domain/price'"],
    ['another method of require', `${page}.ts`, "require.resolve('./nowhere')"],
    ['WXS', 'miniprogram/a.wxs', "var b = require('./components/b.wxs')"],
  ])('leaves %s alone', (_kind, file, text) => {
    expect(
      found({
        'miniprogram/app.json': appJson({ resolveAlias: { '@/*': '/*' } }),
        'miniprogram/pages/index/types.d.ts': '',
        'miniprogram/components/b.wxs': 'module.exports = {}',
        'miniprogram/pages/index.ts': 'export {}',
        'miniprogram/miniprogram_npm/dayjs/plugin/utc.js': 'module.exports = 1',
        [file]: text,
      }),
    ).toEqual([])
  })

  it('gives the effect, a suggestion and the remedy', () => {
    const [problem] = applyRules(
      RULES,
      anInput({ [`${page}.ts`]: "import { yuan } from '../../domain/prise'" }),
    ).problems
    expect(problem?.message).toBe(
      'There is no module "../../domain/prise": on the phone this throws when the file runs, ' +
        'and the rest of the file does not run. Did you mean /domain/price? Correct the path, or add ' +
        'domain/prise.ts.',
    )
  })
})

it('finds an alias to another package', () => {
  expect(
    found({
      'miniprogram/app.json': appJson({ resolveAlias: { 'live/*': '/packageA/*' } }),
      [`${page}.ts`]: "import 'live/pages/room/room'",
    }),
  ).toEqual([`cross-package-import ${page}.ts:1`])
})
