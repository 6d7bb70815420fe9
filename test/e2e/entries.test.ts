import { openStage, type Phone, type Stage } from '../helpers/node/phone'

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

it('reads shareTicket and share params from a group card of the live room', async () => {
  const params = encodeURIComponent(JSON.stringify({ from: 'group' }))
  phone = await stage.openPhone({
    path: `/${ROOM_PAGE}?room_id=${LIVE_ROOM}&custom_params=${params}`.slice(1),
    scene: 1044,
    shareTicket: 'TICKET-OF-THE-GROUP',
  })
  await phone.screen.locator('#room-bag').waitFor()

  const entry = await phone.service<{ scene: number; shareTicket: string }>(
    'live/services/entry/entry',
    'currentEntry',
  )
  expect(entry).toMatchObject({ scene: 1044, shareTicket: 'TICKET-OF-THE-GROUP' })
  const attribution = await phone.service<object>(
    'live/services/entry/attribution',
    'currentAttribution',
  )
  expect(attribution).toMatchObject({ roomId: LIVE_ROOM, customParams: { from: 'group' } })
  expect(Object.entries(attribution)).toContainEqual(['shareOpenid', expect.stringMatching(/.+/)])
})

it('requests share params only in the allowed scenes, and never shows an error', async () => {
  phone = await stage.openPhone({ scene: 1001 })
  await phone.screen.locator('#hero').waitFor()
  const names = (await phone.pluginCalls()).map(({ name }) => name)
  expect(names).not.toContain('getShareParams')
})

it('opens the doorway from a mini-program code', async () => {
  phone = await stage.openPhone({
    path: `/packageA/pages/room/room?scene=${encodeURIComponent(`room_id=${LIVE_ROOM}`)}`,
    scene: 1047,
  })
  await phone.screen.locator('#primary').tap()
  await phone.screen.locator('#room-bag').waitFor()
  expect(await phone.stack()).toEqual(['packageA/pages/room/room', ROOM_PAGE])
})

it('opens the room of a QR code with a plain link, on every configured page', async () => {
  const prefix = 'https://shop.example/live'
  const scan = async (link: string) => {
    await phone.page.evaluate((named) => {
      const live = window.__sim.require('live/config') as { liveConfig: () => object }
      Object.assign(live.liveConfig(), { qrLinkPrefixes: [named] })
    }, prefix)
    const q = encodeURIComponent(link)
    await phone.enter({
      path: 'pages/index/index',
      query: { q, scancode_time: '1795154400' },
      scene: 1011,
    })
  }
  phone = await stage.openPhone()
  await phone.screen.locator('#hero').waitFor()
  await scan(`${prefix}?room_id=${LIVE_ROOM}`)
  await phone.screen.locator('#primary').waitFor()
  expect(await phone.stack()).toEqual(['packageA/pages/room/room'])
  expect(
    await phone.service<object>('live/services/entry/attribution', 'currentAttribution'),
  ).toMatchObject({
    roomId: LIVE_ROOM,
    enteredBy: 'code',
  })

  await scan(`https://elsewhere.example/live?room_id=${LIVE_ROOM}`)
  await phone.screen.locator('#hero').waitFor()
  expect(await phone.stack()).toEqual(['pages/index/index'])
})

it('opens a card that is tapped while the app is in the background', async () => {
  phone = await stage.openPhone()
  await phone.screen.locator('#hero').waitFor()
  await phone.background()
  await phone.enter({
    path: 'packageA/pages/room/room',
    query: { room_id: String(LIVE_ROOM) },
    scene: 1007,
  })
  await phone.screen.locator('#primary').waitFor()
  expect(await phone.stack()).toEqual(['packageA/pages/room/room'])
})

it('reports a link without a room, with a button to the hall', async () => {
  phone = await stage.openPhone({ path: '/packageA/pages/room/room?room_id=abc' })
  await phone.screen.getByText('链接里没有直播间').waitFor()
  await phone.screen.getByText('去直播大厅').tap()
  await phone.screen.getByRole('tab', { name: /^直播中/ }).waitFor()
})

it('works without the plugin: the list is shown, and a page reports what is missing', async () => {
  phone = await stage.openPhone({ failPlugin: true })
  await phone.screen.locator('#hero').waitFor()
  await phone.screen.getByText('查看全部').first().tap()
  await phone.screen.getByRole('tab', { name: /^预告/ }).tap()
  await phone.screen.getByText('直播组件暂时打不开，请稍后再试').waitFor()
})

it('asks for a newer WeChat instead of showing an empty page', async () => {
  phone = await stage.openPhone({ wechat: { version: '7.0.4', baseLibrary: '2.8.0' } })
  await phone.screen.getByText('需要更新微信').waitFor()
  await phone.photograph('upgrade')
  await phone.screen.getByText('先逛逛好物').tap()
  await phone.screen.getByText('直播间好物').waitFor()
})
