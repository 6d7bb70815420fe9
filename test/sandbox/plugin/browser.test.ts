/** The stand-in's page and component in a real browser, on the sandbox's phone. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { WireRoom } from '../../../sandbox/plugin/rooms'
import { ROOM_PAGE, startPhone, type TestPhone } from './a-phone'

const SHOTS = path.join(__dirname, '../../../screenshots/plugin')
const PRODUCT = 'pages/product-detail/product-detail'
const PARAMS = encodeURIComponent(JSON.stringify({ pid: 7 }))
const VIEWER = 'oSandboxViewer00000000000001'

let phone: TestPhone
beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true })
  phone = await startPhone()
})
afterAll(() => phone.close())
afterEach(() => {
  expect(phone.takeFaults()).toEqual([])
})

const by = (id: string) => phone.page.locator(`.page-frame:not([hidden]) [id$="${id}"]`)
const roomUrl = (roomId: number, more = '') => `${ROOM_PAGE}?room_id=${roomId}${more}`
const textOf = (id: string) => by(id).innerText()

async function aRoomIn(status: number): Promise<WireRoom> {
  const room = (await phone.roomsIn(status))[0]
  if (room === undefined) throw new Error(`the catalogue has no room in ${status}`)
  return room
}

async function shoot(name: string): Promise<void> {
  await phone.page.evaluate(async () => {
    await document.fonts.ready
    await Promise.all(Array.from(document.images, (image) => image.decode()))
  })
  await phone.page.screenshot({ path: path.join(SHOTS, `${name}.png`), animations: 'disabled' })
}

/** Runs an action that makes the plugin request a room, and waits for the answer. */
async function andItsRoom(action: () => Promise<unknown>): Promise<void> {
  const answer = phone.page.waitForResponse(/__sandbox\/rooms/)
  await action()
  await (await answer).finished()
}

const idIn = (url = '') => /product_id=(.+)/.exec(url)?.[1]
const optionsOfProduct = () =>
  phone.look(({ __sim }) => (__sim.data() as { options: Record<string, string> }).options)
const stack = () => phone.look(({ __sim }) => __sim.stack())

describe('the live room', () => {
  it('shows host and products, and opens a goods page and returns', async () => {
    const room = await aRoomIn(101)
    await phone.open(`packageA/hall?room_id=${room.room_id}`)
    await phone.page.evaluate(`__sim.wx.navigateTo({ url: '${roomUrl(room.room_id)}' })`)
    expect(await textOf('room-badge')).toBe('直播中')
    expect(await textOf('room-bag')).toBe(String(room.goods.length))
    expect(await phone.page.getByText(room.anchor_name).isVisible()).toBe(true)
    expect(await phone.page.getByText('沙箱直播间').isVisible()).toBe(true)
    await shoot('live')

    await by('room-bag').tap()
    const [goods] = room.goods
    await by(`room-goods-${goods?.goods_id ?? 0}`).waitFor()
    await shoot('shelf')
    await by(`room-goods-${goods?.goods_id ?? 0}`).tap()
    expect(await stack()).toEqual(['packageA/hall', ROOM_PAGE, PRODUCT])
    expect(await optionsOfProduct()).toEqual({
      ...{ product_id: idIn(goods?.url), room_id: String(room.room_id), openid: VIEWER },
    })

    await phone.page.evaluate('__sim.wx.navigateBack()')
    await by('room-back').tap()
    expect(await stack()).toEqual(['packageA/hall'])
  })

  it.each([
    [102, '未开始', '直播还没开始'],
    [103, '已结束', '直播已结束'],
    [104, '禁播', '直播已被停播'],
    [105, '暂停中', '直播暂停中'],
    [106, '主播暂时离开', '主播暂时离开'],
    [107, '已过期', '直播已过期'],
  ])('shows for status %p: %s', async (status, badge, title) => {
    const { room_id } = await aRoomIn(status)
    await phone.open(roomUrl(room_id))
    expect(await textOf('room-badge')).toBe(badge)
    expect(await textOf('room-stage')).toBe(title)
    await shoot(`status-${status}`)
  })

  it('shows no text for an undocumented status', async () => {
    const { room_id } = await aRoomIn(101)
    await phone.setStatus(room_id, 0)
    await phone.open(roomUrl(room_id))
    await by('room-bag').waitFor()
    expect(await by('room-badge').count()).toBe(0)
    expect(await by('room-stage').count()).toBe(0)
    await phone.setStatus(room_id, null)
  })

  it('shows that a room does not exist', async () => {
    await phone.open(roomUrl(99))
    expect(await textOf('room-stage')).toBe('直播间不存在')
    await shoot('gone')
    expect(phone.takeFaults()).toEqual([expect.stringContaining('404')])
  })

  it('polls the room while it is visible, and not otherwise', async () => {
    const { room_id } = await aRoomIn(101)
    await phone.open(roomUrl(room_id))
    expect(await textOf('room-badge')).toBe('直播中')
    await phone.setStatus(room_id, 105)
    await phone.pass(6_000)
    await by('room-badge').getByText('暂停中').waitFor()

    await phone.look(({ __sim }) => __sim.background())
    const asked = phone.roomRequests()
    await phone.pass(60_000)
    expect(phone.roomRequests()).toBe(asked)
    await andItsRoom(() => phone.look(({ __sim }) => __sim.foreground()))
    expect(phone.roomRequests()).toBe(asked + 1)

    await phone.page.evaluate(`__sim.wx.reLaunch({ url: '/pages/index/index' })`)
    await phone.pass(60_000)
    expect(phone.roomRequests()).toBe(asked + 1)
    await phone.setStatus(room_id, null)
  })

  it('reads the parameters of its URL', async () => {
    const { room_id } = await aRoomIn(101)
    const more = `&type=9&custom_params=${PARAMS}&close_picture_in_picture_mode=1`
    await phone.open(roomUrl(room_id, more))
    expect((await phone.plugin()).room).toEqual({
      ...{ roomId: room_id, type: '9', customParams: PARAMS },
      ...{ shareOpenid: null, pictureInPicture: false },
    })
  })
})

