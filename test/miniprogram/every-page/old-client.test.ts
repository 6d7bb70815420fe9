import { stubSubscribe } from '../../helpers/mini/a-phone'
import { settled, words } from '../../helpers/mini/drawn'
import { openPage } from '../../helpers/mini/page'
import type { Phone } from '../../helpers/mini/runtime'
import { install, load } from '../../helpers/mini/runtime'

/** WeChat 7.0.4 with base library 2.4: none of the calls that came later are there. */
const OLD_WX = {
  canIUse: () => false,
  getSystemInfoSync: () => ({ version: '7.0.4', SDKVersion: '2.4.0', platform: 'android' }),
  getAppBaseInfo: undefined,
  getDeviceInfo: undefined,
  getWindowInfo: undefined,
  getMenuButtonBoundingClientRect: undefined,
  updateWeChatApp: undefined,
  pageScrollTo: undefined,
  onThemeChange: undefined,
  offThemeChange: undefined,
}

let phone: Phone

beforeEach(() => {
  // the engine keeps what it has loaded: each page gets one of its own
  jest.resetModules()
  phone = install({ wx: OLD_WX })
  Object.assign(requirePlugin, { async: undefined })
  stubSubscribe()
})

it.each([
  'pages/index/index',
  'pages/product-detail/product-detail',
  'packageA/pages/home/home',
  'packageA/pages/room/room',
  'packageA/pages/replay/replay',
])('%s asks for a newer WeChat, and is never blank', async (path) => {
  const page = await openPage(load(path), { room_id: '7', product_id: '501', enter: '1' })
  await settled()
  expect(words(page.drawn)).toContain('需要更新微信')
  expect(words(page.drawn)).toContain('请到应用商店把微信更新到最新版本')
  expect(phone.requests).toEqual([])
  expect(phone.navigations).toEqual([])
  await page.close()
})
