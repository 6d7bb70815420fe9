import { aPhoneWith } from '../../helpers/mini/a-phone'
import { answers, aRoomJson, someGoods } from '../../helpers/mini/builders'
import { find, settled, words } from '../../helpers/mini/drawn'

const ROOM = 'packageA/pages/room/room'
const PRODUCT = 'pages/product-detail/product-detail'
const { phone, page, openPage, silence } = aPhoneWith(ROOM, PRODUCT)

beforeEach(() => {
  phone.etag = '"one"'
})

/** Opens a page that was seen before, with a back end that says nothing yet. */
async function openAgain(
  path: typeof ROOM | typeof PRODUCT,
  answer: object,
  query: Record<string, string>,
) {
  phone.respond = () => answer
  await openPage(path, query)
  await page.close()
  phone.respond = silence.respond
  await openPage(path, query)
  return page.drawn
}

it('draws a room before the back end has answered', async () => {
  const room = aRoomJson({ roomId: 7, title: '见过的直播间' })
  const drawn = await openAgain(ROOM, answers.room(room), { room_id: '7' })
  expect(words(drawn)).toContain('见过的直播间')
  expect(words(drawn)).toContain('进入直播间')
  expect(words(drawn)).not.toContain('网络不佳')
  silence.break()
  await settled()
  expect(words(drawn)).toContain('网络不佳，显示 19:30 的列表')
})

it('draws goods with the way back to their room before the back end has answered', async () => {
  const room = aRoomJson({ roomId: 7, title: '见过的直播间' })
  const answer = answers.product(someGoods({ productId: '5', title: '见过的商品' }), [room])
  const drawn = await openAgain(PRODUCT, answer, { product_id: '5', room_id: '7' })
  expect(words(drawn)).toContain('见过的商品')
  expect(words(find(drawn, '#strip'))).toContain('见过的直播间')
})

it('draws nothing of a room that is gone', async () => {
  phone.respond = () => answers.room(aRoomJson({ roomId: 8, title: '没了' }))
  await openPage(ROOM, { room_id: '8' })
  phone.respond = () => 404
  await page.call('onPullDownRefresh')
  await page.close()
  phone.respond = silence.respond
  await openPage(ROOM, { room_id: '8' })
  expect(words(page.drawn)).not.toContain('没了')
})
