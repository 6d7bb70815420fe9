import { canUpdate, navSpace, support, updateWeChat } from '../../../miniprogram/services/platform'
import { installWx } from '../helpers/globals'

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
    expect(support()).toEqual({ kind: 'ok' })
  })

  it.each(['android', 'ios'])('asks for a newer WeChat on %s', (platform) => {
    phone({ ...FINE, platform, version: '7.0.6' })
    expect(support()).toEqual({
      kind: 'upgrade-wechat',
      version: '7.0.6',
      why: '当前微信版本 7.0.6 较低，更新后才能观看直播和购买',
    })
  })

  it('asks for a newer base library, on a desktop as well', () => {
    phone({ ...FINE, SDKVersion: '2.11.1', platform: 'windows', version: '3.1.0' })
    expect(support()).toEqual({
      kind: 'upgrade-base-library',
      version: '2.11.1',
      why: '当前微信基础库 2.11.1 较低，更新微信后才能观看直播',
    })
  })
})

describe('updating', () => {
  const with_ = (updateWeChatApp: (callbacks: { success: () => void; fail: () => void }) => void) =>
    installWx({ canIUse: (name: string) => name === 'updateWeChatApp', updateWeChatApp })

  it('opens the page of WeChat', async () => {
    with_(({ success }) => success())
    expect(canUpdate()).toBe(true)
    expect(await updateWeChat()).toEqual({ kind: 'ok' })
  })

  it('says what to do when that page does not open', async () => {
    with_(({ fail }) => fail())
    expect(await updateWeChat()).toEqual({
      kind: 'failed',
      tell: '没能打开更新页，请到应用商店更新微信',
    })
  })

  it('says what to do where there is no such page', async () => {
    installWx({ canIUse: () => false })
    expect(canUpdate()).toBe(false)
    expect(await updateWeChat()).toEqual({
      kind: 'failed',
      tell: '请到应用商店把微信更新到最新版本',
    })
  })
})

describe('navSpace', () => {
  const button = { top: 48, left: 281, height: 32, width: 87 }

  it('is level with the menu button', () => {
    installWx({ canIUse: () => true, getMenuButtonBoundingClientRect: () => button })
    expect(navSpace()).toEqual({ topPx: 48, heightPx: 32 })
  })

  it('is assumed where the button has not been laid out', () => {
    const flat = { ...button, height: 0 }
    installWx({ canIUse: () => true, getMenuButtonBoundingClientRect: () => flat })
    expect(navSpace()).toEqual({ topPx: 24, heightPx: 32 })
  })

  it('is assumed where WeChat is too old to tell', () => {
    installWx({ canIUse: () => false })
    expect(navSpace()).toEqual({ topPx: 24, heightPx: 32 })
  })
})
