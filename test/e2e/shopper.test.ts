import { openStage, type Phone, type Stage } from '../helpers/node/phone'

/** Room 1002 is live all day and has eight products. */
const LIVE_ROOM = 1002
const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'

let stage: Stage
let phone: Phone

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())
afterEach(async () => {
  const troubles = await phone.troubles()
  await phone.close()
  expect(troubles).toEqual([])
})

it('opens a live room from the storefront, its product page, and the room again', async () => {
  phone = await stage.openPhone()
  const { screen } = phone

  // the storefront shows a live room first
  await screen.locator('#hero').getByRole('button', { name: '进入直播间', exact: true }).waitFor()
  await screen.getByText('查看全部').first().tap()

  // the hall: subscribe to the next room
  await screen.getByRole('tab', { name: /^预告/ }).tap()
  const subscribe = screen.getByRole('button', { name: '订阅开播提醒' }).first()
  await subscribe.tap()
  await screen.getByText('已订阅', { exact: true }).first().waitFor()
  expect(await phone.stack()).toEqual(['pages/index/index', 'packageA/pages/home/home'])

  // one tap opens the doorway and then the live room
  await screen.getByRole('tab', { name: /^直播中/ }).tap()
  const { title } = await roomOfBackend(LIVE_ROOM)
  await screen
    .getByRole('button', { name: new RegExp(title) })
    .first()
    .tap()
  await screen.locator('#room-bag').waitFor()
  const inRoom = [
    'pages/index/index',
    'packageA/pages/home/home',
    'packageA/pages/room/room',
    ROOM_PAGE,
  ]
  expect(await phone.stack()).toEqual(inRoom)

  // the goods in the room open the product page, which has the room's id
  await screen.locator('#room-bag').tap()
  await screen.locator('[id^=room-goods-]').first().tap()
  await screen.locator('#strip').waitFor()
  expect(await phone.stack()).toEqual([...inRoom, 'pages/product-detail/product-detail'])
  await screen.locator('#strip').getByText(title).waitFor()

  // back to the same room page, which is still open
  await screen
    .locator('#strip')
    .getByRole('button', { name: /回到直播间/ })
    .tap()
  expect(await phone.stack()).toEqual(inRoom)
  await screen.getByText(title).first().waitFor()

  // the room's back button returns to the doorway, which does not enter again
  await screen.locator('#room-back').tap()
  await screen.locator('#primary').waitFor()
  await screen.getByText(title).waitFor()
  expect(await phone.stack()).toEqual(inRoom.slice(0, 3))
})

it('returns to the room by the top-left button of the product page', async () => {
  phone = await stage.openPhone({ path: `/packageA/pages/room/room?room_id=${LIVE_ROOM}&enter=1` })
  await phone.screen.locator('#room-bag').tap()
  await phone.screen.locator('[id^=room-goods-]').nth(1).tap()
  await phone.screen.locator('#nav').getByRole('button', { name: '返回' }).tap()
  await phone.screen.locator('#room-bag').waitFor()
  expect(await phone.stack()).toEqual(['packageA/pages/room/room', ROOM_PAGE])
})

it('requests the status of a room at most once a minute', async () => {
  phone = await stage.openPhone({ path: `/packageA/pages/room/room?room_id=${LIVE_ROOM}` })
  await phone.screen.locator('#primary').waitFor()
  for (let round = 0; round < 4; round++) {
    await phone.background()
    await phone.foreground()
    await stage.advance(20_000)
  }
  const calls = (await phone.pluginCalls()).filter(({ name }) => name === 'getLiveStatus')
  expect(calls.length).toBeGreaterThan(1)
  expect(calls.filter(({ tooSoon }) => tooSoon === true)).toEqual([])

  await phone.background()
  const timers = await phone.timers()
  await stage.advance(10 * 60_000)
  const later = (await phone.pluginCalls()).filter(({ name }) => name === 'getLiveStatus')
  expect(later.length).toBe(calls.length)
  expect(timers).toBe(0)
})

async function roomOfBackend(roomId: number): Promise<{ title: string }> {
  const response = await fetch(`${stage.world.backendUrl}/api/v1/rooms/${roomId}`)
  const { room } = (await response.json()) as { room: { title: string } }
  return room
}
