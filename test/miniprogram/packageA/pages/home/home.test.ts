import { SUBSCRIBE_COLORS } from '../../../../../miniprogram/live/styles/brand'
import { aHall } from '../../../../helpers/mini/a-hall'
import {
  anEndedRoom,
  answers,
  anUpcomingRoom,
  aRoomJson,
  NOW_MS,
} from '../../../../helpers/mini/builders'
import {
  attribute,
  emit,
  find,
  seeAll,
  setDataOf,
  settled,
  tap,
  words,
} from '../../../../helpers/mini/drawn'

const { phone, page, open, openPage, startAgain, titles } = aHall()

const row = () => find(page.drawn, '.room-of-0')

const isTicked = () => row().querySelector('.room-row__dot--done') !== undefined

describe('the tabs', () => {
  it('open with the live rooms, and show all three counts', async () => {
    const drawn = await open(
      answers.rooms([aRoomJson()], { counts: { live: 1, upcoming: 5, replay: 0 } }),
    )
    expect(phone.requests).toEqual(['/rooms?status=live'])
    expect(words(find(drawn, '#tabs'))).toBe('直播中 1 预告 5 回放')
    expect(titles()).toHaveLength(1)
  })

  it.each(['upcoming', 'replay'])('open with %s if the link says so', async (tab) => {
    const drawn = await open(answers.rooms([]), { tab })
    expect(phone.requests).toEqual([`/rooms?status=${tab}`])
    expect(find(drawn, '#tabs').data['active']).toBe(tab)
  })

  it('change by a tap, with a skeleton in between', async () => {
    await open(answers.rooms([aRoomJson({ title: '直播' })]))
    let answer: (rooms: object) => void = () => undefined
    phone.respond = () => new Promise((resolve) => (answer = resolve))
    await emit(find(page.drawn, '#tabs'), 'change', { key: 'replay' })
    expect(titles()).toHaveLength(0)
    answer(answers.rooms([anEndedRoom({ title: '回放' })]))
    await settled()
    expect(titles()[0]).toContain('回放')
  })

  it('drop the answer for a tab that was left', async () => {
    let answerLive: (rooms: object) => void = () => undefined
    phone.respond = (path) =>
      path.includes('live')
        ? new Promise((resolve) => (answerLive = resolve))
        : answers.rooms([anEndedRoom({ title: '回放' })])
    await openPage()
    await emit(find(page.drawn, '#tabs'), 'change', { key: 'replay' })
    answerLive(answers.rooms([aRoomJson({ title: '直播' })]))
    await settled()
    expect(titles()).toHaveLength(1)
    expect(titles()[0]).toContain('回放')
  })
})

describe('paging', () => {
  it('adds the next page below, without drawing the list again', async () => {
    await open(answers.rooms([aRoomJson({ roomId: 1 })], { nextCursor: 'c1' }))
    phone.respond = () => answers.rooms([aRoomJson({ roomId: 2 })])
    const sent = setDataOf(page.drawn)
    await page.call('onReachBottom')
    expect(phone.requests).toEqual(['/rooms?status=live', '/rooms?status=live&cursor=c1'])
    expect(titles()).toHaveLength(2)
    expect(sent.mock.calls.flatMap(([data]) => Object.keys(data))).not.toContain('list')
    expect(words(find(page.drawn, '.hall__more'))).toBe('没有更多了')
  })

  it('keeps its pages when the shopper comes back from a room', async () => {
    await open(answers.rooms([aRoomJson({ roomId: 1 })], { nextCursor: 'c1' }))
    phone.respond = () => answers.rooms([aRoomJson({ roomId: 2 })])
    await page.call('onReachBottom')
    await page.hide()
    jest.setSystemTime(NOW_MS + 60_000)
    await page.show()
    expect(titles()).toHaveLength(2)
    expect(phone.requests).toHaveLength(2)
  })

  it('requests nothing after the last page', async () => {
    await open(answers.rooms([aRoomJson()]))
    await page.call('onReachBottom')
    expect(phone.requests).toHaveLength(1)
  })

  it('requests a page once, however often the end is reached', async () => {
    await open(answers.rooms([aRoomJson({ roomId: 1 })], { nextCursor: 'c1' }))
    phone.respond = () => answers.rooms([aRoomJson({ roomId: 2 })])
    await Promise.all([page.call('onReachBottom'), page.call('onReachBottom')])
    expect(phone.requests).toHaveLength(2)
  })

  it('offers to try again after a page failed', async () => {
    await open(answers.rooms([aRoomJson({ roomId: 1 })], { nextCursor: 'gone' }))
    phone.respond = () => null
    await page.call('onReachBottom')
    expect(words(find(page.drawn, '.hall__more'))).toBe('加载失败，点此重试')
    phone.respond = () => answers.rooms([aRoomJson({ roomId: 2 })])
    await tap(page.drawn, '.hall__more')
    expect(titles()).toHaveLength(2)
  })

  it('shows a room that moved between two pages once', async () => {
    await open(answers.rooms([aRoomJson({ roomId: 1 })], { nextCursor: 'c2' }))
    phone.respond = () => answers.rooms([aRoomJson({ roomId: 1 }), aRoomJson({ roomId: 2 })])
    await page.call('onReachBottom')
    expect(titles()).toHaveLength(2)
  })
})

