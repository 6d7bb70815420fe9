import { onSubscribeEvent } from '../../../../miniprogram/packageA/services/subscribe-event'
import { onSubscribeEvent as withoutPlugin } from '../../../../miniprogram/packageA/services/subscribe-event.channels'
import { aWeChat } from '../../../helpers/app/a-wechat'
import type { WeChat } from '../../../helpers/app/a-wechat'
import { installWx } from '../../../helpers/app/globals'

let weChat: WeChat
let markSubscribed: jest.Mock

beforeEach(() => {
  weChat = aWeChat()
  installWx(weChat.parts)
  markSubscribed = jest.fn()
})

const hear = (detail: object, watch: object | null = { markSubscribed }) =>
  onSubscribeEvent.call({ watch } as never, { detail } as never)

it.each([
  [true, '已订阅，开播时微信会提醒你'],
  [false, '已取消订阅'],
])('marks the room and shows a toast: %p', (subscribed, words) => {
  hear({ room_id: 7, is_subscribe: subscribed })
  expect(markSubscribed.mock.calls).toEqual([[7, subscribed]])
  expect(weChat.toasts).toEqual([words])
})

it('ignores an event without a room', () => {
  hear({ is_subscribe: true })
  expect(markSubscribed).not.toHaveBeenCalled()
  expect(weChat.toasts).toEqual([])
})

it('shows the toast even if the page was closed', () => {
  hear({ room_id: 7, is_subscribe: true }, null)
  expect(weChat.toasts).toHaveLength(1)
})

it('does nothing in the channels flavour', () => {
  withoutPlugin()
  expect(weChat.toasts).toEqual([])
})
