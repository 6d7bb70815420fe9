import { aBroadcast, aChannelsPhone, aNotice } from '../../helpers/mini/a-channels-phone'
import { NOW_MS } from '../../helpers/mini/builders'
import { emit, find, setDataOf, settled, words } from '../../helpers/mini/drawn'

const PAGE = 'packageA/pages/room/room'
const stage = aChannelsPhone(PAGE)
const { phone, page, channels, account, otherAccount, open, tap } = stage

const IN_AN_HOUR = aNotice(NOW_MS / 1000 + 3_600)
const ended = (replayStatus: string) => aBroadcast({ status: 3, replayStatus })

async function openRoom(roomId: string | number, query: Record<string, string> = {}) {
  await open(PAGE, { room_id: String(roomId), ...query })
  return page.drawn
}

const wordsOf = (selector: string) => {
  const drawn = page.drawn.querySelector(selector)
  return drawn === undefined ? null : words(drawn)
}
const badge = () => wordsOf('.doorway__badge')
const primary = () => wordsOf('#primary')
const reserve = () => wordsOf('#reserve')

describe('ways in', () => {
  it.each([
    ['a plain link', (id: string) => ({ room_id: id })],
    ['a code', (id: string) => ({ scene: `room_id%3D${id}` })],
    ['a short code', (id: string) => ({ scene: `r%3D${id}` })],
    ['a link encoded once more', (id: string) => ({ room_id: encodeURIComponent(id), scene: '' })],
  ])('reads the account from %s', async (_name, query) => {
    const finderUserName = account()
    await open(PAGE, query(finderUserName))
    expect(channels.asked).toEqual([finderUserName])
    expect(words(page.drawn)).toContain('秋冬新茶')
    expect(phone.requests).toEqual([])
  })

  it('knows an account that no configuration names', async () => {
    expect(words(await openRoom(otherAccount()))).toContain('秋冬新茶')
  })

  it('offers the tap that WeChat wants where the link says enter, and does not enter by itself', async () => {
    const finderUserName = account()
    await openRoom(finderUserName, { enter: '1' })
    expect(channels.opened).toEqual([])
    expect(phone.toasts).toEqual([])
    expect(primary()).toBe('进入直播间')
    await tap(page.drawn, '#primary')
    expect(channels.opened).toEqual([{ finderUserName, feedId: 'feed-now', nonceId: 'nonce-now' }])
    expect(primary()).toBe('进入直播间')
    await page.hide()
    await page.show()
    expect(phone.navigations).toEqual([])
  })

  it('says that there is no such account, and leads to the hall', async () => {
    await openRoom('sphNobody')
    expect(wordsOf('#missing')).toBe('直播间不存在或已删除 去直播大厅')
    await emit(find(page.drawn, '#missing'), 'action')
    expect(phone.navigations).toEqual([{ kind: 'navigateTo', url: '/packageA/pages/home/home' }])
  })

  it('says that the link names no room, without asking anybody', async () => {
    account()
    await open(PAGE, {})
    expect(wordsOf('#missing')).toBe('链接里没有直播间 去直播大厅')
    await page.call('onPullDownRefresh')
    expect(channels.asked).toEqual([])
    expect(phone.requests).toEqual([])
  })

  it('says that WeChat does not answer, and tries again', async () => {
    const finderUserName = account(-1)
    await openRoom(finderUserName)
    expect(wordsOf('#failed')).toContain('网络好像断了')
    channels.accounts.set(finderUserName, { info: aBroadcast(), notice: null })
    await jest.advanceTimersByTimeAsync(120_000)
    await emit(find(page.drawn, '#failed'), 'action')
    await settled()
    expect(primary()).toBe('进入直播间')
  })
})