describe('an upcoming room', () => {
  const upcoming = (roomId: number) =>
    open(answers.rooms([anUpcomingRoom({ roomId })]), { tab: 'upcoming' })

  it('has the plugin’s subscribe button in the brand colour', async () => {
    const subscribe = find(await upcoming(31), '#remind-31')
    expect(subscribe.data['roomId']).toBe(31)
    expect(attribute(subscribe, 'background-color')).toBe(SUBSCRIBE_COLORS.light.backgroundColor)
  })

  it('has a tick once subscribed, and shows a toast', async () => {
    const drawn = await upcoming(32)
    const detail = { room_id: 32, openid: 'o', is_subscribe: true }
    await emit(find(drawn, '#remind-32'), 'subscribe', detail)
    expect(isTicked()).toBe(true)
    expect(phone.toasts).toEqual(['已订阅，开播时微信会提醒你'])
    await emit(find(drawn, '#remind-32'), 'subscribe', { ...detail, is_subscribe: false })
    expect(isTicked()).toBe(false)
  })

  it('has a tick if the shopper subscribed before', async () => {
    phone.plugin = { getSubscribeStatus: () => Promise.resolve({ is_subscribe: true }) }
    await upcoming(33)
    await seeAll(phone, [33])
    expect(isTicked()).toBe(true)
  })

  it('is asked about once a visit while it is on the screen, three at a time', async () => {
    const replies: (() => void)[] = []
    const getSubscribeStatus = jest.fn(
      () => new Promise((resolve) => replies.push(() => resolve({ is_subscribe: true }))),
    )
    phone.plugin = { getLiveStatus: () => new Promise(() => undefined), getSubscribeStatus }
    const roomIds = [41, 42, 43, 44, 45]
    const rooms = [...roomIds, 46].map((roomId) => anUpcomingRoom({ roomId }))
    await open(answers.rooms(rooms, { nextCursor: 'c1' }), { tab: 'upcoming' })
    expect(getSubscribeStatus).not.toHaveBeenCalled()
    await seeAll(phone, roomIds)
    expect(getSubscribeStatus).toHaveBeenCalledTimes(3)
    replies.forEach((reply) => reply())
    await settled()
    replies.forEach((reply) => reply())
    await settled()
    expect(getSubscribeStatus.mock.calls).toEqual(roomIds.map((room_id) => [{ room_id }]))

    phone.respond = () => answers.rooms([anUpcomingRoom({ roomId: 47 })])
    await page.call('onReachBottom')
    await seeAll(phone, roomIds)
    expect(getSubscribeStatus).toHaveBeenCalledTimes(5)
    // the shopper may have subscribed on the page of a room
    await page.hide()
    await page.show()
    expect(getSubscribeStatus).toHaveBeenCalledTimes(8)
    replies.forEach((reply) => reply())
    await settled()
    replies.forEach((reply) => reply())
    await settled()
  })

  it('loses its subscribe button once it is live', async () => {
    phone.plugin = { getLiveStatus: () => Promise.resolve({ liveStatus: 101 }) }
    const startAtSec = NOW_MS / 1000 + 60
    const drawn = await open(answers.rooms([anUpcomingRoom({ roomId: 34, startAtSec })]), {
      tab: 'upcoming',
    })
    await seeAll(phone, [34])
    await jest.advanceTimersByTimeAsync(10_000)
    await settled()
    expect(drawn.querySelector('.hall__subscribe')).toBeUndefined()
    expect(words(row())).toContain('直播中')
  })
})

