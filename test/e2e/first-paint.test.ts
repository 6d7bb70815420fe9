import { coldOpen, warmOpen } from '../../bench/client-cost/opening'
import { openStage, type Phone, type Stage } from '../helpers/node/phone'

const HALL = '/packageA/pages/home/home?tab=upcoming'
const PAGES = ['/pages/index/index', HALL]

let stage: Stage
let phone: Phone

beforeAll(async () => {
  stage = await openStage({ roomCount: 120 })
})
afterAll(() => stage.close())

beforeEach(async () => {
  phone = await stage.openPhone({ path: HALL })
  await phone.screen.locator('room-row').first().waitFor()
})
afterEach(async () => {
  expect(await phone.troubles()).toEqual([])
  await phone.close()
})

/** Cuts the connection to the back end, but not to the plugin and the pictures. */
async function cutNetwork(): Promise<void> {
  await phone.page.route('**/api/v1/**', (route) =>
    route.fulfill({ headers: { 'x-phone-failure': 'ECONNREFUSED' }, body: '{}' }),
  )
}

const mendNetwork = () => phone.page.unrouteAll()

const scrollTo = (top: number) =>
  phone.screen.locator('wx-page').evaluate((scroller, to) => {
    scroller.scrollTop = to
  }, top)

it.each(PAGES)('opens %s with one small request and little data for the screen', async (path) => {
  const cost = await coldOpen(phone, path)
  expect(cost.requests).toBe(1)
  expect(cost.gzipBytes).toBeLessThanOrEqual(6 * 1024)
  expect(cost.setDataCalls).toBeLessThanOrEqual(3)
})

it.each(PAGES)('shows the last content of %s before the back end answers', async (path) => {
  await coldOpen(phone, path)
  expect(await warmOpen(phone, path)).toMatchObject({
    listBeforeRequestEnds: true,
    setDataCalls: 1,
  })
})

it('shows the last list without a network, reports it, and reloads by a tap', async () => {
  await cutNetwork()
  await phone.restart({ path: HALL })
  const { screen } = phone
  await screen.getByText('网络不佳').waitFor()
  expect(await screen.locator('room-row').count()).toBe(20)
  await mendNetwork()
  await screen.locator('#stale').getByText('重试').tap()
  await screen.getByText('网络不佳').waitFor({ state: 'detached' })
})

it('loads a further page again by a tap', async () => {
  const { screen } = phone
  await cutNetwork()
  await scrollTo(1e6)
  const retry = screen.getByText('加载失败，点此重试')
  await retry.waitFor()
  await mendNetwork()
  await retry.tap()
  await retry.waitFor({ state: 'detached' })
  await screen.locator('#block-2 room-row').first().waitFor()
})

it('returns to the top of a long list, with the first room at its place', async () => {
  const { screen } = phone
  const first = screen.locator('#block-0 room-row').first()
  // without its height: a row's text changes with the minute
  const place = async () => {
    const { x, y } = (await first.boundingBox()) ?? {}
    return { x, y }
  }
  const before = await place()
  const toTop = screen.getByRole('button', { name: '回到顶部' })
  expect(await toTop.isVisible()).toBe(false)
  await scrollTo(1e6)
  await screen.locator('#block-2 room-row').first().waitFor()
  await scrollTo(1e6)
  await first.waitFor({ state: 'detached' })
  const { width = 0, height = 0 } = (await toTop.boundingBox()) ?? {}
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(44)
  await phone.photograph('back-to-top')
  await toTop.tap()
  await first.waitFor()
  expect(await place()).toEqual(before)
  await toTop.waitFor({ state: 'detached' })
})
