import { aPhoneWith } from '../../../../helpers/mini/a-phone'
import { aRoomJson, answers, NOW_MS, someGoods } from '../../../../helpers/mini/builders'
import { emit, find, tap, words } from '../../../../helpers/mini/drawn'

const PRODUCT = 'pages/product-detail/product-detail'
const ORDER = 'packageA/pages/order/order'
const { phone, openPage } = aPhoneWith(ORDER, PRODUCT)

/** Taps "购买" on the goods page, and opens the page that onBuy leads to. */
async function buy(query: Record<string, string>) {
  phone.respond = (path) =>
    path.startsWith('/products')
      ? answers.product(someGoods(), [aRoomJson({ roomId: 7 })])
      : answers.room(aRoomJson({ roomId: 7 }))
  const page = await openPage(PRODUCT, { product_id: '501', ...query })
  await tap(page.drawn, '#buy')
  expect(phone.navigations).toEqual([{ kind: 'navigateTo', url: `/${ORDER}` }])
  return openPage(ORDER)
}

it('is empty if it is opened without a purchase', async () => {
  const { drawn } = await openPage(ORDER)
  expect(words(find(drawn, '#missing'))).toBe('没有要确认的商品 先逛逛好物')
  await emit(find(drawn, '#missing'), 'action')
  expect(phone.navigations).toEqual([{ kind: 'redirectTo', url: '/pages/index/index' }])
})

it('shows the purchase, and that it orders nothing', async () => {
  const { drawn } = await buy({})
  expect(words(drawn)).toContain('手作陶瓷马克杯')
  expect(words(drawn)).toContain('这里不下单，也不收款')
  expect(words(drawn)).toContain('自己找来的')
})

it('keeps the quantity between 1 and 99', async () => {
  const page = await buy({})
  const { drawn } = page
  const total = () => words(find(drawn, '#total')).replace(/\s/g, '')
  expect(total()).toContain('19.90')
  await tap(drawn, '#less')
  expect(words(find(drawn, '#quantity'))).toBe('1')
  await tap(drawn, '#more')
  expect(words(find(drawn, '#quantity'))).toBe('2')
  expect(total()).toContain('39.80')
  await page.call('setQuantity', 1000)
  expect(words(find(drawn, '#quantity'))).toBe('99')
})

it('shows the room, the sharer and the parameters that brought the shopper', async () => {
  const params = encodeURIComponent(JSON.stringify({ pid: 7 }))
  const { drawn } = await buy({ room_id: '7', share_openid: 'o-friend', custom_params: params })
  expect(drawn.querySelectorAll('.order__credit-line').map(words)).toEqual([
    '来自直播间：冬日暖物专场',
    '由好友分享',
    '自定义参数：{"pid":7}',
  ])
})

it('shows the group that is stored with the attribution', async () => {
  phone.storage.set('v1:attribution', {
    roomId: 7,
    shareOpenid: null,
    customParams: {},
    enteredBy: 'group-card',
    groupId: 'tG1',
    atMs: NOW_MS - 60_000,
  })
  const { drawn } = await buy({})
  expect(words(drawn)).toContain('来自微信群：tG1')
})