it('draws the latest status of a room that changed off the screen', async () => {
  let answer: (status: object) => void = () => undefined
  phone.plugin = { getLiveStatus: () => new Promise((resolve) => (answer = resolve)) }
  await open(answers.rooms([aRoomJson({ roomId: 501 })]))
  const moveBlock = async (intersectionRatio: number) => {
    const watched = phone.watched.find(({ selector }) => selector === '#block-0')
    watched?.tell({ intersectionRatio, boundingClientRect: { top: -1400, bottom: 0 } })
    await settled()
  }
  await seeAll(phone, [501])
  await jest.advanceTimersByTimeAsync(5_000)
  await moveBlock(0)
  // the answer arrives when the room is off the screen
  answer({ liveStatus: 106 })
  await settled()
  expect(titles()).toHaveLength(0)
  await moveBlock(1)
  await seeAll(phone, [501])
  expect(titles()[0]).toContain('主播暂时离开')
})

it('works without the plugin, and shows a message', async () => {
  startAgain()
  phone.plugin = null
  const room = anUpcomingRoom()
  const drawn = await open(answers.rooms([room]), { tab: 'upcoming' })
  await seeAll(phone, [room.roomId])
  expect(words(find(drawn, '.hall__notice'))).toBe('直播组件暂时打不开，请稍后再试')
  expect(words(row())).toContain('云南咖啡产地直播')
})

it.each([
  [{ tab: 'live' }, { live: 0, upcoming: 2, replay: 0 }, '现在没有直播 看看预告', 'upcoming'],
  [{ tab: 'replay' }, { live: 1, upcoming: 0, replay: 0 }, '还没有回放 看看直播', 'live'],
])('offers another tab on an empty one: %j', async (query, counts, said, next) => {
  const drawn = await open(answers.rooms([], { counts }), query)
  expect(words(find(drawn, '#empty'))).toBe(said)
  await emit(find(drawn, '#empty'), 'action')
  expect(phone.requests.at(-1)).toBe(`/rooms?status=${next}`)
})

it('offers no other tab if every tab is empty', async () => {
  const counts = { live: 0, upcoming: 0, replay: 0 }
  const drawn = await open(answers.rooms([], { counts }), { tab: 'upcoming' })
  expect(words(find(drawn, '#empty'))).toBe('暂时没有预告')
})

it('shows that the network is down, tries again, and shows the last list as old', async () => {
  const drawn = await open(null)
  expect(words(find(drawn, '#failed'))).toBe('网络好像断了，请稍后再试 重试')
  phone.respond = () => answers.rooms([aRoomJson()])
  await emit(find(drawn, '#failed'), 'action')
  expect(titles()).toHaveLength(1)
  phone.respond = () => null
  await page.call('onPullDownRefresh')
  expect(words(drawn)).toContain('网络不佳，显示 19:30 的列表')
  expect(phone.calls).toContainEqual({ name: 'stopPullDownRefresh' })
})

it('enters a live room by one tap', async () => {
  await open(answers.rooms([aRoomJson({ roomId: 5 })]))
  await tap(find(page.drawn, '.live-grid__cell'), '.room-card')
  expect(phone.navigations).toEqual([
    { kind: 'navigateTo', url: '/packageA/pages/room/room?room_id=5&enter=1' },
  ])
})

it('asks an old client to upgrade, and opens the storefront', async () => {
  phone.host = { version: '7.0.3', SDKVersion: '2.8.0' }
  const drawn = await open(answers.rooms([aRoomJson()]))
  expect(words(drawn)).toContain('需要更新微信')
  expect(phone.requests).toEqual([])
  await emit(find(drawn, '#upgrade'), 'browse')
  expect(phone.navigations).toEqual([{ kind: 'redirectTo', url: '/pages/index/index' }])
})

it('is shared with the selected tab', async () => {
  await open(answers.rooms([]), { tab: 'replay' })
  expect(await page.call('onShareAppMessage')).toEqual({
    title: '直播大厅',
    path: '/packageA/pages/home/home?list=replay',
  })
})
