import { navSpace } from '../../../../../miniprogram/live/services/phone/platform'
import { installWx } from '../../../../helpers/app/globals'

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
