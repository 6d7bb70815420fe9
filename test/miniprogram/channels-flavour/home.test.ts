import { aBroadcast, aChannelsPhone, aNotice } from '../../helpers/mini/a-channels-phone'
import {
  anEndedRoom,
  answers,
  anUpcomingRoom,
  aRoomJson,
  NOW_MS,
} from '../../helpers/mini/builders'
import { emit, find, seeAll, setDataOf, settled, words } from '../../helpers/mini/drawn'

const PAGE = 'packageA/pages/home/home'
const stage = aChannelsPhone(PAGE)
const { phone, page, channels, account, setConfig, open, tap } = stage

const NOW_SEC = NOW_MS / 1000
const ended = (over: object = {}) => aBroadcast({ status: 3, replayStatus: '1', ...over })

async function openHall(answer: object | null, tab = 'live') {
  phone.respond = () => answer
  await open(PAGE, { tab })
  return page.drawn
}

const none = (over: object = {}) =>
  answers.rooms([], { counts: { live: 0, upcoming: 0, replay: 0 }, ...over })
const tabs = () => words(find(page.drawn, '#tabs'))
const cells = () =>
  page.drawn
    .querySelectorAll('.live-grid__cell')
    .map((one) => words(find(one, '.room-card__title')))
const rows = () =>
  page.drawn.querySelectorAll('.room-of-0').map((one) => words(find(one, '.room-row__title')))
const row = () => find(page.drawn, '.room-of-0')
const reserve = () => find(page.drawn, '.hall__reserve')

describe('the shelves', () => {
  it('have every account in its own, and of the back end what can be watched', async () => {
    account(aBroadcast({ description: '在播' }))
    account(ended(), aNotice(NOW_SEC + 7_200))
    account(aBroadcast({ status: 4, nickname: '马上开' }))
    account(ended({ description: '放过' }))
    await openHall(answers.rooms([aRoomJson()], { counts: { live: 1, upcoming: 2, replay: 1 } }))
    expect(tabs()).toBe('直播中 1 预告 2 回放 2')
    expect(cells()).toEqual(['在播'])
    phone.respond = () => answers.rooms([anUpcomingRoom()], { nextCursor: 'more' })
    await emit(find(page.drawn, '#tabs'), 'change', { key: 'upcoming' })
    // the one that begins first; the live component's own cannot be entered here
    expect(rows()).toEqual(['秋冬新茶', '山海小铺的直播间'])
    await page.call('onReachBottom')
    expect(phone.requests.at(-1)).toBe('/rooms?status=upcoming')
    phone.respond = () => answers.rooms([anEndedRoom({ title: '昨天的' })])
    await emit(find(page.drawn, '#tabs'), 'change', { key: 'replay' })
    expect(cells()).toEqual(['昨天的', '放过'])
    // the three shelves have asked once for each
    expect(channels.asked).toHaveLength(4)
  })

  it('are those of the accounts alone where the shop has no back end', async () => {
    setConfig({ apiBaseUrl: '' })
    account(aBroadcast({ description: '在播' }))
    await openHall(null)
    expect(tabs()).toBe('直播中 1 预告 回放')
    expect(cells()).toEqual(['在播'])
    await emit(find(page.drawn, '#tabs'), 'change', { key: 'upcoming' })
    expect(words(find(page.drawn, '#empty'))).toBe('暂时没有预告 看看直播')
    await emit(find(page.drawn, '#empty'), 'action')
    expect(cells()).toEqual(['在播'])
    expect(phone.requests).toEqual([])
  })

  it('are empty, without a way on, where there is neither account nor room', async () => {
    setConfig({ apiBaseUrl: '' })
    expect(words(find(await openHall(null), '#empty'))).toBe('现在没有直播')
  })

  it('show the accounts, and that the list is old, where the back end is down', async () => {
    account(aBroadcast({ description: '在播' }))
    const drawn = await openHall(null)
    expect(cells()).toEqual(['在播'])
    expect(words(drawn)).toContain('网络不佳，显示 19:30 的列表')
  })

  it('leave an account at its place when it moves on, with its new words', async () => {
    const finderUserName = account(aBroadcast({ description: '在播' }))
    await openHall(none())
    await seeAll(phone, [finderUserName])
    channels.accounts.set(finderUserName, { info: ended({ description: '在播' }), notice: null })
    const sent = setDataOf(page.drawn)
    await jest.advanceTimersByTimeAsync(90_000)
    await settled()
    expect(words(find(page.drawn, '.live-grid__cell'))).toContain('已结束 · 回放')
    const paths = sent.mock.calls.flatMap(([data]) => Object.keys(data))
    expect(paths.every((path) => path.startsWith('list.value[0].rooms[0].'))).toBe(true)
  })
})

