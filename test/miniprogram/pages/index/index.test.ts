import { aPhoneWith } from '../../../helpers/mini/a-phone'
import {
  anEndedRoom,
  answers,
  anUpcomingRoom,
  aRoomJson,
  NOW_MS,
  someGoods,
  goodsTap,
} from '../../../helpers/mini/builders'
import { emit, find, seeAll, setDataOf, settled, tap, words } from '../../../helpers/mini/drawn'

const PAGE = 'pages/index/index'
const { phone, page, openPage, silence } = aPhoneWith(PAGE)

async function open(home: object | null) {
  phone.respond = () => (home === null ? null : answers.home(home))
  await openPage(PAGE)
  return page.drawn
}

const hero = () => words(find(find(page.drawn, '#hero'), '.room-hero__title'))

describe('the hero', () => {
  it('is the live room that started last', async () => {
    await open({
      live: [aRoomJson({ title: '正在播' }), aRoomJson({ roomId: 2, title: '也在播' })],
      upcoming: [anUpcomingRoom()],
    })
    expect(hero()).toBe('正在播')
  })

  it('is the next room where nothing is live', async () => {
    await open({ upcoming: [anUpcomingRoom({ title: '下一场' })], replays: [anEndedRoom()] })
    expect(hero()).toBe('下一场')
  })

  it('is the newest replay where nothing comes either', async () => {
    await open({ replays: [anEndedRoom({ title: '上一场' })] })
    expect(hero()).toBe('上一场')
  })

  it('says that there is no live, and still shows goods', async () => {
    const drawn = await open({ goods: [someGoods()] })
    expect(words(drawn)).toContain('暂无直播，先看看好物')
    expect(drawn.querySelectorAll('.live-grid__cell')).toHaveLength(1)
  })
})

it('says that the shop cannot be read, where a back end of another version sends no room it can show', async () => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  const room = Object.assign({}, aRoomJson(), { roomId: undefined })
  const drawn = await open({ live: [room, room], goods: [someGoods()] })
  expect(words(drawn)).not.toContain('暂无直播')
  expect(words(find(drawn, '#failed'))).toContain('内容暂时读不出来，请稍后再试')
})

it('shows rooms of a back end that lacks a field a page can do without', async () => {
  const missing = { anchorName: undefined, startAtSec: undefined }
  const room = Object.assign({}, aRoomJson({ title: '正在播' }), missing)
  await open({ live: [room] })
  expect(hero()).toBe('正在播')
})

it('fills itself by one request', async () => {
  await open({ live: [aRoomJson()] })
  expect(phone.requests).toEqual(['/home'])
})

it('shows what else is live, what comes, and goods; no room twice', async () => {
  const drawn = await open({
    live: [aRoomJson(), aRoomJson({ roomId: 2 })],
    upcoming: [anUpcomingRoom({ roomId: 3 })],
    replays: [anEndedRoom({ roomId: 4 })],
    goods: [someGoods(), someGoods({ productId: '502' })],
  })
  expect(drawn.querySelectorAll('.live-heading').map(words)).toEqual([
    '也在直播',
    '即将开播',
    '精彩回放',
    '直播间好物',
  ])
  expect(drawn.querySelectorAll('.storefront__poster')).toHaveLength(2)
  expect(drawn.querySelectorAll('.live-grid__cell')).toHaveLength(2)
})

describe('ways on', () => {
  it.each([
    [
      'a live room is entered',
      aRoomJson({ roomId: 9 }),
      '/packageA/pages/room/room?room_id=9&enter=1',
    ],
    [
      'one to come has its page',
      anUpcomingRoom({ roomId: 9 }),
      '/packageA/pages/room/room?room_id=9',
    ],
    ['a replay plays', anEndedRoom({ roomId: 9 }), '/packageA/pages/replay/replay?room_id=9'],
  ])('%s', async (_name, room, url) => {
    const shelf = { 101: 'live', 102: 'upcoming' }[String(room.liveStatus)] ?? 'replays'
    await open({ [shelf]: [room] })
    await tap(find(page.drawn, '#hero'), '.room-hero__main')
    expect(phone.navigations).toEqual([{ kind: 'navigateTo', url }])
  })

  it('goods of the hero know their room, goods of the shop have none', async () => {
    await open({ live: [aRoomJson({ roomId: 9 })], goods: [someGoods({ productId: '77' })] })
    await emit(find(page.drawn, '#hero'), 'goods', goodsTap('501'))
    await tap(find(page.drawn, '.live-grid__cell'), '.goods-card')
    expect(phone.navigations.map(({ url }) => url)).toEqual([
      '/pages/product-detail/product-detail?product_id=501&room_id=9',
      '/pages/product-detail/product-detail?product_id=77',
    ])
  })

  it('a section leads to its shelf of the hall', async () => {
    await open({ live: [aRoomJson()], upcoming: [anUpcomingRoom()] })
    await tap(page.drawn, '.storefront__all')
    expect(phone.navigations).toEqual([
      { kind: 'navigateTo', url: '/packageA/pages/home/home?list=upcoming' },
    ])
  })

  it('subscribing starts at the page of the room, which may place the plugin', async () => {
    await open({ live: [aRoomJson()], upcoming: [anUpcomingRoom({ roomId: 3 })] })
    await tap(find(page.drawn, '.storefront__row'), '.room-row__button')
    expect(phone.navigations).toEqual([
      { kind: 'navigateTo', url: '/packageA/pages/room/room?room_id=3' },
    ])
  })
})

