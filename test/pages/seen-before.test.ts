import { answers, aRoomJson, NOW_MS, someGoods } from '../helpers/mini/builders'
import { find, settled, words } from '../helpers/mini/drawn'
import type { OpenedPage } from '../helpers/mini/page'
import { openPage } from '../helpers/mini/page'
import type { Phone } from '../helpers/mini/runtime'
import { install, load, stub } from '../helpers/mini/runtime'

const SUBSCRIBE = 'plugin-private://wx2b03c6e691cd7370/components/subscribe/subscribe'

let phone: Phone
let ids: Record<'room' | 'product', string>
let page: OpenedPage

beforeAll(() => {
  phone = install()
  stub({ id: SUBSCRIBE, tagName: 'subscribe', template: '<view/>', properties: { roomId: Number } })
  ids = {
    room: load('packageA/pages/room/room'),
    product: load('pages/product-detail/product-detail'),
  }
})

beforeEach(() => {
  jest.useFakeTimers({ now: NOW_MS })
  phone.reset()
  phone.etag = '"one"'
})

let breakSilence: () => void = () => undefined
const silence = () => new Promise<null>((resolve) => (breakSilence = () => resolve(null)))

afterEach(async () => {
  await page.close()
  breakSilence()
  await settled()
  jest.useRealTimers()
})

/** Opens a page that was seen before, with a back end that says nothing yet. */
async function openAgain(which: 'room' | 'product', answer: object, query: Record<string, string>) {
  phone.respond = () => answer
  page = await openPage(ids[which], query)
  await page.close()
  phone.respond = silence
  page = await openPage(ids[which], query)
  return page.drawn
}

it('draws a room before the back end has answered', async () => {
  const room = aRoomJson({ roomId: 7, title: '见过的直播间' })
  const drawn = await openAgain('room', answers.room(room), { room_id: '7' })
  expect(words(drawn)).toContain('见过的直播间')
  expect(words(drawn)).toContain('进入直播间')
  expect(words(drawn)).not.toContain('网络不佳')
  breakSilence()
  await settled()
  expect(words(drawn)).toContain('网络不佳，显示 19:30 的列表')
})

it('draws goods with the way back to their room before the back end has answered', async () => {
  const room = aRoomJson({ roomId: 7, title: '见过的直播间' })
  const answer = answers.product(someGoods({ productId: 5, title: '见过的商品' }), [room])
  const drawn = await openAgain('product', answer, { product_id: '5', room_id: '7' })
  expect(words(drawn)).toContain('见过的商品')
  expect(words(find(drawn, '#strip'))).toContain('见过的直播间')
})

it('draws nothing of a room that is gone', async () => {
  phone.respond = () => answers.room(aRoomJson({ roomId: 8, title: '没了' }))
  page = await openPage(ids.room, { room_id: '8' })
  phone.respond = () => 404
  await page.call('onPullDownRefresh')
  await page.close()
  phone.respond = silence
  page = await openPage(ids.room, { room_id: '8' })
  expect(words(page.drawn)).not.toContain('没了')
})