describe('opened from a group card', () => {
  const open = (roomId: number) =>
    phone.open(roomUrl(roomId, `&custom_params=${PARAMS}&share_openid=oFriend`), {
      ...{ scene: 1044, shareTicket: 'TICKET' },
    })

  it('passes the sharer to the app and the goods page', async () => {
    const room = await aRoomIn(101)
    await open(room.room_id)
    expect(await phone.ask('getShareParams')).toEqual({
      answer: {
        ...{ room_id: room.room_id, openid: VIEWER, share_openid: 'oFriend' },
        custom_params: { pid: 7 },
      },
    })
    await by('room-bag').tap()
    await by(`room-goods-${room.goods[0]?.goods_id ?? 0}`).tap()
    expect(await optionsOfProduct()).toMatchObject({
      ...{ room_id: String(room.room_id), openid: VIEWER, share_openid: 'oFriend' },
      custom_params: PARAMS,
    })
  })

  it('keeps the parameters of the first sharer when shared again', async () => {
    const room = await aRoomIn(101)
    await open(room.room_id)
    await by('room-share').tap()
    await phone.page.waitForFunction('__livePlugin.lastShare !== null')
    expect((await phone.plugin()).lastShare).toEqual({
      ...{ scene: 1044, shareTicket: `sandbox-share-ticket-${room.room_id}`, title: room.name },
      path: roomUrl(room.room_id, `&share_openid=${VIEWER}&custom_params=${PARAMS}`),
      imageUrl: room.cover_img,
    })
  })

  it("has a back button to the app's first page", async () => {
    await open((await aRoomIn(101)).room_id)
    await by('room-back').tap()
    await phone.page.waitForFunction("__sim.stack()[0] === 'pages/index/index'")
  })
})

it.each([
  ['stays', '', ROOM_PAGE],
  ['leads home', '&type=9', 'pages/index/index'],
])('opened from a code, the back button %s with "%s"', async (_how, type, top) => {
  await phone.open(roomUrl((await aRoomIn(101)).room_id, type), { scene: 1047 })
  await by('room-back').tap()
  expect(await stack()).toEqual([top])
})

it('rejects getShareParams outside the share scenes', async () => {
  await phone.open('pages/index/index', { scene: 1074 })
  expect(await phone.ask('getShareParams')).toEqual({ message: '只能获取分享卡片入口的参数' })
})

