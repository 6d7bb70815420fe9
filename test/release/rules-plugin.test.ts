import { appJson, found, LIVE, withPlugins } from './a-shop'

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
