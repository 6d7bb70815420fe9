import { aProductPage, PRODUCT } from '../../../helpers/mini/a-product-page'
import { answers, aRoomJson, someGoods } from '../../../helpers/mini/builders'
import { emit, find, styleOf, tap, words } from '../../../helpers/mini/drawn'

const mockOnBuy = jest.fn()
jest.mock('../../../../miniprogram/on-buy', () => ({
  onBuy(purchase: unknown) {
    mockOnBuy(purchase)
  },
}))

const { phone, page, openPage, open, strip } = aProductPage()

describe('its options', () => {
  it.each([
    ['none but the goods', { product_id: '501' }],
    ['all of them', { product_id: '501', room_id: '7', openid: 'o', share_openid: 's' }],
    ['broken parameters', { product_id: '501', custom_params: '%7B%22cut' }],
    ['an id encoded twice', { product_id: '%2535%2530%2531'.replace(/%25/g, '%') }],
  ])('are each optional: %s', async (_name, query) => {
    expect(words(await open(query))).toContain('手作陶瓷马克杯')
  })

  it.each([1, 2])('are all read, encoded %i times', async (times) => {
    const encode = (value: string) =>
      Array.from({ length: times }).reduce<string>((text) => encodeURIComponent(text), value)
    await open({
      product_id: encode('501'),
      room_id: encode('7'),
      openid: encode('o-阿+b/c='),
      share_openid: encode('s%1'),
      custom_params: encode(JSON.stringify({ pid: 7 })),
    })
    expect(page.drawn.instance['liveLink']).toEqual({
      productId: '501',
      roomId: 7,
      openid: 'o-阿+b/c=',
      shareOpenid: 's%1',
      customParams: { kind: 'ok', params: { pid: 7 } },
    })
  })

  it('without goods say so, and lead to the shop', async () => {
    const drawn = await open({})
    expect(words(find(drawn, '#missing'))).toBe('链接里没有商品 先逛逛好物')
    expect(phone.requests).toEqual([])
    await emit(find(drawn, '#missing'), 'action')
    expect(phone.navigations).toEqual([{ kind: 'redirectTo', url: '/pages/index/index' }])
  })
})

describe('the control at the top left', () => {
  it('stands in line with the menu button', async () => {
    await open({ product_id: '501' })
    expect(styleOf(find(find(page.drawn, '#nav'), '.nav-bar__back'))).toContain('top: 42px')
  })

  it('goes back, never by switchTab or reLaunch', async () => {
    phone.stack = [{ route: 'pages/index/index' }, { route: PRODUCT }]
    await open({ product_id: '501' })
    await emit(find(page.drawn, '#nav'), 'back')
    expect(phone.navigations).toEqual([{ kind: 'navigateBack', delta: 1 }])
  })

  it('leads to the storefront from a first page, and shows it', async () => {
    phone.stack = [{ route: PRODUCT }]
    await open({ product_id: '501' })
    expect(find(page.drawn, '#nav').querySelector('.nav-bar__house')).toBeDefined()
    await emit(find(page.drawn, '#nav'), 'back')
    expect(phone.navigations).toEqual([{ kind: 'redirectTo', url: '/pages/index/index' }])
  })
})

it('says that there is no such product', async () => {
  const drawn = await open({ product_id: '9' })
  expect(words(find(drawn, '#missing'))).toBe('商品不存在或已下架 先逛逛好物')
})

it('says that the network is down, tries again, and shows old goods as old', async () => {
  phone.respond = () => null
  await openPage(PRODUCT, { product_id: '502' })
  expect(words(find(page.drawn, '#failed'))).toContain('网络好像断了')
  phone.respond = () => answers.product(someGoods({ productId: '502' }))
  await emit(find(page.drawn, '#failed'), 'action')
  expect(words(page.drawn)).toContain('手作陶瓷马克杯')
  phone.respond = () => null
  await page.call('onRetry')
  expect(words(page.drawn)).toContain('网络不佳')
})

it('keeps the goods and the way back where they cannot be renewed', async () => {
  await open({ product_id: '501', room_id: '7' }, [aRoomJson({ roomId: 7 })])
  phone.storage.clear()
  phone.respond = () => null
  await page.call('onRetry')
  expect(words(page.drawn)).toContain('手作陶瓷马克杯')
  expect(strip()).toBeDefined()
})

it('passes the purchase to onBuy', async () => {
  await open({ product_id: '501', room_id: '7', share_openid: 'o-friend' }, [
    aRoomJson({ roomId: 7 }),
  ])
  await tap(page.drawn, '#buy')
  expect(mockOnBuy.mock.calls).toMatchObject([
    [
      {
        product: { productId: '501', title: '手作陶瓷马克杯' },
        quantity: 1,
        room: { roomId: 7, title: '冬日暖物专场' },
        attribution: { shareOpenid: 'o-friend' },
      },
    ],
  ])
})

it('is shared with the room it was seen in', async () => {
  await open({ product_id: '501', room_id: '7' }, [aRoomJson({ roomId: 7 })])
  const query = 'product_id=501&room_id=7'
  expect(await page.call('onShareAppMessage')).toMatchObject({
    title: '手作陶瓷马克杯',
    path: `/${PRODUCT}?${query}`,
  })
  expect(await page.call('onShareTimeline')).toMatchObject({ query })
})

it('is shared with the parameters that it came with, to a chat and to Moments', async () => {
  const params = encodeURIComponent(JSON.stringify({ pid: 7 }))
  await open({ product_id: '501', custom_params: params })
  const query = `product_id=501&custom_params=${params}`
  expect(await page.call('onShareAppMessage')).toMatchObject({ path: `/${PRODUCT}?${query}` })
  expect(await page.call('onShareTimeline')).toMatchObject({ query })
})

it('is shared as itself before anything of it is known', async () => {
  phone.respond = () => new Promise(() => undefined)
  await openPage(PRODUCT, { product_id: '599' })
  const query = 'product_id=599'
  expect(await page.call('onShareAppMessage')).toMatchObject({ path: `/${PRODUCT}?${query}` })
  expect(await page.call('onShareTimeline')).toMatchObject({ query })
})

it('can be looked at on an old client', async () => {
  phone.host = { version: '7.0.3', SDKVersion: '3.5.8' }
  const drawn = await open({ product_id: '501' })
  expect(words(drawn)).toContain('需要更新微信')
  await emit(find(drawn, '#upgrade'), 'browse')
  expect(words(drawn)).toContain('手作陶瓷马克杯')
})
