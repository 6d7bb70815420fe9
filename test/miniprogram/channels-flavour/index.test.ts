import { aBroadcast, aChannelsPhone, aNotice } from '../../helpers/mini/a-channels-phone'
import {
  anEndedRoom,
  answers,
  anUpcomingRoom,
  aRoomJson,
  NOW_MS,
  someGoods,
} from '../../helpers/mini/builders'
import { emit, find, seeAll, settled, words } from '../../helpers/mini/drawn'

const PAGE = 'pages/index/index'
const stage = aChannelsPhone(PAGE)
const { phone, page, channels, account, otherAccount, setConfig, open, tap } = stage

const HOUR_SEC = 3_600
const soon = (hours: number) => aNotice(NOW_MS / 1000 + hours * HOUR_SEC)
const ended = (over: object = {}) => aBroadcast({ status: 3, replayStatus: '1', ...over })

/** The back end answers with this; null: it is down. */
async function openShop(home: object | null = {}) {
  phone.respond = () => (home === null ? null : answers.home(home))
  await open(PAGE)
  return page.drawn
}

const hero = () => words(find(find(page.drawn, '#hero'), '.room-hero__title'))
const rows = () =>
  page.drawn.querySelectorAll('.storefront__row').map((row) => words(find(row, '.room-row__title')))
const posters = () =>
  page.drawn
    .querySelectorAll('.storefront__poster')
    .map((one) => words(find(one, '.room-card__title')))

describe('the hero', () => {
  it('is the account that is live', async () => {
    account(aBroadcast({ description: '正在播' }))
    await openShop({ upcoming: [anUpcomingRoom({ hasReplay: true })] })
    expect(hero()).toBe('正在播')
  })

  it('is the next broadcast where nothing is live', async () => {
    account(ended(), soon(2))
    await openShop()
    expect(hero()).toBe('山海小铺的直播间')
    expect(words(find(find(page.drawn, '#hero'), '.room-hero__meta'))).toBe('山海小铺今晚 21:30')
  })

  it('is the newest replay where nothing comes either', async () => {
    account(ended({ description: '上一场' }))
    await openShop()
    expect(hero()).toBe('上一场')
  })
})

describe('the shelves', () => {
  it('hold accounts and rooms of the back end together, each in its place by time', async () => {
    account(aBroadcast({ description: '正在播' }))
    account(aBroadcast({ description: '也在播' }))
    account(ended(), soon(3))
    account(ended({ description: '旧的' }))
    const hasReplay = true
    await openShop({
      upcoming: [
        anUpcomingRoom({ roomId: 1, title: '早的', hasReplay }),
        anUpcomingRoom({ roomId: 2, title: '晚的', startAtSec: NOW_MS / 1000 + 9e4, hasReplay }),
      ],
      replays: [anEndedRoom({ title: '昨天的' })],
    })
    expect(hero()).toBe('正在播')
    expect(rows()).toEqual(['早的', '山海小铺的直播间', '晚的'])
    // of an account's replay nobody says the day: it stands last
    expect(posters()).toEqual(['也在播', '昨天的', '旧的'])
    expect(page.drawn.querySelectorAll('.live-heading').map(words)).toEqual([
      '也在直播',
      '即将开播',
      '精彩回放',
    ])
  })

  it('leave out rooms of the live component that nobody can enter here', async () => {
    account()
    await openShop({
      live: [aRoomJson({ title: '进不去' })],
      upcoming: [anUpcomingRoom()],
      replays: [anEndedRoom({ title: '能看' }), anEndedRoom({ roomId: 9, hasReplay: false })],
    })
    expect(words(page.drawn)).not.toContain('进不去')
    expect(posters()).toEqual(['能看'])
    expect(rows()).toEqual([])
  })

  it.each<[string, object, object | null]>([
    ['was never live', aBroadcast({ status: 1 }), null],
    ['has ended without a replay', ended({ replayStatus: '0' }), null],
    ['has called off its only broadcast', aBroadcast({ status: 1 }), aNotice(0, { status: 1 })],
  ])('have no card of an account that %s', async (_name, info, notice) => {
    account(info, notice)
    expect(words(await openShop())).toBe('暂无直播，过会儿再来看看')
  })

  it('show an account of an unknown status without a badge, and let it be entered', async () => {
    const finderUserName = account(aBroadcast({ status: 9, description: '不知道' }))
    const drawn = await openShop()
    expect(hero()).toBe('不知道')
    expect(words(find(find(drawn, '#hero'), '.room-hero__badge'))).toBe('')
    await tap(find(drawn, '#hero'), '.room-hero__main')
    expect(channels.opened).toMatchObject([{ finderUserName }])
  })

  it('show no account of another subject, and say nothing of it to a shopper', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined)
    const stranger = account(100008)
    account(aBroadcast({ description: '自己的' }))
    const drawn = await openShop()
    expect(hero()).toBe('自己的')
    expect(words(drawn)).not.toContain('100008')
    expect(warn).toHaveBeenCalledTimes(1)
    expect(warn).toHaveBeenCalledWith(expect.stringContaining(stranger))
  })
})

