import { installWx } from '../helpers/globals'

let upgrade: typeof import('../../../miniprogram/services/upgrade')

beforeEach(async () => {
  jest.resetModules()
  upgrade = await import('../../../miniprogram/services/upgrade')
})

function install(version: string, more: Readonly<Record<string, unknown>> = {}) {
  installWx({
    canIUse: (name: string) => name in more,
    getSystemInfoSync: () => ({ version, SDKVersion: '3.4.0', platform: 'android' }),
    ...more,
  })
}

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
  upgrade.browseAnyway()
  expect(upgrade.upgradeView('shop')).toBeNull()
  expect(upgrade.upgradeView('live')).not.toBeNull()
})

it('tells the shopper when the update does not open, and only then', async () => {
  const showToast = jest.fn()
  const answer = (outcome: 'success' | 'fail') =>
    install('7.0.6', {
      showToast,
      updateWeChatApp: (callbacks: Record<typeof outcome, () => void>) => callbacks[outcome](),
    })
  answer('success')
  await upgrade.updateNow()
  expect(showToast).not.toHaveBeenCalled()
  answer('fail')
  await upgrade.updateNow()
  expect(showToast).toHaveBeenCalledWith({
    title: '没能打开更新页，请到应用商店更新微信',
    icon: 'none',
  })
})
