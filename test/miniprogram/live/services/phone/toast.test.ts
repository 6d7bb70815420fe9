import { tell } from '../../../../../miniprogram/live/services/phone/toast'
import { installWx } from '../../../../helpers/app/globals'

it('says a sentence without an icon that would cut it short', () => {
  const showToast = jest.fn()
  installWx({ showToast })
  tell('已订阅')
  expect(showToast).toHaveBeenCalledWith({ title: '已订阅', icon: 'none' })
})