describe('what is not fresh', () => {
  it('shows a skeleton until the answer is there', async () => {
    let answer: (home: object) => void = () => undefined
    phone.respond = () => new Promise((resolve) => (answer = resolve))
    await openPage(PAGE)
    expect(page.drawn.querySelector('.storefront__state')).toBeDefined()
    expect(words(page.drawn)).toBe('')
    answer(answers.home({ live: [aRoomJson({ title: '来了' })] }))
    await settled()
    expect(hero()).toBe('来了')
  })

  it('offers to try again where nothing is stored, and does', async () => {
    const drawn = await open(null)
    expect(words(drawn)).toBe('网络好像断了，请稍后再试 重试')
    phone.respond = () => answers.home({ live: [aRoomJson({ title: '回来了' })] })
    await emit(find(drawn, '#failed'), 'action')
    expect(hero()).toBe('回来了')
  })

  it('shows the stored list and says of when it is', async () => {
    await open({ live: [aRoomJson({ title: '存着的' })] })
    phone.respond = () => null
    await page.call('onPullDownRefresh')
    expect(hero()).toBe('存着的')
    expect(words(page.drawn)).toContain('网络不佳，显示 19:30 的列表')
    expect(phone.calls).toContainEqual({ name: 'stopPullDownRefresh' })
  })

  it('is asked for again on coming back later, not at once', async () => {
    await open({ live: [aRoomJson()] })
    await page.hide()
    await page.show()
    expect(phone.requests).toHaveLength(1)
    await page.hide()
    jest.setSystemTime(NOW_MS + 60_000)
    await page.show()
    expect(phone.requests).toHaveLength(2)
  })
})

describe('while it is looked at', () => {
  const plugin = (liveStatus: number) => ({ getLiveStatus: () => Promise.resolve({ liveStatus }) })

  it('changes one room at its own place when its status changes', async () => {
    phone.plugin = plugin(106)
    const drawn = await open({ live: [aRoomJson(), aRoomJson({ roomId: 77 })] })
    const sent = setDataOf(drawn)
    await seeAll(phone, [1001, 77])
    await jest.advanceTimersByTimeAsync(10_000)
    await settled()
    expect(words(find(drawn, '.storefront__poster'))).toContain('主播暂时离开')
    for (const [data] of sent.mock.calls)
      expect(Object.keys(data).every((path) => /^home\.value\.(hero|live\[0\])\./.test(path))).toBe(
        true,
      )
  })

  it('asks for no room below the screen', async () => {
    const getLiveStatus = jest.fn(() => Promise.resolve({ liveStatus: 101 }))
    phone.plugin = { getLiveStatus }
    await open({ live: [aRoomJson({ roomId: 91 }), aRoomJson({ roomId: 92 })] })
    await seeAll(phone, [91])
    await jest.advanceTimersByTimeAsync(70_000)
    expect(getLiveStatus.mock.calls.flat()).not.toContainEqual({ room_id: 92 })
    expect(getLiveStatus.mock.calls.flat()).toContainEqual({ room_id: 91 })
  })

  it('asks nothing while it is hidden', async () => {
    const getLiveStatus = jest.fn(() => Promise.resolve({ liveStatus: 101 }))
    phone.plugin = { getLiveStatus }
    await open({ live: [aRoomJson({ roomId: 88 })] })
    await seeAll(phone, [88])
    await page.hide()
    expect(jest.getTimerCount()).toBe(0)
    const asked = getLiveStatus.mock.calls.length
    await jest.advanceTimersByTimeAsync(600_000)
    expect(getLiveStatus).toHaveBeenCalledTimes(asked)
  })

  it('counts down the minutes of a room that is next', async () => {
    await open({ upcoming: [anUpcomingRoom({ startAtSec: NOW_MS / 1000 + 12 * 60 })] })
    const badge = () => words(find(find(page.drawn, '#hero'), '.room-hero__badge'))
    expect(badge()).toBe('还有 12 分钟')
    await jest.advanceTimersByTimeAsync(60_000)
    expect(badge()).toBe('还有 11 分钟')
  })
})

describe('on an old client', () => {
  it('says what, why, and lets the shopper look at goods all the same', async () => {
    phone.host = { version: '7.0.3', SDKVersion: '2.8.0' }
    const drawn = await open({ goods: [someGoods()] })
    expect(words(drawn)).toContain('需要更新微信')
    expect(phone.requests).toEqual([])
    await emit(find(drawn, '#upgrade'), 'update')
    expect(phone.calls).toContainEqual({ name: 'updateWeChatApp' })
    await emit(find(drawn, '#upgrade'), 'browse')
    expect(drawn.querySelectorAll('.live-grid__cell')).toHaveLength(1)
  })
})

it('is shared as the shop', async () => {
  await open({})
  expect(await page.call('onShareAppMessage')).toMatchObject({ path: '/pages/index/index' })
  expect(await page.call('onShareTimeline')).toHaveProperty('title')
})

describe('a shop seen before', () => {
  async function seenOnce() {
    phone.etag = '"one"'
    await open({ live: [aRoomJson({ title: '见过' })] })
    await page.close()
  }

  it('stands before the back end has answered', async () => {
    await seenOnce()
    phone.respond = silence.respond
    await openPage(PAGE)
    expect(hero()).toBe('见过')
    expect(words(page.drawn)).not.toContain('网络不佳')
  })

  it('is not sent to the screen again where it still holds', async () => {
    await seenOnce()
    phone.respond = () => 304
    await openPage(PAGE)
    const sent = setDataOf(page.drawn)
    await page.call('onPullDownRefresh')
    expect(phone.headers.at(-1)).toEqual({ 'If-None-Match': '"one"' })
    expect(sent).not.toHaveBeenCalled()
  })

  it('is told to be old once asking has failed', async () => {
    await seenOnce()
    phone.respond = () => null
    await openPage(PAGE)
    expect(hero()).toBe('见过')
    expect(words(page.drawn)).toContain('网络不佳，显示 19:30 的列表')
  })
})
