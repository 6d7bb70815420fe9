import { setLanguage, text } from '../../../../../miniprogram/live/domain/text'
import { en } from '../../../../../miniprogram/live/domain/text/en'
import { zh } from '../../../../../miniprogram/live/domain/text/zh'
import {
  isDark,
  pageStyle,
  applyPhoneLanguage,
} from '../../../../../miniprogram/live/services/phone/settings'
import { installWx } from '../../../../helpers/app/globals'

const modern = (info: object) =>
  installWx({ canIUse: (name: string) => name === 'getAppBaseInfo', getAppBaseInfo: () => info })
const old = (info: object) => installWx({ canIUse: () => false, getSystemInfoSync: () => info })

afterEach(() => {
  setLanguage('zh')
})

describe.each([
  ['a phone of today', modern],
  ['a phone before 2.20.1', old],
])('%s', (_, phone) => {
  it.each([
    ['zh_CN', zh],
    ['zh_TW', zh],
    ['zh_HK', zh],
    ['zh-Hans', zh],
    ['en', en],
    ['zz', en],
    ['', zh],
    [undefined, zh],
  ])('set to %s is spoken to in its language', (language, table) => {
    phone({ language })
    applyPhoneLanguage()
    expect(text).toBe(table)
  })

  it.each([
    ['dark', true],
    ['light', false],
    [undefined, false], // without `darkmode` in app.json WeChat does not say
  ])('in the %s theme: dark is %s', (theme, dark) => {
    phone({ theme })
    expect(isDark()).toBe(dark)
  })

  it.each([
    [{}, 1],
    [{ fontSizeScaleFactor: 1.3, fontSizeSetting: 16 }, 1.3],
    [{ fontSizeSetting: 20 }, 1.25],
    [{ fontSizeScaleFactor: 0.8 }, 1],
    [{ fontSizeScaleFactor: 3 }, 1.6],
    [{ fontSizeScaleFactor: 0, fontSizeSetting: 0 }, 1],
    [{ fontSizeScaleFactor: 'large' }, 1],
  ])('with %j has type × %d', (info, scale) => {
    phone(info)
    expect(pageStyle()).toBe(`--live-font-scale: ${scale}`)
  })
})