describe('pages of replays', () => {
  const counts = { live: 0, upcoming: 0, replay: 4 }
  const recorded = (roomId: number) => anEndedRoom({ roomId, title: String(roomId) })
  const page1 = answers.rooms([recorded(1), recorded(2)], { nextCursor: 'c1', counts })
  const page2 = answers.rooms([recorded(3), recorded(4)], { counts })

  it('have the accounts once, behind the last of those whose day is known', async () => {
    account(ended({ description: '甲' }))
    account(ended({ description: '乙' }))
    await openHall(page1, 'replay')
    expect(cells()).toEqual(['1', '2'])
    expect(tabs()).toBe('直播中 预告 回放 6')
    phone.respond = () => page2
    await page.call('onReachBottom')
    expect(cells()).toEqual(['1', '2', '3', '4', '甲', '乙'])
    expect(phone.requests.at(-1)).toBe('/rooms?status=replay&cursor=c1')
    expect(words(find(page.drawn, '.hall__more'))).toBe('没有更多了')
  })

  it('offer to try again where the next did not come, although the accounts are known', async () => {
    account(ended({ description: '甲' }))
    await openHall(page1, 'replay')
    phone.respond = () => null
    await page.call('onReachBottom')
    expect(words(find(page.drawn, '.hall__more'))).toBe('加载失败，点此重试')
    phone.respond = () => page2
    await tap(page.drawn, '.hall__more')
    expect(cells()).toEqual(['1', '2', '3', '4', '甲'])
  })

  it('are kept when the shopper comes back from one', async () => {
    account(ended({ description: '甲' }))
    await openHall(page1, 'replay')
    phone.respond = () => page2
    await page.call('onReachBottom')
    await page.hide()
    jest.setSystemTime(NOW_MS + 60_000)
    await page.show()
    expect(cells()).toHaveLength(5)
    expect(phone.requests).toHaveLength(2)
  })
})

describe('a reminder', () => {
  const announce = () => account(ended(), aNotice(NOW_SEC + 7_200))

  it.each([
    [1, '', '预约'],
    [2, '', '预约'],
    [3, '主播取消了这场预告', '预约'],
    [4, '这场直播已经结束', '预约'],
    [5, '没有预约', '预约'],
    [6, '已预约，开播时微信会提醒你', '已预约'],
    [7, '已取消预约', '预约'],
    [8, '之前已经预约过了', '已预约'],
    [9, '这场预告已经取消', '预约'],
    [10, '这场预告已经过期', '预约'],
    [11, '', '预约'],
  ])('that ends with state %i says “%s”', async (state, said, button) => {
    announce()
    await openHall(none(), 'upcoming')
    channels.reserveState = state
    await tap(reserve())
    expect(channels.reserved).toEqual(['notice-1'])
    expect(phone.toasts).toEqual(said === '' ? [] : [said])
    expect(words(reserve())).toBe(button)
  })

  it('is marked, now and the next time, and not any more once it is given up', async () => {
    const finderUserName = announce()
    await openHall(none(), 'upcoming')
    const sent = setDataOf(page.drawn)
    await tap(reserve())
    expect(sent).toHaveBeenCalledTimes(1)
    expect(row().querySelector('.room-row__dot--done')).toBeDefined()
    await page.close()
    await openHall(none(), 'upcoming')
    await seeAll(phone, [finderUserName])
    expect(row().querySelector('.room-row__dot--done')).toBeDefined()
    expect(words(reserve())).toBe('已预约')
    channels.reserveState = 7
    await tap(reserve())
    expect(row().querySelector('.room-row__dot--done')).toBeUndefined()
  })

  it('says so where the dialog does not open', async () => {
    announce()
    await openHall(none(), 'upcoming')
    channels.reserveState = null
    await tap(reserve())
    expect(phone.toasts).toEqual(['没有预约成功，请稍后再试'])
    expect(words(reserve())).toBe('预约')
  })

  it('is not offered where WeChat does not let the shopper reserve', async () => {
    account(ended(), aNotice(NOW_SEC + 7_200, { reservable: false }))
    const drawn = await openHall(none(), 'upcoming')
    expect(rows()).toEqual(['山海小铺的直播间'])
    expect(drawn.querySelector('.hall__reserve')).toBeUndefined()
  })

  it('does not open the page of the room beneath the button', async () => {
    announce()
    await openHall(none(), 'upcoming')
    await tap(reserve())
    expect(phone.navigations).toEqual([])
  })
})

it('explains an account of another subject to the merchant, and says nothing to a shopper', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  const stranger = account(100008)
  account()
  const openAs = async (envVersion: string) => {
    Object.assign(wx, { getAccountInfoSync: () => ({ miniProgram: { envVersion } }) })
    await openHall(none())
    expect(cells()).toEqual(['秋冬新茶'])
    return page.drawn
  }
  const note = `视频号 ${stranger} 与小程序主体不同或未认证（100008），顾客看不到它`
  expect(words(find(await openAs('develop'), '#merchant'))).toBe(note)
  expect(words(find(await openAs('trial'), '#merchant'))).toBe(note)
  expect(words(await openAs('release'))).not.toContain('100008')
  expect(warn).toHaveBeenCalledTimes(1)
})

describe('ways on', () => {
  it('enters an account in the tap itself', async () => {
    const finderUserName = account()
    await openHall(none())
    await tap(find(page.drawn, '.live-grid__cell'), '.room-card')
    expect(channels.opened).toMatchObject([{ finderUserName }])
    expect(phone.navigations).toEqual([])
  })

  it('leads to the page of one to come, and to the replays of one that is over', async () => {
    const next = account(ended(), aNotice(NOW_SEC + 7_200))
    const over = account(ended())
    await openHall(none(), 'upcoming')
    await tap(row(), '.room-row__body')
    await emit(find(page.drawn, '#tabs'), 'change', { key: 'replay' })
    await tap(find(page.drawn, '.live-grid__cell'), '.room-card')
    expect(phone.navigations.map(({ url }) => url)).toEqual([
      `/packageA/pages/room/room?room_id=${next}`,
      `/packageA/pages/replay/replay?room_id=${over}`,
    ])
  })

  it('is shared with the shelf on show', async () => {
    await openHall(none(), 'replay')
    expect(await page.call('onShareAppMessage')).toEqual({
      title: '直播大厅',
      path: '/packageA/pages/home/home?list=replay',
    })
  })
})
