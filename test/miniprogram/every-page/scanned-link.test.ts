import { anEndedRoom, answers } from '../../helpers/mini/builders'
import { aPhoneWith } from '../../helpers/mini/a-phone'
import { settled } from '../../helpers/mini/drawn'

const INDEX = 'pages/index/index'
const PRODUCT = 'pages/product-detail/product-detail'
const DOORWAY = 'packageA/pages/room/room'
const PREFIX = 'https://shop.example/live'
const stage = aPhoneWith(INDEX, PRODUCT, DOORWAY)
const { phone, page, openPage } = stage

beforeEach(async () => {
  const { config } = await import('../../../miniprogram/config')
  Object.assign(config, { qrLinkPrefixes: [PREFIX] })
  phone.respond = (path) =>
    path.startsWith('/rooms/') ? answers.room(anEndedRoom({ roomId: 1001 })) : null
})

async function scan(path: typeof INDEX | typeof PRODUCT | typeof DOORWAY, rest: string) {
  await openPage(path, { q: encodeURIComponent(PREFIX + rest), scancode_time: '1795154400' })
  await settled()
  return page.drawn
}

it.each([
  ['a room', '?room_id=1001', `/${DOORWAY}?room_id=1001`],
  ['a product', '?product_id=61&room_id=1001', `/${PRODUCT}?product_id=61&room_id=1001`],
  ['the hall', '/packageA/pages/home/home?tab=replay', '/packageA/pages/home/home?list=replay'],
])('leads from the storefront to %s, and asks for nothing before', async (_name, rest, url) => {
  await scan(INDEX, rest)
  expect(phone.navigations).toEqual([{ kind: 'redirectTo', url }])
  expect(phone.requests).toEqual([])
})

it('leads from the doorway to a product', async () => {
  await scan(DOORWAY, '?product_id=61')
  expect(phone.navigations).toEqual([{ kind: 'redirectTo', url: `/${PRODUCT}?product_id=61` }])
})

it('is read by the doorway itself, which does not open anew', async () => {
  await scan(DOORWAY, '?room_id=1001')
  expect(phone.navigations).toEqual([])
  expect(phone.requests).toContain('/rooms/1001')
})

it.each([
  ['that names nothing', ''],
  ['of no prefix', 's?room_id=1001'],
])('a link %s leaves the shopper in the storefront', async (_name, rest) => {
  await scan(INDEX, rest)
  expect(phone.navigations).toEqual([])
  expect(phone.requests).toEqual(['/home'])
})

it('leaves the shopper in the storefront where the page does not open', async () => {
  jest.spyOn(wx, 'redirectTo').mockImplementation(((options: { fail(cause: object): void }) => {
    options.fail({ errMsg: 'redirectTo:fail' })
  }) as never)
  await scan(INDEX, '?room_id=1001')
  expect(phone.requests).toEqual(['/home'])
})