it("adds a second status call within a minute to the phone's errors", async () => {
  const { room_id } = await aRoomIn(101)
  await phone.open('pages/index/index')
  expect(await phone.ask('getLiveStatus', { room_id })).toEqual({ answer: { liveStatus: 101 } })
  expect(await phone.look(({ __sim }) => __sim.errors)).toEqual([])
  await phone.pass(30_000)
  await phone.ask('getLiveStatus', { room_id })
  expect(await phone.look(({ __sim }) => __sim.errors)).toEqual([
    expect.stringContaining('within a minute'),
  ])
  await phone.pass(60_000)
  await phone.ask('getLiveStatus', { room_id })
  const { calls } = await phone.plugin()
  expect(calls.map(({ tooSoon }) => tooSoon ?? false)).toEqual([false, true, false])
})

describe('the reminder button', () => {
  const heard = () =>
    phone.look(({ __sim }) => __sim.data() as { heard: unknown[]; bubbled: number; around: number })
  const buttons = (roomId: number) => by(`subscribe-${roomId}`)

  it("has WeChat's size and colours, or the merchant's", async () => {
    const { room_id } = await aRoomIn(102)
    await phone.open(`packageA/hall?room_id=${room_id}`)
    await buttons(room_id).nth(1).waitFor()
    await shoot('subscribe')
    const look = (index: number) =>
      buttons(room_id)
        .nth(index)
        .evaluate((element) => {
          const { width, height, fontSize, color, backgroundColor } = getComputedStyle(element)
          return [width, height, fontSize, color, backgroundColor]
        })
    expect(await look(0)).toEqual([
      ...['120px', '41px', '17px', 'rgb(255, 255, 255)', 'rgb(100, 103, 240)'],
    ])
    expect(await look(1)).toEqual([
      ...['88px', '32px', '13px', 'rgb(28, 27, 26)', 'rgb(255, 217, 168)'],
    ])
  })

  it('subscribes and unsubscribes, emits an event, and updates all buttons of the room', async () => {
    const { room_id } = await aRoomIn(102)
    await phone.open(`packageA/hall?room_id=${room_id}`)
    await buttons(room_id).first().tap()
    await expectTexts(room_id, '已订阅')
    const detail = { room_id, openid: VIEWER, is_subscribe: true }
    expect(await heard()).toMatchObject({ heard: [detail], bubbled: 1, around: 1 })
    expect(await phone.ask('getSubscribeStatus', { room_id })).toEqual({ answer: detail })
    expect((await phone.plugin()).lastReminder).toEqual({
      ...{ scene: 1014, path: ROOM_PAGE },
      query: { room_id: String(room_id), custom_params: PARAMS },
    })
    // the second button stops its event and its tap
    await buttons(room_id).nth(1).tap()
    await expectTexts(room_id, '订阅')
    expect(await heard()).toMatchObject({ heard: [detail], bubbled: 1, around: 1 })
  })

  it('disappears when the room goes live', async () => {
    const { room_id } = await aRoomIn(102)
    await phone.open(`packageA/hall?room_id=${room_id}`)
    await buttons(room_id).first().waitFor()
    await phone.setStatus(room_id, 101)
    await phone.pass(31_000)
    await buttons(room_id).first().waitFor({ state: 'detached' })
    expect(await buttons(room_id).count()).toBe(0)
    await phone.setStatus(room_id, null)
  })

  it('is not shown after the start, or for a room that never starts', async () => {
    const { room_id } = await aRoomIn(102)
    for (const status of [101, 103, 104, 105, 106, 107, 0]) {
      await phone.setStatus(room_id, status)
      await andItsRoom(() => phone.open(`packageA/hall?room_id=${room_id}`))
      expect({ status, buttons: await buttons(room_id).count() }).toEqual({ status, buttons: 0 })
    }
    await phone.setStatus(room_id, null)
  })

  async function expectTexts(roomId: number, text: string): Promise<void> {
    await buttons(roomId).first().getByText(text, { exact: true }).waitFor()
    expect(await buttons(roomId).allInnerTexts()).toEqual([text, text])
  }
})
