import { applyRules, RULES } from '../../release/rules'
import { anInput, appJson, found, LIVE, withPlugins } from './shop-builder'

describe('plugin-package', () => {
  it.each([
    ['nowhere', withPlugins(undefined), 1],
    ['in the main package', withPlugins(undefined, { 'live-player-plugin': LIVE }), 16],
    ['twice', withPlugins({ 'live-player-plugin': LIVE }, { 'live-player-plugin': LIVE }), 22],
    ['from somebody else', withPlugins({ 'live-player-plugin': { ...LIVE, provider: 'wx1' } }), 12],
  ])('refuses the live plugin %s', (_how, app, line) => {
    const problems = found({
      'miniprogram/app.json': app,
      'miniprogram/packageA/pages/room/room.ts': 'Page({})',
    })
    expect(problems.filter((problem) => problem.startsWith('plugin-package'))).toEqual([
      `plugin-package miniprogram/app.json:${line}`,
    ])
  })

  it('refuses another alias', () => {
    expect(
      found({
        'miniprogram/app.json': withPlugins({ live: LIVE }),
        'miniprogram/packageA/pages/room/room.ts': 'Page({})',
      }),
    ).toEqual(['plugin-package miniprogram/app.json:12'])
  })

  it('reads the spelling subPackages too', () => {
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

  it.each(['1.2.0', '1.2.10', '1.10.0', '2.0.0'])('accepts %p', (version) => {
    expect(
      found({
        'miniprogram/app.json': withPlugins({ 'live-player-plugin': { ...LIVE, version } }),
      }),
    ).toEqual([])
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

describe('plugin-twice', () => {
  const twice = (second: object) => ({
    'miniprogram/app.json': withPlugins({
      'live-player-plugin': LIVE,
      other: { version: '1.0.0', provider: 'wx0000000000000002' },
      ...second,
    }),
  })

  it('finds one plugin under two names', () => {
    const problems = applyRules(RULES, anInput(twice({ live: { ...LIVE } }))).problems
    expect(problems.find(({ rule }) => rule === 'plugin-twice')).toMatchObject({
      line: 20,
      message: expect.stringMatching(/as "live-player-plugin" in .* again as "live" in/) as unknown,
    })
  })

  it('finds one plugin in two packages', () => {
    const app = appJson({
      subpackages: [
        { root: 'packageA', pages: [], plugins: { 'live-player-plugin': LIVE } },
        { root: 'packageB', pages: [], plugins: { 'live-player-plugin': LIVE } },
      ],
    })
    expect(found({ 'miniprogram/app.json': app })).toContain('plugin-twice miniprogram/app.json:20')
  })

  it('accepts two plugins', () => {
    expect(found(twice({}))).toEqual([])
  })
})

describe('undeclared-plugin', () => {
  const page = 'miniprogram/pages/index/index'
  const room = 'miniprogram/packageA/pages/room/room'
  const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'
  const NOBODY = 'plugin-private://wx0000000000000009/pages/x'

  it.each([
    ['in a component', `${room}.json`, `{"usingComponents": {\n"subscribe": "${NOBODY}" } }`],
    [
      'in other JSON',
      `${room}.json`,
      `{"usingComponents": {"subscribe": "./x"},\n"componentGenerics": {"a": {"default": "${NOBODY}"}}}`,
    ],
    ['by its alias', `${room}.wxml`, '\n<navigator url="plugin://live-plyer/x" />'],
    ['in a template', `${room}.wxml`, `\n<navigator url="${NOBODY}?room_id={{id}}" />`],
    ['in a script', `${page}.ts`, `\nconst url = '${NOBODY}'`],
    [
      'put together by constants',
      `${page}.ts`,
      "const APPID = 'wx0000000000000009'\nconst url = (id: number) => `plugin-private://${APPID}/x?id=${id}`",
    ],
  ])('finds an undeclared plugin %s', (_where, file, text) => {
    const x = 'miniprogram/packageA/pages/room/x'
    const there = { [`${x}.json`]: '{"component": true}', [`${x}.wxml`]: '', [`${x}.ts`]: '' }
    expect(found({ ...there, [file]: text })).toEqual([`undeclared-plugin ${file}:2`])
  })

  it('finds a link of the main package to the plugin of a subpackage', () => {
    expect(found({ [`${page}.wxml`]: `<navigator url="${ROOM_PAGE}" />` })).toEqual([
      `undeclared-plugin ${page}.wxml:1`,
    ])
  })

  it('finds a script that uses the plugin of another subpackage', () => {
    const { subpackages } = JSON.parse(appJson({})) as { subpackages: object[] }
    const [problem] = applyRules(
      RULES,
      anInput({
        'miniprogram/app.json': appJson({
          subpackages: [...subpackages, { root: 'packageB', pages: [] }],
        }),
        'miniprogram/packageB/x.ts': `const url = '${ROOM_PAGE}'`,
      }),
    ).problems
    expect(problem).toMatchObject({
      rule: 'undeclared-plugin',
      message: `${ROOM_PAGE} does not work in the package packageB: the plugin is declared in packageA and works only there. Open a page of packageA instead, or move this code there.`,
    })
  })

  it.each([
    ['a link of its own package', `${room}.wxml`, `<navigator url="${ROOM_PAGE}" />`],
    ['its alias', `${room}.ts`, "const url = 'plugin://live-player-plugin/x'"],
    ['what main keeps for all', `${page}.ts`, `const url = '${ROOM_PAGE}?room_id=1'`],
    ['an appid that is not known yet', `${page}.ts`, 'const url = `plugin-private://${appid}/x`'],
    ['a comment', `${page}.ts`, `// ${NOBODY}`],
  ])('leaves %s alone', (_what, file, text) => {
    const drawn = { [`${room}.wxml`]: '<view />' }
    expect(found({ ...drawn, [file]: text })).toEqual([])
  })
})

describe('plugin-placeholder', () => {
  const page = 'miniprogram/pages/index/index'
  const subscribe = 'plugin-private://wx2b03c6e691cd7370/components/subscribe/subscribe'
  const drawn = (more: object = {}) => ({
    [`${page}.wxml`]: '<subscribe />',
    [`${page}.json`]: JSON.stringify({ usingComponents: { subscribe }, ...more }),
  })

  it('finds a component of a subpackage’s plugin in the main package', () => {
    expect(found(drawn())).toEqual([`plugin-placeholder ${page}.json:1`])
  })

  it('finds a component that app.json declares for all pages', () => {
    expect(found({ 'miniprogram/app.json': appJson({ usingComponents: { subscribe } }) })).toEqual([
      'plugin-placeholder miniprogram/app.json:22',
    ])
  })

  it('accepts a component with a placeholder', () => {
    expect(found(drawn({ componentPlaceholder: { subscribe: 'view' } }))).toEqual([])
  })

  it('accepts a plugin of the main package', () => {
    const problems = found({
      ...drawn(),
      'miniprogram/app.json': withPlugins(undefined, { 'live-player-plugin': LIVE }),
    })
    expect(problems).not.toContain(`plugin-placeholder ${page}.json:1`)
  })
})
