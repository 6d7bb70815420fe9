import { SUBSCRIBE_COLORS } from '../../../../../miniprogram/live/styles/brand'
import { aPhoneWith, QUIET_PLUGIN } from '../../../../helpers/mini/a-phone'
import {
  anEndedRoom,
  answers,
  anUpcomingRoom,
  aRoomJson,
  someGoods,
  goodsTap,
} from '../../../../helpers/mini/builders'
import type { RoomJson } from '../../../../helpers/mini/builders'
import { attribute, emit, find, settled, tap, words } from '../../../../helpers/mini/drawn'

const ROOM = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'

const PAGE = 'packageA/pages/room/room'
const { phone, page, openPage, startAgain } = aPhoneWith(PAGE)

beforeEach(() => {
  phone.plugin = QUIET_PLUGIN
})

async function open(room: RoomJson | null | 404, query?: Record<string, string>) {
  phone.respond = () => (room === null || room === 404 ? room : answers.room(room))
  const roomId = room === null || room === 404 ? 1 : room.roomId
  await openPage(PAGE, query ?? { room_id: String(roomId) })
  return page.drawn
}

const primary = () => {
  const button = page.drawn.querySelector('#primary')
  return button === undefined ? null : words(button)
}

describe('ways in', () => {
  it.each([
    ['a plain link', { room_id: '7' }],
    ['a code', { scene: 'room_id%3D7' }],
    ['a short code', { scene: 'r%3D7' }],
  ])('reads the room from %s', async (_name, query) => {
    await open(aRoomJson({ roomId: 7 }), query)
    expect(phone.requests).toEqual(['/rooms/7'])
  })

  it('enters at once if the link says so, and only once', async () => {
    await open(aRoomJson({ roomId: 7 }), { room_id: '7', enter: '1' })
    expect(phone.navigations).toEqual([{ kind: 'navigateTo', url: `${ROOM}?room_id=7` }])
    await page.hide()
    await page.show()
    expect(phone.navigations).toHaveLength(1)
    expect(words(page.drawn)).toContain('冬日暖物专场')
    expect(primary()).toBe('再次进入直播间')
  })

  it('offers to enter again before WeChat has answered the first call', async () => {
    jest.spyOn(wx, 'navigateTo').mockImplementation(() => undefined)
    await open(aRoomJson({ roomId: 7 }), { room_id: '7', enter: '1' })
    await page.hide()
    await page.show()
    expect(primary()).toBe('再次进入直播间')
    await jest.advanceTimersByTimeAsync(3_000)
  })

  it('does not enter if the link does not say so', async () => {
    await open(aRoomJson())
    expect(phone.navigations).toEqual([])
  })

  it('shows that the room does not exist, and opens the hall', async () => {
    const drawn = await open(404)
    expect(words(find(drawn, '#missing'))).toBe('直播间不存在或已删除 去直播大厅')
    await emit(find(drawn, '#missing'), 'action')
    expect(phone.navigations).toEqual([{ kind: 'navigateTo', url: '/packageA/pages/home/home' }])
  })

  it('shows that the link has no room, without a request', async () => {
    const drawn = await open(404, {})
    expect(words(find(drawn, '#missing'))).toBe('链接里没有直播间 去直播大厅')
    expect(phone.requests).toEqual([])
    await page.call('onPullDownRefresh')
    expect(phone.requests).toEqual([])
  })

  it('shows that the network is down, and tries again', async () => {
    const drawn = await open(null, { room_id: '901' })
    expect(words(find(drawn, '#failed'))).toContain('网络好像断了')
    phone.respond = () => answers.room(aRoomJson({ roomId: 901 }))
    await emit(find(drawn, '#failed'), 'action')
    expect(words(drawn)).toContain('冬日暖物专场')
  })
})

it('shows the room: status, title, anchor, start and goods, under its cover', async () => {
  const drawn = await open(aRoomJson({ goodsCount: 12 }))
  expect(words(drawn)).toBe(
    '直播中 冬日暖物专场 小满今晚 19:00 进入直播间 分享给朋友 直播间商品12 件商品 ' +
      '手作陶瓷马克杯 ¥19.90 羊毛围巾 ¥19.90',
  )
  expect(attribute(find(drawn, '.doorway__cover .live-fill'), 'src')).toBe(
    '/pictures/rooms/1001.svg',
  )
})

