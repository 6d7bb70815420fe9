import { installWx } from '../../../../helpers/app/globals'

let upgrade: typeof import('../../../../../miniprogram/live/services/phone/upgrade')

beforeEach(async () => {
  jest.resetModules()
  upgrade = await import('../../../../../miniprogram/live/services/phone/upgrade')
})

function install(version: string, more: Readonly<Record<string, unknown>> = {}) {
  installWx({
    canIUse: (name: string) => name in more,
    getSystemInfoSync: () => ({ version, SDKVersion: '3.4.0', platform: 'android' }),
    ...more,
  })
}

interface Phone {
  readonly version?: unknown
  readonly SDKVersion?: unknown
  readonly platform?: unknown
  readonly environment?: unknown
}

const modern = (phone: Phone) => {
  const { platform, ...app } = phone
  installWx({
    canIUse: (name: string) => ['getAppBaseInfo', 'getDeviceInfo'].includes(name),
    getAppBaseInfo: () => app,
    getDeviceInfo: () => ({ platform }),
  })
}

const old = (phone: Phone) => installWx({ canIUse: () => false, getSystemInfoSync: () => phone })

const FINE = { version: '8.0.5', SDKVersion: '3.4.0', platform: 'ios' }

describe.each([
  ['a phone of today', modern],
  ['a phone before 2.20.1', old],
])('%s', (_, phone) => {
  it.each([
    ['is fine', FINE],
    ['is fine with the oldest of both', { ...FINE, version: '7.0.7', SDKVersion: '2.11.2' }],
    ['is fine where versions cannot be read', { platform: 'ios' }],
    [
      'is fine on a desktop, which counts otherwise',
      { ...FINE, version: '3.9.10', platform: 'windows' },
    ],
    ['is fine on HarmonyOS', { ...FINE, version: '1.0.3', platform: 'ohos' }],
    ['is fine in 企业微信', { ...FINE, version: '4.1.0', environment: 'wxwork' }],
    ['is fine in the developer tools', { ...FINE, version: '6.6.3', platform: 'devtools' }],
  ])('%s', (__, info) => {
    phone(info)
    expect(upgrade.upgradeView('live')).toBeNull()
  })

  it.each(['android', 'ios'])('asks for a newer WeChat on %s', (platform) => {
    phone({ ...FINE, platform, version: '7.0.6' })
    expect(upgrade.upgradeView('live')?.reason).toBe(
      '当前微信版本 7.0.6 较低，更新后才能观看直播和购买',
    )
  })

  it('asks for a newer base library, on a desktop as well', () => {
    phone({ ...FINE, SDKVersion: '2.11.1', platform: 'windows', version: '3.1.0' })
    expect(upgrade.upgradeView('live')?.reason).toBe(
      '当前微信基础库 2.11.1 较低，更新微信后才能观看直播',
    )
  })
})

it('lets a client through that will do', () => {
  install('8.0.5')
  expect(upgrade.upgradeView('shop')).toBeNull()
  expect(upgrade.upgradeView('live')).toBeNull()
})

it('says what, why and how, with a button where WeChat has a page to update on', () => {
  install('7.0.6', { updateWeChatApp: () => undefined })
  expect(upgrade.upgradeView('live')).toEqual({
    headline: '需要更新微信',
    reason: '当前微信版本 7.0.6 较低，更新后才能观看直播和购买',
    updateText: '更新微信',
    byHandText: '',
    browseText: '先逛逛好物',
  })
})

it('says where to update by hand where there is none', () => {
  install('7.0.6')
  expect(upgrade.upgradeView('shop')).toMatchObject({
    updateText: '',
    byHandText: '请到应用商店把微信更新到最新版本',
  })
})

it('lets the shopper look at goods all the same, but not at a live room', () => {
  install('7.0.6')
  upgrade.allowBrowsing()
  expect(upgrade.upgradeView('shop')).toBeNull()
  expect(upgrade.upgradeView('live')).not.toBeNull()
})

describe('updating', () => {
  it.each([
    ['says nothing where the page of WeChat opens', 'success', []],
    ['says what to do where it does not', 'fail', ['没能打开更新页，请到应用商店更新微信']],
  ] as const)('%s', (_, outcome, said) => {
    const showToast = jest.fn()
    const updateWeChatApp = jest.fn((callbacks: Partial<Record<typeof outcome, () => void>>) =>
      callbacks[outcome]?.(),
    )
    install('7.0.6', { showToast, updateWeChatApp })
    upgrade.updateNow()
    expect(updateWeChatApp).toHaveBeenCalledTimes(1)
    expect(showToast.mock.calls).toEqual(said.map((title) => [{ title, icon: 'none' }]))
  })

  it('says what to do where there is no such page', () => {
    const showToast = jest.fn()
    installWx({ canIUse: () => false, showToast })
    upgrade.updateNow()
    expect(showToast).toHaveBeenCalledWith({
      title: '请到应用商店把微信更新到最新版本',
      icon: 'none',
    })
  })
})
