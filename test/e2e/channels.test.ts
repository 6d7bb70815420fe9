/** The channels flavour, from the entry to the return. */
import { openStage, type Phone, type Stage } from '../helpers/node/phone'

const DOORWAY = '/packageA/pages/room/room'
const TEA = 'sphSandboxTeaShop'
const LINEN = 'sphSandboxLinen'
const NEW = 'sphSandboxNew'

let stage: Stage
let phone: Phone
/** World time at the start; broadcasts are planned from it. */
let beganAtMs: number

beforeAll(async () => {
  stage = await openStage({ flavour: 'channels' })
  beganAtMs = await phoneNowMs()
})
afterAll(() => stage.close())
afterEach(async () => {
  const troubles = await phone.troubles()
  await phone.close()
  expect(troubles).toEqual([])
})

/** WeChat's page, drawn by the sandbox; the app is in the background meanwhile. */
const inChannels = (what: 'room' | 'end' | 'replay') =>
  phone.page.locator(`[data-channels="${what}"]`)
const put = async (path: string, body: unknown) => {
  const url = `${stage.world.apiUrl}/__sandbox/${path}`
  const { status } = await fetch(url, { method: 'PUT', body: JSON.stringify(body) })
  expect(status).toBe(200)
}
const phoneNowMs = async () => {
  const answer = await fetch(`${stage.world.apiUrl}/__sandbox/state`)
  return ((await answer.json()) as { nowMs: number }).nowMs
}
/** However long the tests before took. */
const advanceToMinute = async (minute: number) =>
  stage.advance(beganAtMs + minute * 60_000 - (await phoneNowMs()))
/** A button in WeChat's dialog; the page may have one with the same name. */
const tapInDialog = (name: string) =>
  phone.page.getByRole('dialog').getByRole('button', { name, exact: true }).tap()
const leaveChannels = () => phone.page.getByRole('button', { name: '返回小程序' }).tap()

it('opens the broadcast from the storefront by one tap, and returns', async () => {
  phone = await stage.openPhone()
  const enter = phone.screen
    .locator('#hero')
    .getByRole('button', { name: '进入直播间', exact: true })
  await enter.tap()
  await phone.page.getByRole('button', { name: '取消' }).tap()
  expect(await inChannels('room').count()).toBe(0)
  await enter.tap()
  await phone.page.getByRole('button', { name: '允许' }).tap()
  await inChannels('room').waitFor()
  expect(await phone.timers()).toBe(0)
  await leaveChannels()
  await enter.waitFor()
  expect(await phone.stack()).toEqual(['pages/index/index'])
})

it('reserves an announced broadcast in the hall, and shows it in the doorway', async () => {
  phone = await stage.openPhone({ path: '/packageA/pages/home/home?tab=upcoming' })
  await phone.screen.getByRole('button', { name: /^预约/ }).tap()
  await tapInDialog('预约')
  await phone.screen.getByText('已预约', { exact: true }).waitFor()
  await phone.restart({ path: `${DOORWAY}?room_id=${TEA}` })
  await phone.screen.locator('#reserve').getByText('已预约').waitFor()
})

it.each([
  ['a link', `${DOORWAY}?room_id=${LINEN}`],
  ['a code', `${DOORWAY}?scene=room_id%3D${LINEN}`],
  ['a link that enters at once, where a tap is needed', `${DOORWAY}?room_id=${LINEN}&enter=1`],
])('opens the doorway from %s', async (_name, path) => {
  phone = await stage.openPhone({ path })
  await phone.screen.locator('#primary').tap()
  await phone.page.getByRole('button', { name: '允许' }).tap()
  await inChannels('room').waitFor()
  await leaveChannels()
  await phone.screen.getByText('再次进入直播间').waitFor()
})

it.each(['err_code', 'err_code-text', 'errCode', 'errno', 'errMsg'])(
  'takes an account away that WeChat refuses by %s, and tells the merchant',
  async (channelsFailureAs) => {
    await put('options', { channelsFailureAs })
    await put(`channels/${LINEN}`, { refusal: 100008 })
    phone = await stage.openPhone({ path: '/packageA/pages/home/home?tab=live' })
    await phone.screen.locator('#merchant').getByText(`${LINEN} 与小程序主体不同`).waitFor()
    expect(await phone.screen.getByText('亚麻衬衫全天陪你试').count()).toBe(0)
    await put(`channels/${LINEN}`, null)
  },
)

it('reserves the next broadcast if the first is cancelled', async () => {
  const startAtSec = Math.floor((await phoneNowMs()) / 1000) + 7_200
  await put(`channels/${NEW}`, {
    notice: [{ startAtSec, status: 1 }, { startAtSec: startAtSec + 3_600 }],
  })
  phone = await stage.openPhone({ path: `${DOORWAY}?room_id=${NEW}` })
  await phone.screen.locator('#reserve').tap()
  await tapInDialog('预约')
  await phone.screen.locator('#reserve').getByText('已预约').waitFor()
  await put(`channels/${NEW}`, null)
})

it("opens the merchant's account from an old link", async () => {
  phone = await stage.openPhone({ path: `${DOORWAY}?room_id=1001` })
  await phone.screen.locator('#reserve').waitFor()
})

it('opens the hall from a link without an account', async () => {
  phone = await stage.openPhone({ path: DOORWAY })
  await phone.screen.getByText('链接里没有直播间').waitFor()
  await phone.screen.getByRole('button', { name: '去直播大厅' }).tap()
  await phone.screen.getByRole('tab', { name: /^直播中/ }).waitFor()
})

it("plays an old broadcast in WeChat's player, without a dialog", async () => {
  phone = await stage.openPhone({ path: `/packageA/pages/replay/replay?room_id=${TEA}` })
  await phone.screen.locator('wx-channel-live').first().tap()
  await inChannels('replay').waitFor()
  await leaveChannels()
})

it('shows what to do on a WeChat that is too old', async () => {
  const wechat = { version: '8.0.0', baseLibrary: '2.14.4' }
  phone = await stage.openPhone({ path: `${DOORWAY}?room_id=${LINEN}`, wechat })
  await phone.screen.getByText('请更新微信后观看').waitFor()
})

it('follows the broadcast: preparing, live, ended, replay', async () => {
  phone = await stage.openPhone({ path: `${DOORWAY}?room_id=${TEA}` })
  const { screen } = phone
  const badge = (words: string) => screen.locator('.doorway__badge').getByText(words).waitFor()
  await screen.locator('#reserve').waitFor()
  await advanceToMinute(9)
  await badge('准备开播')
  await advanceToMinute(12)
  await screen.locator('#primary').getByText('进入直播间').waitFor()
  await advanceToMinute(58)
  await badge('回放生成中')
  await advanceToMinute(78)
  await badge('已结束 · 回放')
})