describe('the main button', () => {
  it.each<[string, RoomJson, string | null]>([
    ['live', aRoomJson({ roomId: 21 }), '进入直播间'],
    ['paused', aRoomJson({ roomId: 22, liveStatus: 105 }), '进入直播间'],
    ['away', aRoomJson({ roomId: 23, liveStatus: 106 }), '进入直播间'],
    ['unknown', aRoomJson({ roomId: 24, liveStatus: null }), '进入直播间'],
    ['over, with a replay', anEndedRoom({ roomId: 25 }), '看回放'],
    ['over, without', anEndedRoom({ roomId: 26, hasReplay: false }), null],
    ['banned', aRoomJson({ roomId: 27, liveStatus: 104 }), null],
    ['never started', aRoomJson({ roomId: 28, liveStatus: 107 }), null],
    ['to come', anUpcomingRoom({ roomId: 29 }), null],
  ])('of a room that is %s', async (_name, room, offer) => {
    await open(room)
    expect(primary()).toBe(offer)
  })

  it.each([
    [104, '直播间已停播，商品仍可查看'],
    [107, '这场直播没有开播'],
  ])('shows why the room cannot be entered in %i', async (liveStatus, said) => {
    expect(words(await open(aRoomJson({ roomId: liveStatus, liveStatus })))).toContain(said)
  })

  it('enters with the parameters of the link', async () => {
    const params = encodeURIComponent(JSON.stringify({ pid: 7 }))
    await open(aRoomJson({ roomId: 21 }), { room_id: '21', custom_params: params })
    await tap(page.drawn, '#primary')
    expect(phone.navigations).toEqual([
      { kind: 'navigateTo', url: `${ROOM}?room_id=21&custom_params=${params}` },
    ])
  })

  it('plays the replay', async () => {
    await open(anEndedRoom({ roomId: 25 }))
    await tap(page.drawn, '#primary')
    expect(phone.navigations).toEqual([
      { kind: 'navigateTo', url: '/packageA/pages/replay/replay?room_id=25' },
    ])
  })

  it('opens goods with the id of the room', async () => {
    const drawn = await open(aRoomJson({ roomId: 21, goods: [someGoods({ productId: '8' })] }))
    await emit(find(drawn, '.doorway__goods'), 'open', goodsTap('8'))
    expect(phone.navigations).toEqual([
      {
        kind: 'navigateTo',
        url: '/pages/product-detail/product-detail?product_id=8&room_id=21',
      },
    ])
  })

  it('shows a toast if a page does not open', async () => {
    await open(aRoomJson({ roomId: 21 }))
    jest.spyOn(wx, 'navigateTo').mockImplementation(({ fail }) => {
      fail?.({ errMsg: 'navigateTo:fail' })
    })
    await tap(page.drawn, '#primary')
    expect(phone.toasts).toEqual(['直播组件暂时打不开，请稍后再试'])
    expect(primary()).toBe('进入直播间')
  })
})

describe('an upcoming room', () => {
  it('has the plugin’s subscribe button, and handles its event', async () => {
    const drawn = await open(anUpcomingRoom({ roomId: 41 }))
    const subscribe = find(drawn, '#subscribe')
    expect(subscribe.data['roomId']).toBe(41)
    await emit(subscribe, 'subscribe', { room_id: 41, is_subscribe: true })
    expect(words(drawn)).toContain('已订阅，开播时微信会提醒你')
  })

  it('can be entered once it starts, without a request', async () => {
    phone.plugin = { getLiveStatus: () => Promise.resolve({ liveStatus: 101 }) }
    await open(anUpcomingRoom({ roomId: 42 }))
    await jest.advanceTimersByTimeAsync(1_000)
    await settled()
    expect(primary()).toBe('进入直播间')
    expect(phone.requests).toHaveLength(1)
  })
})

describe('after the shopper comes back', () => {
  it('requests the room again', async () => {
    await open(aRoomJson({ roomId: 51 }))
    await page.hide()
    phone.respond = () => answers.room(anEndedRoom({ roomId: 51 }))
    await page.show()
    expect(primary()).toBe('看回放')
  })

  it('keeps the room without a network, and shows that it is old', async () => {
    const drawn = await open(aRoomJson({ roomId: 52 }))
    await page.hide()
    phone.respond = () => null
    await page.show()
    expect(words(drawn)).toContain('网络不佳，显示 19:30 的列表')
    expect(words(drawn)).toContain('冬日暖物专场')
  })
})

it('works without the plugin, and shows a message', async () => {
  startAgain()
  phone.plugin = null
  expect(words(await open(anUpcomingRoom()))).toContain('直播组件暂时打不开，请稍后再试')
})

it('is shared with its picture and its own link', async () => {
  await open(aRoomJson({ roomId: 61, title: '暖冬' }))
  expect(await page.call('onShareAppMessage')).toEqual({
    title: '正在直播：暖冬',
    path: '/packageA/pages/room/room?room_id=61',
    imageUrl: '/pictures/share/1001.svg',
  })
  expect(await page.call('onShareTimeline')).toEqual({
    title: '正在直播：暖冬',
    query: 'room_id=61',
    imageUrl: '/pictures/share/1001.svg',
  })
})

it('is shared before its room has arrived', async () => {
  phone.respond = () => new Promise(() => undefined)
  await openPage(PAGE, { room_id: '21' })
  const shared = { path: '/packageA/pages/room/room?room_id=21' }
  expect(await page.call('onShareAppMessage')).toMatchObject(shared)
  expect(await page.call('onShareTimeline')).toMatchObject({ query: 'room_id=21' })
})

it('asks an old client to upgrade', async () => {
  phone.host = { version: '7.0.3', SDKVersion: '3.5.8' }
  const drawn = await open(aRoomJson(), { room_id: '1', enter: '1' })
  expect(words(drawn)).toContain('需要更新微信')
  expect(phone.navigations).toEqual([])
  await emit(find(drawn, '#upgrade'), 'browse')
  expect(phone.navigations).toEqual([{ kind: 'redirectTo', url: '/pages/index/index' }])
})

it('changes the colours of the subscribe button with the theme, until it is closed', async () => {
  await open(anUpcomingRoom())
  expect(page.drawn.data['subscribe']).toMatchObject(SUBSCRIBE_COLORS.light)
  phone.host = { ...phone.host, theme: 'dark' }
  for (const told of phone.themeListeners) told()
  expect(page.drawn.data['subscribe']).toMatchObject(SUBSCRIBE_COLORS.dark)
  await page.close()
  expect(phone.themeListeners).toEqual([])
})