describe('whom it asks', () => {
  it('takes the accounts that the back end names before those of config.ts, for next time too', async () => {
    account(aBroadcast({ description: '配置里的' }))
    const named = otherAccount(aBroadcast({ description: '后端的' }))
    await openShop({ channelsAccounts: [named] })
    expect(hero()).toBe('后端的')
    await page.close()
    phone.respond = () => null
    await open(PAGE)
    expect(hero()).toBe('后端的')
    await page.close()
    // as at first: nobody names any more
    await openShop({ channelsAccounts: [] })
    expect(hero()).toBe('配置里的')
  })

  it('asks no server where the shop has none', async () => {
    setConfig({ apiBaseUrl: '' })
    account(aBroadcast({ description: '不靠后端' }))
    const drawn = await openShop(null)
    expect(hero()).toBe('不靠后端')
    expect(words(drawn)).not.toContain('网络不佳')
    expect(phone.requests).toEqual([])
  })

  it('says that there is no live where it has neither accounts nor a back end', async () => {
    setConfig({ apiBaseUrl: '' })
    expect(words(await openShop(null))).toBe('暂无直播，过会儿再来看看')
    expect(channels.asked).toEqual([])
  })

  it('still shows goods where there is no account', async () => {
    const drawn = await openShop({ goods: [someGoods()] })
    expect(words(drawn)).toContain('暂无直播，先看看好物')
    expect(drawn.querySelectorAll('.live-grid__cell')).toHaveLength(1)
  })

  it('shows the accounts where the back end is down, and says that the list is old', async () => {
    account(aBroadcast({ description: '还在播' }))
    const drawn = await openShop(null)
    expect(hero()).toBe('还在播')
    expect(words(drawn)).toContain('网络不佳，显示 19:30 的列表')
  })

  it('says so where nobody answers, tries again, and is there', async () => {
    const finderUserName = account(-1)
    const drawn = await openShop(null)
    expect(words(drawn)).toBe('网络好像断了，请稍后再试 重试')
    channels.accounts.set(finderUserName, {
      info: aBroadcast({ description: '又通了' }),
      notice: null,
    })
    phone.respond = () => answers.home()
    await jest.advanceTimersByTimeAsync(120_000)
    await emit(find(drawn, '#failed'), 'action')
    await jest.advanceTimersByTimeAsync(3_000)
    await settled()
    expect(hero()).toBe('又通了')
  })

  it('draws what was last heard before anybody has answered', async () => {
    account(aBroadcast({ description: '见过' }))
    await openShop()
    await page.close()
    phone.respond = stage.silence.respond
    await stage.openPage(PAGE)
    expect(hero()).toBe('见过')
  })

  it('asks WeChat about an account once a minute, whoever looks', async () => {
    const finderUserName = account()
    await openShop()
    await page.call('onPullDownRefresh')
    await seeAll(phone, [finderUserName])
    await jest.advanceTimersByTimeAsync(30_000)
    expect(channels.asked).toEqual([finderUserName])
    await jest.advanceTimersByTimeAsync(60_000)
    expect(channels.asked).toHaveLength(2)
  })

  it('waits for an answer that another page has asked for already', async () => {
    let answer: () => void = () => undefined
    channels.until = new Promise((resolve) => (answer = resolve))
    const finderUserName = account(aBroadcast({ description: '慢的' }))
    phone.respond = () => answers.home()
    const first = await stage.openPage(PAGE)
    await jest.advanceTimersByTimeAsync(1_000)
    expect(channels.asked).toEqual([finderUserName])
    const second = await stage.openPage(PAGE)
    answer()
    await settled()
    for (const { drawn } of [first, second]) expect(words(drawn)).toContain('慢的')
    expect(channels.asked).toEqual([finderUserName])
  })

  it('asks nothing while it is hidden', async () => {
    const finderUserName = account()
    await openShop()
    await seeAll(phone, [finderUserName])
    await page.hide()
    expect(jest.getTimerCount()).toBe(0)
    await jest.advanceTimersByTimeAsync(600_000)
    expect(channels.asked).toHaveLength(1)
  })
})

it('shows the shop without its accounts on a WeChat that knows none', async () => {
  phone.host = { ...phone.host, SDKVersion: '2.14.4' }
  account()
  await openShop({ replays: [anEndedRoom({ title: '昨天的' })] })
  expect(hero()).toBe('昨天的')
  expect(channels.asked).toEqual([])
})

describe('ways on', () => {
  it('enters a live account in the tap itself, from hero and from a shelf', async () => {
    const [first, second] = [account(), account(aBroadcast({ feedId: 'f2', nonceId: 'n2' }))]
    await openShop()
    await tap(find(page.drawn, '#hero'), '.room-hero__main')
    await tap(find(page.drawn, '.storefront__poster'), '.room-card')
    expect(channels.opened).toEqual([
      { finderUserName: first, feedId: 'feed-now', nonceId: 'nonce-now' },
      { finderUserName: second, feedId: 'f2', nonceId: 'n2' },
    ])
    expect(phone.navigations).toEqual([])
    expect(phone.toasts).toEqual([])
  })

  it('says nothing where the shopper said no, and something where WeChat did', async () => {
    account()
    await openShop()
    channels.openFailure = 'cancel'
    await tap(find(page.drawn, '#hero'), '.room-hero__main')
    expect(phone.toasts).toEqual([])
    channels.openFailure = 'internal error'
    await tap(find(page.drawn, '#hero'), '.room-hero__main')
    expect(phone.toasts).toEqual(['直播间暂时打不开，请稍后再试'])
  })

  it('leads to the page of one that comes, where it can be reserved', async () => {
    const finderUserName = account(ended(), soon(1))
    await openShop()
    await tap(find(page.drawn, '#hero'), '.room-hero__main')
    expect(phone.navigations).toEqual([
      { kind: 'navigateTo', url: `/packageA/pages/room/room?room_id=${finderUserName}` },
    ])
  })

  it('leads to the replays of one that is over', async () => {
    const finderUserName = account(ended())
    await openShop()
    await tap(find(page.drawn, '#hero'), '.room-hero__main')
    expect(phone.navigations).toEqual([
      { kind: 'navigateTo', url: `/packageA/pages/replay/replay?room_id=${finderUserName}` },
    ])
  })
})
