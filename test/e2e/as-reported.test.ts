import { openStage, type Phone, type Stage } from '../helpers/node/phone'

/** A shop with both kinds of rooms, on a client with the reported deviations. */
const LIVE_ROOM = 1002
const LINEN = 'sphSandboxLinen'
const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'
const PREFIX = 'https://shop.example/live'

interface SimWindow {
  readonly __sim: {
    require(path: string): unknown
    getCurrentPages(): { readonly options: Record<string, string> }[]
  }
}
declare const window: SimWindow

let stage: Stage
let phone: Phone

beforeAll(async () => {
  stage = await openStage({ channels: true })
})
afterAll(() => stage.close())

const put = async (path: string, body: unknown) => {
  const url = `${stage.world.apiUrl}/__sandbox/${path}`
  const { status } = await fetch(url, { method: 'PUT', body: JSON.stringify(body) })
  expect(status).toBe(200)
}

it('opens the right product from the hall, from a QR code with a plain link, without the refused account', async () => {
  await put('options', { channelsFailureAs: 'err_code-text' })
  await put(`channels/${LINEN}`, { refusal: 100008 })
  phone = await stage.openPhone({
    path: '/packageA/pages/home/home?tab=live',
    callbackOrder: 'ready-first',
  })
  await phone.screen.locator('#merchant').getByText(`${LINEN} 与小程序主体不同`).waitFor()
  expect(await phone.screen.getByText('亚麻衬衫全天陪你试').count()).toBe(0)

  await phone.page.evaluate((prefix) => {
    const live = window.__sim.require('live/config') as { liveConfig: () => object }
    Object.assign(live.liveConfig(), { qrLinkPrefixes: [prefix] })
  }, PREFIX)
  await phone.enter({
    path: 'pages/index/index',
    query: {
      q: encodeURIComponent(`${PREFIX}?room_id=${LIVE_ROOM}&enter=1`),
      scancode_time: '1795154400',
    },
    scene: 1011,
  })
  await phone.screen.locator('#room-bag').tap()
  expect(await phone.stack()).toEqual(['packageA/pages/room/room', ROOM_PAGE])

  const answer = await fetch(`${stage.world.apiUrl}/__sandbox/rooms/${LIVE_ROOM}`)
  const { goods } = (await answer.json()) as { goods: { goods_id: number; url: string }[] }
  const [first] = goods
  if (first === undefined) throw new Error('the room has no goods')
  await phone.screen.locator(`#room-goods-${first.goods_id}`).tap()
  await phone.screen.locator('#buy').waitFor()
  const options = await phone.page.evaluate(() => window.__sim.getCurrentPages().at(-1)?.options)
  const ownId = /product_id=(.+)/.exec(first.url)?.[1]
  expect(ownId).not.toBe(String(first.goods_id))
  expect(options).toMatchObject({ product_id: ownId, room_id: String(LIVE_ROOM) })

  const troubles = await phone.troubles()
  await phone.close()
  expect(troubles).toEqual([])
})
