import { helpersOf } from '../../release/compile/helpers'
import { holdsKey } from '../../release/compile/secrets'
import type { PackedFile } from '../../release/compile/messages'
import { applyRules, RULES } from '../../release/rules'
import { DEFAULT_SETTINGS } from '../../release/settings'
import { anInput, aProject, type Changes, found, packedOf } from './shop-builder'

/** Replaces the packed files of the shop; the other files have no size. */
function withShop(given: readonly PackedFile[]) {
  const isGiven = (path: string) => given.some((file) => file.path === path)
  const shop = packedOf(aProject()).filter(({ path }) => !isGiven(path))
  return { packed: [...shop.map((file) => ({ ...file, bytes: 0 })), ...given] }
}

describe('packed-typescript and packed-test-code', () => {
  const packed = (...paths: string[]) => withShop(paths.map((path) => ({ path, bytes: 1 })))

  it('find TypeScript', () => {
    expect(found({}, packed('app.js', 'services/live.d.ts'))).toEqual([
      'packed-typescript miniprogram/services/live.d.ts:1',
    ])
  })

  it.each(['test/x.js', 'domain/price.test.js', 'domain/__tests__/price.js', 'sandbox/plugin.js'])(
    'find %s',
    (path) => {
      expect(found({}, packed('app.js', path))).toEqual([`packed-test-code miniprogram/${path}:1`])
    },
  )

  it('find uses of the sandbox in scripts and styles', () => {
    expect(
      found(
        {
          'miniprogram/app.ts': 'App({})\nwindow.__sim.stack()\n',
          'miniprogram/app.wxss': '/* __livePlugin */',
        },
        packed('app.js', 'app.wxss', 'latest/protest.js'),
      ),
    ).toEqual(['packed-test-code miniprogram/app.ts:2', 'packed-test-code miniprogram/app.wxss:1'])
  })
})

describe('packed-helper', () => {
  const asks = (path: string, ...helpers: string[]) => withShop([{ path, bytes: 1, helpers }])

  it.each([
    [
      'app.js',
      ['regeneratorRuntime', 'asyncToGenerator', 'objectSpread2'],
      'app.ts',
      ' Cause: async and await, object spread.',
    ],
    ['old.js', ['unknownHelper'], 'old.js', ''],
  ])('is a note at the script %s', (path, helpers, file, cause) => {
    expect(applyRules(RULES, anInput({}, asks(path, ...helpers)))).toEqual({
      problems: [],
      notes: [
        {
          file: `miniprogram/${file}`,
          line: 1,
          rule: 'packed-helper',
          message: `The compiler packs helpers for this script: ${helpers.join(', ')}.${cause}`,
        },
      ],
    })
  })

  it.each([
    ['app.js', 'var t=require("./@babel/runtime/helpers/typeof")', ['typeof']],
    ['a/b.js', "require('../@babel/runtime/regenerator')", ['regenerator']],
    ['a/b.js', 'require("../../npm/core-js/es/map")', ['core-js/es/map']],
    ['app.js', 'require("./domain/price"),require("./babel/runtime")', []],
    ['@babel/runtime/helpers/a.js', 'require("../@babel/runtime/helpers/b")', []],
    ['app.wxss', 'require("./@babel/runtime/helpers/typeof")', []],
  ])('lists for %s with %s: %j', (path, script, helpers) => {
    expect(helpersOf(path, script)).toEqual(helpers)
  })
})

describe('sizes', () => {
  const KB = 1024
  const packed = [
    { path: 'app.js', bytes: 30 * KB },
    { path: 'packageA/pages/room/room.js', bytes: 60 * KB },
    { path: 'packageAlike/x.js', bytes: 1 },
  ]
  const limits = (more: object) => ({
    ...withShop(packed),
    settings: { ...DEFAULT_SETTINGS, ...more },
  })

  it('refuses a package above its limit and names it', () => {
    const problems = applyRules(
      RULES,
      anInput({}, limits({ packageLimitKb: 60 - 1 / KB })),
    ).problems
    expect(problems).toMatchObject([
      { rule: 'package-size', message: expect.stringMatching(/packageA has 60\.0 KB/) as unknown },
    ])
  })

  it('accepts a package of exactly the limit', () => {
    expect(found({}, limits({ packageLimitKb: 60 }))).toEqual([])
  })

  it('refuses all packages together above the limit', () => {
    expect(found({}, limits({ totalLimitKb: 90 }))).toEqual(['package-size miniprogram/app.json:1'])
  })

  it("refuses a flavour above the project's own budget", () => {
    expect(found({}, limits({ totalBudgetKb: 90 }))).toEqual(['size-budget release/check.json:1'])
  })

  it('reports nothing if the sizes are unknown', () => {
    expect(found({}, { ...limits({ totalBudgetKb: 1 }), packed: null })).toEqual([])
  })
})

