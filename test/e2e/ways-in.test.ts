import { openStage, type Phone, type Stage } from '../helpers/node/phone'

const LIVE_ROOM = 1002
const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'
const PRODUCT_PAGE = 'pages/product-detail/product-detail'
const DOORWAY = '/packageA/pages/room/room'

const params = (value: object) => encodeURIComponent(JSON.stringify(value))

let stage: Stage
let phone: Phone
/** A product of the live room. */
let productId: string

beforeAll(async () => {
  stage = await openStage()
  const answer = await fetch(`${stage.world.url}/api/v1/rooms/${LIVE_ROOM}`)
  const { room } = (await answer.json()) as { room: { goods: { productId: number | string }[] } }
  productId = String(room.goods[0]?.productId ?? '')
})
afterAll(() => stage.close())
afterEach(async () => {
  const troubles = await phone.troubles()
  await phone.close()
  expect(troubles).toEqual([])
})

const productPath = () => `/${PRODUCT_PAGE}?product_id=${productId}&room_id=${LIVE_ROOM}`
const entry = () => phone.service<object>('live/services/entry/entry', 'currentEntry')
const attribution = () =>
  phone.service<object | null>('live/services/entry/attribution', 'currentAttribution')

describe('the live room as first page', () => {
  it.each([
    ['the merchant’s own code', 9, 1047, 'code'],
    ['a card in an article', 10, 1058, 'article'],
  ])(
    'opened by %s has a working back button, because the link has type=%i',
    async (_n, type, scene, kind) => {
      phone = await stage.openPhone({
        path: `${ROOM_PAGE}?room_id=${LIVE_ROOM}&type=${type}`,
        scene,
      })
      await phone.screen.locator('#room-bag').waitFor()
      expect(await entry()).toMatchObject({ kind })
      await phone.screen.locator('#room-back').tap()
      await phone.screen.locator('#hero').waitFor()
      expect(await phone.stack()).toEqual(['pages/index/index'])
    },
  )

  it("opened by WeChat's reminder has the parameters of the subscription", async () => {
    phone = await stage.openPhone({
      path: `${ROOM_PAGE}?room_id=${LIVE_ROOM}&custom_params=${params({ from: 'reminder' })}`,
      scene: 1014,
    })
    await phone.screen.locator('#room-bag').waitFor()
    expect(await entry()).toMatchObject({ kind: 'subscribe-message' })
    expect(await attribution()).toMatchObject({
      roomId: LIVE_ROOM,
      customParams: { from: 'reminder' },
    })
  })
})

it("returns from the floating window to the same page, with the card's attribution", async () => {
  phone = await stage.openPhone({
    path: `${ROOM_PAGE}?room_id=${LIVE_ROOM}&custom_params=${params({ pid: 7 })}`,
    scene: 1007,
  })
  await phone.screen.locator('#room-bag').tap()
  await phone.screen.locator('[id^=room-goods-]').first().tap()
  await phone.screen.locator('#strip').waitFor()
  const before = await attribution()
  expect(before).toMatchObject({ enteredBy: 'share-card', customParams: { pid: 7 } })
  const stack = await phone.stack()

  await phone.background()
  await phone.foreground({ scene: 1131 })
  expect(await entry()).toMatchObject({ kind: 'small-window' })
  expect(await phone.stack()).toEqual(stack)
  expect(await attribution()).toEqual(before)
})

describe('Moments', () => {
  it('shows one product without navigation, and opens it in the app', async () => {
    phone = await stage.openPhone({ path: productPath() })
    await phone.screen.locator('#buy').waitFor()
    await phone.page.locator('#menu').tap()
    await phone.page.getByText('分享到朋友圈').tap()
    await phone.page.waitForURL(/scene=1154/)
    await phone.screen.locator('#strip').waitFor()
    expect(await phone.screen.locator('#buy, #nav').count()).toBe(0)
    await phone.screen.locator('#strip').getByRole('button').tap()
    await phone.page.getByText('请点下方的“前往小程序”继续').waitFor()
    await phone.photograph('moments')

    await phone.page.getByRole('button', { name: '前往小程序' }).tap()
    await phone.screen.locator('#buy').waitFor()
    expect(await entry()).toMatchObject({ kind: 'moments', link: { kind: 'product', productId } })
  })

  it.each([
    ['the storefront', '/pages/index/index', '#hero'],
    ['the hall', '/packageA/pages/home/home?tab=upcoming', '[role=tab]'],
    ['the doorway', `${DOORWAY}?room_id=${LIVE_ROOM}`, '[class*="doorway__shelf"]'],
  ])('shows %s again', async (_name, path, sight) => {
    phone = await stage.openPhone({ path })
    await phone.screen.locator(sight).first().waitFor()
    const { query, title } = await phone.momentsCard()
    expect(title).not.toBe('')
    const route = path.split('?')[0] ?? ''
    await phone.restart({ path: query === '' ? route : `${route}?${query}`, scene: 1154 })
    await phone.screen.locator(sight).first().waitFor()
  })
})

it('gives a product page opened directly a top-left button to the shop', async () => {
  phone = await stage.openPhone({ path: productPath(), scene: 1007 })
  const key = phone.screen.locator('#nav').getByRole('button', { name: '回到首页' })
  const capsule = await phone.page.locator('#capsule').boundingBox()
  const box = await key.boundingBox()
  const middle = (one: typeof box) => (one === null ? NaN : one.y + one.height / 2)
  expect(Math.abs(middle(box) - middle(capsule))).toBeLessThanOrEqual(1)
  await key.tap()
  await phone.screen.locator('#hero').waitFor()
  expect(await phone.stack()).toEqual(['pages/index/index'])
})