describe('what is offered', () => {
  it.each<[string, object, object | null, string, string | null]>([
    ['live', aBroadcast(), null, '直播中', '进入直播间'],
    ['of a status nobody documented', aBroadcast({ status: 9 }), null, '', '进入直播间'],
    ['about to begin', aBroadcast({ status: 4 }), null, '准备开播', null],
    [
      'announced',
      ended('0'),
      aNotice(NOW_MS / 1000 + 7_200, { reservable: false }),
      '今晚 21:30',
      null,
    ],
    ['over, with a replay', ended('1'), null, '已结束 · 回放', '看回放'],
    ['over, without', ended('0'), null, '已结束', null],
    ['over, its replay is made', ended('3'), null, '回放生成中', null],
    ['over, its replay has expired', ended('6'), null, '回放已过期', null],
    ['never live', aBroadcast({ status: 1 }), null, '还没有直播过', null],
    [
      'never live, and called off',
      aBroadcast({ status: 1 }),
      aNotice(0, { status: 1 }),
      '预告已取消',
      null,
    ],
  ])('by an account that is %s', async (_name, info, notice, said, offer) => {
    await openRoom(account(info, notice))
    expect(badge()).toBe(said)
    expect(primary()).toBe(offer)
    expect(reserve()).toBeNull()
    // where nothing can be done, words say why
    if (offer === null && said !== '准备开播' && said !== '今晚 21:30')
      expect(page.drawn.querySelectorAll('.doorway__sheet .doorway__note').map(words)).toEqual([
        said,
      ])
  })

  it.each([
    ['announced', ended('1')],
    ['about to begin', aBroadcast({ status: 4 })],
  ])('by one that is %s: a reminder', async (_name, info) => {
    const finderUserName = account(info, IN_AN_HOUR)
    await openRoom(finderUserName)
    expect(reserve()).toBe('预约')
    await tap(page.drawn, '#reserve')
    expect(channels.reserved).toEqual(['notice-1'])
    expect(phone.toasts).toEqual(['已预约，开播时微信会提醒你'])
    expect(reserve()).toBe('已预约')
    await page.close()
    await openRoom(finderUserName)
    expect(reserve()).toBe('已预约')
  })

  it('becomes the way in when it starts, at its own paths', async () => {
    const finderUserName = account(aBroadcast({ status: 4 }), IN_AN_HOUR)
    await openRoom(finderUserName)
    channels.accounts.set(finderUserName, { info: aBroadcast(), notice: null })
    const sent = setDataOf(page.drawn)
    await jest.advanceTimersByTimeAsync(80_000)
    await settled()
    expect(primary()).toBe('进入直播间')
    expect(reserve()).toBeNull()
    expect(sent.mock.calls.flatMap(([data]) => Object.keys(data))).not.toContain('room')
  })

  it('plays the replays', async () => {
    const finderUserName = account(ended('1'))
    await openRoom(finderUserName)
    await tap(page.drawn, '#primary')
    expect(phone.navigations).toEqual([
      { kind: 'navigateTo', url: `/packageA/pages/replay/replay?room_id=${finderUserName}` },
    ])
  })

  it('says nothing of goods, which stand in the broadcast itself', async () => {
    expect(words(await openRoom(account()))).not.toContain('商品')
  })
})

describe('the way back', () => {
  it('is at hand by pulling the page down too', async () => {
    const finderUserName = account()
    await openRoom(finderUserName)
    channels.accounts.set(finderUserName, { info: ended('0'), notice: null })
    jest.setSystemTime(NOW_MS + 10 * 60_000)
    await page.call('onPullDownRefresh')
    await jest.advanceTimersByTimeAsync(3_000)
    expect(badge()).toBe('已结束')
    expect(phone.calls).toContainEqual({ name: 'stopPullDownRefresh' })
  })

  it('asks how the account stands now', async () => {
    const finderUserName = account()
    await openRoom(finderUserName)
    await tap(page.drawn, '#primary')
    await page.hide()
    channels.accounts.set(finderUserName, { info: ended('1'), notice: null })
    jest.setSystemTime(NOW_MS + 10 * 60_000)
    await page.show()
    await jest.advanceTimersByTimeAsync(3_000)
    expect(primary()).toBe('看回放')
  })

  it('keeps what it shows where WeChat does not answer, and says of when it is', async () => {
    const finderUserName = account()
    await openRoom(finderUserName)
    await page.hide()
    channels.accounts.set(finderUserName, { info: -1, notice: null })
    jest.setSystemTime(NOW_MS + 10 * 60_000)
    await page.show()
    await jest.advanceTimersByTimeAsync(3_000)
    expect(words(page.drawn)).toContain('网络不佳，显示 19:30 的列表')
    expect(primary()).toBe('进入直播间')
  })
})

it('is shared with its account and the parameters it came with, and lands here again', async () => {
  const params = encodeURIComponent(JSON.stringify({ pid: 7 }))
  const finderUserName = account()
  await openRoom(finderUserName, { custom_params: params })
  const query = `room_id=${finderUserName}&custom_params=${params}`
  const title = '正在直播：秋冬新茶'
  const path = `/packageA/pages/room/room?${query}`
  // without a picture WeChat takes a screenshot; the avatar is none
  expect(await page.call('onShareAppMessage')).toEqual({ title, path })
  expect(await page.call('onShareTimeline')).toEqual({ title, query })
})

it('is shared as itself before anything of it is known', async () => {
  channels.until = new Promise(() => undefined)
  const finderUserName = account()
  await stage.openPage(PAGE, { room_id: finderUserName })
  expect(await page.call('onShareAppMessage')).toMatchObject({
    path: `/packageA/pages/room/room?room_id=${finderUserName}`,
  })
  await jest.advanceTimersByTimeAsync(3_000)
})
