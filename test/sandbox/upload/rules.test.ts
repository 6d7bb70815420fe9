import type { AppPackage, DeclaredPlugin } from '../../../sandbox/upload/app-package'
import type { Account } from '../../../sandbox/upload/rules'
import { checkPackage, LIVE_PROVIDER } from '../../../sandbox/upload/rules'

const KB = 1024

const anAccount = (more: Partial<Account> = {}): Account => ({
  livePlugin: 'permitted',
  otherPlugins: 'added',
  minPluginVersion: '1.2.0',
  deniedCode: 80082,
  ...more,
})

const theLivePlugin = (more: Partial<DeclaredPlugin> = {}): DeclaredPlugin => ({
  alias: 'live-player-plugin',
  provider: LIVE_PROVIDER,
  version: '1.3.5',
  declaredIn: 'packageA',
  ...more,
})

const aPackage = (more: Partial<AppPackage> = {}): AppPackage => ({
  files: new Map(),
  sizes: { __FULL__: 2, __APP__: 1, packageA: 1 },
  plugins: [theLivePlugin()],
  signature: '',
  ...more,
})

const declaring = (version: string) => aPackage({ plugins: [theLivePlugin({ version })] })

describe('the size of a package', () => {
  it.each([
    ['__APP__', 'main package source size 2049KB exceed max limit 2048KB'],
    ['packageA', 'subpackage packageA source size 2049KB exceed max limit 2048KB'],
  ])('is at most 2048 KB: %s', (name, words) => {
    const sized = (bytes: number) => aPackage({ sizes: { [name]: bytes } })
    expect(checkPackage(sized(2048 * KB), anAccount())).toBeNull()
    expect(checkPackage(sized(2048 * KB + 1), anAccount())).toEqual({
      errCode: -1,
      errMsg: `inner upload fail with errcode: 80200, errmsg: ${words}`,
    })
  })

  it('is at most 20 MB in total', () => {
    const sized = (bytes: number) => aPackage({ sizes: { __FULL__: bytes } })
    expect(checkPackage(sized(20 * KB * KB), anAccount())).toBeNull()
    expect(checkPackage(sized(20 * KB * KB + 1), anAccount())?.errMsg).toContain(
      'source size 20481KB exceed max limit 20480KB',
    )
  })
})

describe('an account without the live function', () => {
  const denied = anAccount({ livePlugin: 'denied' })
  const text = 'get plugin(id: wx2b03c6e691cd7370, version: 1.3.5) failed, permission deny'

  it('cannot upload the plugin, with a wrapped error', () => {
    expect(checkPackage(aPackage(), denied)).toEqual({
      errCode: -1,
      errMsg: `inner upload fail with errcode: 80082, errmsg: ${text}`,
    })
  })

  it('can have the error without wrapping', () => {
    expect(checkPackage(aPackage(), { ...denied, deniedCode: -80082 })).toEqual({
      errCode: -80082,
      errMsg: text,
    })
  })

  it('can upload a package without the plugin', () => {
    expect(checkPackage(aPackage({ plugins: [] }), denied)).toBeNull()
  })

  it('can use other plugins', () => {
    const other = theLivePlugin({ provider: 'wx00000000000000ff', version: '0.0.1' })
    expect(checkPackage(aPackage({ plugins: [other] }), denied)).toBeNull()
  })
})

describe('the version of the live plugin', () => {
  it.each(['1.2.0', '1.2.10', '1.3.5'])(
    'is accepted if it exists and is not too old: %s',
    (version) => expect(checkPackage(declaring(version), anAccount())).toBeNull(),
  )

  it.each(['1.0.9', '0.9.9', '1.1.10'])('is rejected below the minimum: %s', (version) =>
    expect(checkPackage(declaring(version), anAccount())).toEqual({
      errCode: -1,
      errMsg: `非法的插件版本,plugin[live-player-plugin] require minimum version[1.2.0] and your version[${version}]`,
    }),
  )

  it('is compared by numbers', () => {
    expect(
      checkPackage(declaring('1.2.6'), anAccount({ minPluginVersion: '1.2.10' }))?.errMsg,
    ).toContain('require minimum version[1.2.10] and your version[1.2.6]')
    expect(checkPackage(declaring('1.2.10'), anAccount({ minPluginVersion: '1.2.6' }))).toBeNull()
  })

  it.each(['1.3.6', '3.3.2', '1.3', 'latest', ''])(
    'is rejected if it does not exist: "%s"',
    (version) =>
      expect(checkPackage(declaring(version), anAccount())).toEqual({
        errCode: -1,
        errMsg: '插件版本不存在',
      }),
  )
})

describe('one plugin', () => {
  it.each([
    ['in two subpackages', 'packageB', 'live-player-plugin'],
    ['in the main package as well', '__APP__', 'live-player-plugin'],
    ['in one package under two names', 'packageA', 'live'],
  ])('cannot be declared twice, %s', (_case, home, alias) => {
    const plugins = [theLivePlugin(), theLivePlugin({ declaredIn: home, alias })]
    expect(checkPackage(aPackage({ plugins }), anAccount())?.errMsg).toBe(
      `plugin(id: wx2b03c6e691cd7370) is declared twice: by packageA and ${home}`,
    )
  })

  it('can be used with another plugin, which must be added to the account', () => {
    const other = theLivePlugin({ provider: 'wx00000000000000ff', alias: 'other' })
    const both = aPackage({ plugins: [theLivePlugin(), other] })
    expect(checkPackage(both, anAccount())).toBeNull()
    const words = 'get plugin(id: wx00000000000000ff, version: 1.3.5) failed, permission deny'
    expect(checkPackage(both, anAccount({ otherPlugins: 'not-added' }))?.errMsg).toBe(
      `inner upload fail with errcode: 80082, errmsg: ${words}`,
    )
    expect(checkPackage(aPackage(), anAccount({ otherPlugins: 'not-added' }))).toBeNull()
  })
})
