import { openStage, type Phone, type Stage } from '../helpers/node/phone'

/** Room 1002 of the sandbox is live all day and has eight goods. */
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

it('takes a shopper from the storefront into a live room, to its goods, and back to the room', async () => {
  phone = await stage.openPhone()
  const { screen } = phone

  // the storefront opens with a room that is live, one tap away
  await screen.locator('#hero').getByRole('button', { name: '进入直播间', exact: true }).waitFor()
  await screen.getByText('查看全部').first().tap()

  // the hall: subscribe to the next room
  await screen.getByRole('tab', { name: /^预告/ }).tap()
  const subscribe = screen.getByRole('button', { name: '订阅开播提醒' }).first()
  await subscribe.tap()
  await screen.getByText('已订阅', { exact: true }).first().waitFor()
  expect(await phone.stack()).toEqual(['pages/index/index', 'packageA/pages/home/home'])

  // into a live room: one tap, through the doorway
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

  // the room's shelf leads to the goods page, which knows the room it came from
  await screen.locator('#room-bag').tap()
  await screen.locator('[id^=room-goods-]').first().tap()
  await screen.locator('#strip').waitFor()
  expect(await phone.stack()).toEqual([...inRoom, 'pages/product-detail/product-detail'])
  await screen.locator('#strip').getByText(title).waitFor()

  // and back to the same room page, which was never left
  await screen
    .locator('#strip')
    .getByRole('button', { name: /回到直播间/ })
    .tap()
  expect(await phone.stack()).toEqual(inRoom)
  await screen.getByText(title).first().waitFor()

  // the room's own back key ends on the doorway, not on a blank page, and does not enter again
  await screen.locator('#room-back').tap()
  await screen.locator('#primary').waitFor()
  await screen.getByText(title).waitFor()
  expect(await phone.stack()).toEqual(inRoom.slice(0, 3))
})

it('brings the top-left key of the goods page back to the room as well', async () => {
  phone = await stage.openPhone({ path: `/packageA/pages/room/room?room_id=${LIVE_ROOM}&enter=1` })
  await phone.screen.locator('#room-bag').tap()
  await phone.screen.locator('[id^=room-goods-]').nth(1).tap()
  await phone.screen.locator('#nav').getByRole('button', { name: '返回' }).tap()
  await phone.screen.locator('#room-bag').waitFor()
  expect(await phone.stack()).toEqual(['packageA/pages/room/room', ROOM_PAGE])
})

it('asks the plugin for one room at most once a minute, whatever the shopper does', async () => {
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
