import { DEFAULT_SETTINGS } from '../../release/settings'
import { applyRules, RULES } from '../../release/rules'
import type { CheckInput } from '../../release/rules/rule'
import { anInput, appJson, type Changes } from './a-shop'

const LIVE = { version: '1.3.5', provider: 'wx2b03c6e691cd7370' }
const withPlugins = (plugins: object | undefined, main?: object) =>
  appJson({
    ...(main ? { plugins: main } : {}),
    subpackages: [{ root: 'packageA', pages: ['pages/room/room'], ...(plugins && { plugins }) }],
  })

/** `rule file:line` of every problem. */
function found(changes: Changes, more: Partial<CheckInput> = {}): string[] {
  return applyRules(RULES, anInput(changes, more)).map(
    ({ rule, file, line }) => `${rule} ${file}:${line}`,
  )
}

it('finds nothing in a clean app', () => {
  expect(found({})).toEqual([])
})

it('names each rule once', () => {
  expect(new Set(RULES.map(({ name }) => name)).size).toBe(RULES.length)
})

it('says in every message what to do', () => {
  const problems = applyRules(
    RULES,
    anInput({
      'miniprogram/app.json': withPlugins({ 'live-player-plugin': { ...LIVE, version: '1.0.0' } }),
      'miniprogram/sitemap.json': null,
      'miniprogram/pages/index/index.ts': "requirePlugin('live-player-plugin')",
    }),
  )
  expect(problems.map(({ message }) => message)).toEqual([
    'sitemap.json is not there, so WeChat indexes every page for its search. Add it, or name the right file in "sitemapLocation".',
    'live-player-plugin "1.0.0" is refused at upload. Declare 1.2.0 or newer.',
    "requirePlugin('live-player-plugin') throws here: the package main does not declare it. Use requirePlugin.async and handle its rejection.",
  ])
})

describe('json-syntax', () => {
  it('points at a comment', () => {
    expect(
      found({ 'miniprogram/pages/index/index.json': '{\n  // no\n  "usingComponents": {}\n}' }),
    ).toEqual(['json-syntax miniprogram/pages/index/index.json:2'])
  })

  it('points at the end of a file that is cut off', () => {
    expect(found({ 'miniprogram/app.json': '{\n  "pages": [\n' })).toEqual([
      'json-syntax miniprogram/app.json:2',
    ])
  })
})

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

describe('plugin-package', () => {
  it.each([
    ['nowhere', withPlugins(undefined), 1],
    ['in the main package', withPlugins(undefined, { 'live-player-plugin': LIVE }), 16],
    ['twice', withPlugins({ 'live-player-plugin': LIVE }, { 'live-player-plugin': LIVE }), 22],
    ['from somebody else', withPlugins({ 'live-player-plugin': { ...LIVE, provider: 'wx1' } }), 12],
  ])('refuses the live plugin %s', (_how, app, line) => {
    expect(
      found({
        'miniprogram/app.json': app,
        'miniprogram/packageA/pages/room/room.ts': 'Page({})',
      }),
    ).toEqual([`plugin-package miniprogram/app.json:${line}`])
  })

  it('refuses another alias, by which the app would not find it', () => {
    expect(
      found({
        'miniprogram/app.json': withPlugins({ live: LIVE }),
        'miniprogram/packageA/pages/room/room.ts': 'Page({})',
      }),
    ).toEqual(['plugin-package miniprogram/app.json:12'])
  })

  it('reads the other spelling, subPackages, too', () => {
    const { subpackages } = JSON.parse(withPlugins({ 'live-player-plugin': LIVE })) as {
      subpackages: unknown
    }
    expect(
      found({
        'miniprogram/app.json': appJson({ subpackages: undefined, subPackages: subpackages }),
      }),
    ).toEqual([])
  })
})

describe('plugin-version', () => {
  it.each(['1.0.0', '1.1.99', '0.9.9', '1.3', '1.3.5-beta', 'latest', ' 1.3.5', 135, undefined])(
    'refuses %p',
    (version) => {
      expect(
        found({
          'miniprogram/app.json': withPlugins({ 'live-player-plugin': { ...LIVE, version } }),
        }),
      ).toEqual(['plugin-version miniprogram/app.json:12'])
    },
  )

  it.each(['1.2.0', '1.2.10', '1.10.0', '2.0.0'])('takes %p', (version) => {
    expect(
      found({
        'miniprogram/app.json': withPlugins({ 'live-player-plugin': { ...LIVE, version } }),
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

describe('sync-require-plugin', () => {
  it.each(["requirePlugin('live-player-plugin')", 'requirePlugin(name)', 'requirePlugin()'])(
    'finds %s in the main package, at any depth',
    (call) => {
      expect(found({ 'miniprogram/services/live.ts': `const get = () =>\n  ${call}` })).toEqual([
        'sync-require-plugin miniprogram/services/live.ts:2',
      ])
    },
  )

  it.each([
    "requirePlugin.async('live-player-plugin')",
    "requirePlugin('live-player-plugin', () => {}, () => {})",
    "typeof requirePlugin === 'function'",
    "// requirePlugin('live-player-plugin')",
  ])('leaves %s alone', (text) => {
    expect(found({ 'miniprogram/services/live.ts': text })).toEqual([])
  })

  it('finds a plugin that the subpackage does not declare', () => {
    expect(found({ 'miniprogram/packageA/pages/room/room.ts': "requirePlugin('other')" })).toEqual([
      'sync-require-plugin miniprogram/packageA/pages/room/room.ts:1',
    ])
  })
})

describe('what is packed', () => {
  const packed = (...paths: string[]) => ({ packed: paths.map((path) => ({ path, bytes: 1 })) })

  it('holds no TypeScript', () => {
    expect(found({}, packed('app.js', 'services/live.d.ts'))).toEqual([
      'packed-typescript miniprogram/services/live.d.ts:1',
    ])
  })

  it.each(['test/x.js', 'domain/price.test.js', 'domain/__tests__/price.js', 'sandbox/plugin.js'])(
    'holds no %s',
    (path) => {
      expect(found({}, packed('app.js', path))).toEqual([`packed-test-code miniprogram/${path}:1`])
    },
  )

  it('knows nothing of the sandbox, in scripts and in templates', () => {
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

describe('sizes', () => {
  const KB = 1024
  const packed = [
    { path: 'app.js', bytes: 30 * KB },
    { path: 'packageA/pages/room/room.js', bytes: 60 * KB },
    { path: 'packageAlike/x.js', bytes: 1 },
  ]
  const limits = (more: object) => ({ packed, settings: { ...DEFAULT_SETTINGS, ...more } })

  it('refuses a package above its limit, by its name', () => {
    const problems = applyRules(RULES, anInput({}, limits({ packageLimitKb: 60 - 1 / KB })))
    expect(problems).toMatchObject([
      { rule: 'package-size', message: expect.stringMatching(/packageA has 60\.0 KB/) as unknown },
    ])
  })

  it('takes a package of exactly the limit', () => {
    expect(found({}, limits({ packageLimitKb: 60 }))).toEqual([])
  })

  it('refuses all packages together above the limit', () => {
    expect(found({}, limits({ totalLimitKb: 90 }))).toEqual(['package-size miniprogram/app.json:1'])
  })

  it("refuses what is above the project's own budget", () => {
    expect(found({}, limits({ totalBudgetKb: 90 }))).toEqual(['size-budget release/check.json:1'])
  })

  it('says nothing about sizes that nobody knows', () => {
    expect(found({}, { ...limits({ totalBudgetKb: 1 }), packed: null })).toEqual([])
  })
})
