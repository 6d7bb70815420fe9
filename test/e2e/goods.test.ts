import { openStage, type Phone, type Stage } from '../helpers/node/phone'

/** Room 1002 sells the shop's products, the last but one without an id, and one of another shop. */
const LIVE_ROOM = 1002
const DOORWAY = `/packageA/pages/room/room?room_id=${LIVE_ROOM}`
const PRODUCT = 'pages/product-detail/product-detail'
const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'
const OTHER_APP = 'wx0000000000000002'

interface Row {
  readonly goods_id: number
  readonly name: string
  readonly url: string
}

interface SimWindow {
  readonly __sim: {
    readonly effects: readonly { readonly name: string; readonly options: { text?: string } }[]
    getCurrentPages(): { readonly options: Record<string, string> }[]
  }
}
declare const window: SimWindow

let stage: Stage
let phone: Phone
/** In WeChat's order. */
let rows: readonly Row[]

beforeAll(async () => {
  stage = await openStage()
  const answer = await fetch(`${stage.world.apiUrl}/__sandbox/rooms/${LIVE_ROOM}`)
  rows = ((await answer.json()) as { goods: readonly Row[] }).goods
})
afterAll(() => stage.close())
afterEach(async () => {
  const troubles = await phone.troubles()
  await phone.close()
  expect(troubles).toEqual([])
})

const row = (at: number): Row => {
  const found = rows.at(at)
  if (found === undefined) throw new Error('the room has no such goods')
  return found
}
const idIn = ({ url }: Row) => /product_id=(.+)/.exec(url)?.[1]
const options = () => phone.page.evaluate(() => window.__sim.getCurrentPages().at(-1)?.options)
const goodsNamed = ({ name }: Row) => phone.screen.getByRole('button', { name }).first()

it("open one page with the merchant's id, from the doorway and from the live room", async () => {
  const goods = row(0)
  expect(idIn(goods)).not.toBe(String(goods.goods_id))
  phone = await stage.openPhone({ path: DOORWAY })
  await goodsNamed(goods).tap()
  await phone.screen.locator('#buy').waitFor()
  const fromDoorway = { product_id: idIn(goods), room_id: String(LIVE_ROOM) }
  expect(await options()).toEqual(fromDoorway)
  await phone.screen.getByText(goods.name).first().waitFor()

  await phone.restart({ path: `${ROOM_PAGE}?room_id=${LIVE_ROOM}` })
  await phone.screen.locator('#room-bag').tap()
  await phone.screen.locator(`#room-goods-${goods.goods_id}`).tap()
  await phone.screen.locator('#buy').waitFor()
  expect(await options()).toMatchObject(fromDoorway)
  await phone.screen.getByText(goods.name).first().waitFor()
})

it("are found by an older card with WeChat's goods_id, and shared with the merchant's id", async () => {
  const goods = row(0)
  phone = await stage.openPhone({ path: `/${PRODUCT}?product_id=${goods.goods_id}` })
  await phone.screen.getByText(goods.name).first().waitFor()
  expect((await phone.momentsCard()).query).toBe(`product_id=${idIn(goods) ?? ''}`)
})

it('without a product id open their own page', async () => {
  phone = await stage.openPhone({ path: DOORWAY })
  await goodsNamed(row(-2)).tap()
  await phone.screen.locator('#hero').waitFor()
  expect(await phone.stack()).toEqual(['packageA/pages/room/room', 'pages/index/index'])
  expect(await options()).toEqual({ from: 'live', room_id: String(LIVE_ROOM) })
})

it('of another mini-program are marked, and open it after the user agrees', async () => {
  phone = await stage.openPhone({ path: DOORWAY })
  const theirs = goodsNamed(row(-1))
  await theirs.getByText('由其他小程序出售').waitFor()
  await theirs.scrollIntoViewIfNeeded()
  await phone.photograph('goods-of-another-shop')
  await theirs.tap()
  await phone.page.getByText('取消', { exact: true }).tap()
  expect(await phone.stack()).toEqual(['packageA/pages/room/room'])
  await theirs.tap()
  await phone.page.getByText('允许', { exact: true }).tap()
  const other = phone.page.locator(`[data-other-app="${OTHER_APP}"]`)
  await other.getByText('pages/item/item?sku=88').waitFor()
  await other.getByText('返回小程序').tap()
  await theirs.waitFor()
})

it('of a room of 2020, without goods_id, open by their page', async () => {
  const list = await fetch(`${stage.world.apiUrl}/__sandbox/rooms`)
  const { rooms } = (await list.json()) as { rooms: { room_id: number; goods: Partial<Row>[] }[] }
  const old = rooms.find(({ goods }) => goods.some((one) => one.goods_id === undefined))
  const [goods] = old?.goods ?? []
  phone = await stage.openPhone({ path: `/packageA/pages/room/room?room_id=${old?.room_id ?? 0}` })
  await goodsNamed({ goods_id: 0, name: goods?.name ?? '', url: '' }).tap()
  await phone.screen.locator('#buy').waitFor()
  expect((await options())?.['product_id']).toBe(/product_id=(.+)/.exec(goods?.url ?? '')?.[1])
})

it('that are malformed show an error instead of an empty shop, and log the field', async () => {
  phone = await stage.openPhone({ path: DOORWAY })
  await phone.page.route('**/api/v1/home', async (route) => {
    const answer = await route.fetch()
    const body = (await answer.text()).replaceAll('"roomId"', '"id"')
    await route.fulfill({ response: answer, body })
  })
  await phone.restart({ path: '/pages/index/index' })
  await phone.screen.getByText('内容暂时读不出来，请稍后再试').waitFor()
  const logged = await phone.page.evaluate(() =>
    window.__sim.effects
      .filter(({ name }) => name === 'realtimeLog')
      .map(({ options }) => options.text),
  )
  expect(logged).toEqual([expect.stringMatching(/rooms left out: field "roomId"/)])
})
