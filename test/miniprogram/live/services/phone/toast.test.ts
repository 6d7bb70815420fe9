import { showToast } from '../../../../../miniprogram/live/services/phone/toast'
import { installWx } from '../../../../helpers/app/globals'

it('shows a toast without an icon, which would shorten the text', () => {
  const wxShowToast = jest.fn()
  installWx({ showToast: wxShowToast })
  showToast('已订阅')
  expect(wxShowToast).toHaveBeenCalledWith({ title: '已订阅', icon: 'none' })
})
