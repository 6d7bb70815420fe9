import { openStage, type Phone, type Stage } from '../helpers/node/phone'

const LIVE_ROOM = 1002
const PRODUCT_PAGE = 'pages/product-detail/product-detail'
const DOORWAY = '/packageA/pages/room/room'
const GROUP = 'tGsandboxGroup000000000001'
const HOUR_MS = 3_600_000

const params = (value: object) => encodeURIComponent(JSON.stringify(value))

let stage: Stage
let phone: Phone
/** One of the goods of the live room. */
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

const credit = async () => {
  await phone.screen.locator('#total').waitFor()
  return phone.screen.locator('[class*="order__credit-line"]').allInnerTexts()
}
const called = async (name: string) =>
  (await phone.page.evaluate(() => (window as unknown as SimWindow).__sim.effects)).filter(
    (effect) => effect.name === name,
  ).length

interface SimWindow {
  readonly __sim: { readonly effects: readonly { readonly name: string }[] }
}

describe('a card in a group', () => {
  const card = {
    scene: 1008,
    path: `${DOORWAY}?room_id=${LIVE_ROOM}&custom_params=${params({ pid: 7 })}`,
  }
  const buyFromDoorway = async () => {
    await phone.screen.locator('[class*="goods"]').first().tap()
    await phone.screen.locator('#buy').tap()
  }

  it('shows the group on the order page, and logs in only there', async () => {
    phone = await stage.openPhone(card)
    await phone.screen.locator('[class*="goods"]').first().waitFor()
    expect(await called('login')).toBe(0)
    await buyFromDoorway()
    await phone.screen.getByText(`来自微信群：${GROUP}`).waitFor()
    expect((await credit()).at(-1)).toBe('自定义参数：{"pid":7}')
    expect(await called('login')).toBe(1)
    await phone.photograph('order')
  })

  it('is still credited after a restart, until attributionHours are over', async () => {
    phone = await stage.openPhone(card)
    await buyFromDoorway()
    await phone.screen.getByText(`来自微信群：${GROUP}`).waitFor()

    await phone.restart({ path: `/${PRODUCT_PAGE}?product_id=${productId}`, scene: 1001 })
    await phone.screen.locator('#buy').tap()
    expect(await credit()).toEqual(['由好友分享', `来自微信群：${GROUP}`, '自定义参数：{"pid":7}'])
    expect(await called('login')).toBe(0)

    await stage.advance(73 * HOUR_MS)
    await phone.restart({ path: `/${PRODUCT_PAGE}?product_id=${productId}`, scene: 1001 })
    await phone.screen.locator('#buy').tap()
    expect(await credit()).toEqual(['自己找来的'])
  })

  it('asks for no group before the shopper has agreed to the privacy guide', async () => {
    phone = await stage.openPhone({ ...card, privacyPending: true })
    await buyFromDoorway()
    expect((await credit()).join()).not.toContain('微信群')
    expect(await called('getPrivacySetting')).toBe(1)
    expect([await called('login'), await called('getGroupEnterInfo')]).toEqual([0, 0])
  })

  it('is read by its share ticket on an older WeChat', async () => {
    const wechat = { version: '8.0.1', baseLibrary: '2.16.0' }
    phone = await stage.openPhone({ ...card, scene: 1044, shareTicket: 'TICKET', wechat })
    await buyFromDoorway()
    await phone.screen.getByText(`来自微信群：${GROUP}`).waitFor()
    expect([await called('getShareInfo'), await called('getGroupEnterInfo')]).toEqual([1, 0])
  })
})