describe('not-packed', () => {
  const without = (path: string, more: Changes = {}) => {
    const input = anInput(more)
    return { packed: (input.packed ?? []).filter((file) => file.path !== path) }
  }
  const index = 'miniprogram/pages/index/index'
  const picture = { [`${index}.wxml`]: '<view><price /></view>\n<image src="/a.png" />' }

  it.each<[string, string, string, Changes?]>([
    ['a page’s script', 'pages/index/index.js', 'miniprogram/app.json:3'],
    ['a page’s template', 'packageA/pages/room/room.wxml', 'miniprogram/app.json:9'],
    ['a component', 'components/price/price.json', `${index}.json:3`],
    ['a module', 'domain/price.js', 'miniprogram/components/price/price.ts:1'],
    ['a sitemap', 'sitemap.json', 'miniprogram/app.json:20'],
    ['a picture', 'a.png', `${index}.wxml:2`, { ...picture, 'miniprogram/a.png': '' }],
    [
      'a sheet',
      'a.wxss',
      `${index}.wxss:1`,
      { [`${index}.wxss`]: "@import '/a.wxss';", 'miniprogram/a.wxss': '' },
    ],
    [
      'a template that another imports',
      'a.wxml',
      `${index}.wxml:1`,
      { [`${index}.wxml`]: '<import src="/a" /><price />', 'miniprogram/a.wxml': '' },
    ],
  ])('finds %s that is excluded, where it is first needed', (_what, path, at, more = {}) => {
    expect(found(more, without(path, more))).toEqual([`not-packed ${at}`])
  })

  it('ignores files that nothing needs', () => {
    const more = { 'miniprogram/unused.ts': 'export {}' }
    expect(found(more, without('unused.js', more))).toEqual([])
  })

  it('has a remedy of its own for a kind of file that WeChat does not pack', () => {
    const remedy = (path: string, changes: Changes) =>
      applyRules(RULES, anInput(changes, without(path, changes))).problems[0]?.message
    const webp = {
      [`${index}.wxml`]: '<price /><image src="/a.webp" />',
      'miniprogram/a.webp': '',
    }
    expect(remedy('a.webp', webp)).toMatch(/WeChat may not pack \.webp files/)
    expect(remedy('domain/price.js', {})).toMatch(/Find the entry of "packOptions/)
  })
})

describe('packed-stray', () => {
  const packed = (path: string) => withShop([{ path, bytes: 1 }])

  it.each([
    'app.js.map',
    'node_modules/dayjs/index.js',
    'typings/wx.js',
    'docs/live.js',
    'README',
    'live/domain/README.md',
    'LICENSE',
    'package.json',
    'tsconfig.build.json',
    'project.private.config.json',
    'jest.config.js',
    '.eslintrc',
    'app.js.bak',
  ])('finds %s', (path) => {
    expect(found({}, packed(path))).toEqual([`packed-stray miniprogram/${path}:1`])
  })

  it.each([
    'project.config.json',
    'miniprogram_npm/dayjs/index.js',
    'domain/map.js',
    'pages/docks/docks.js',
    'domain/config.js',
    'pages/license/license.js',
    'pages/docs/docs.json',
  ])('leaves %s alone', (path) => {
    expect(found({}, packed(path))).toEqual([])
  })
})

it('ignores files that the app needs', () => {
  const changes = {
    'miniprogram/app.ts': "import './theme.config'\nApp({})",
    'miniprogram/theme.config.ts': 'export {}',
  }
  expect(found(changes)).toEqual([])
})

describe('packed-secret', () => {
  const key = '-----BEGIN RSA PRIVATE KEY-----'

  it.each(['private.wx00.key', 'domain/upload.pem', '.env', 'live.env', 'a/.env.local', 'a.p12'])(
    'finds %s by its name',
    (path) => {
      const ended = found({}, withShop([{ path, bytes: 1 }]))
      expect(ended).toContain(`packed-secret miniprogram/${path}:1`)
    },
  )

  it('finds a key and an AppSecret in a source, with their lines', () => {
    const changes = {
      'miniprogram/domain/sign.ts': `export const a = 1\nexport const key = \`${key}\nMIIE\``,
      'miniprogram/config.ts': `export const config = {\n  appSecret: '${'0af1'.repeat(8)}',\n}`,
    }
    expect(found(changes)).toEqual([
      'packed-secret miniprogram/domain/sign.ts:2',
      'packed-secret miniprogram/config.ts:2',
    ])
  })

  it('finds a key in a binary file', () => {
    expect(holdsKey(`\u0000${key}`)).toBe(true)
    const picture = { path: 'a.png', bytes: 1, holdsKey: true }
    expect(found({}, withShop([picture]))).toEqual(['packed-secret miniprogram/a.png:1'])
  })

  it.each([
    'export const appSecret = process.env.WX_APPSECRET',
    "export const hash = '0af10af10af10af10af10af10af10af1'",
    "export const begin = '-----BEGIN PUBLIC KEY-----'",
  ])('leaves %s alone', (text) => {
    expect(found({ 'miniprogram/domain/a.ts': text })).toEqual([])
  })

  it('ignores a secret that is not packed', () => {
    const changes = { 'miniprogram/domain/sign.ts': `export const key = '${key}'` }
    expect(found(changes, withShop([]))).toEqual([])
  })
})
