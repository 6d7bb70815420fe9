import { aBroadcast, aChannelsPhone, aNotice } from '../../helpers/mini/a-channels-phone'
import { QUIET_PLUGIN } from '../../helpers/mini/a-phone'
import { answers, anUpcomingRoom, aRoomJson, NOW_MS } from '../../helpers/mini/builders'
import { find, seeAll, settled, words } from '../../helpers/mini/drawn'

/** A merchant with the live component and Channels accounts: rooms of both kinds in one list. */
const HALL = 'packageA/pages/home/home'
const { phone, page, channels, account, open, tap } = aChannelsPhone(HALL)

const NOW_SEC = NOW_MS / 1000
const announced = (noticeId: string, nickname: string, startAtSec: number) =>
  account(aBroadcast({ status: 3, replayStatus: '0', nickname }), aNotice(startAtSec, { noticeId }))
const upcoming = (roomId: number, startAtSec: number) =>
  anUpcomingRoom({ roomId, title: String(roomId), startAtSec })

const rows = () =>
  page.drawn.querySelectorAll('.room-of-0').map((one) => words(find(one, '.room-row__title')))

beforeEach(() => {
  phone.plugin = QUIET_PLUGIN
})

describe('what comes', () => {
  const counts = { live: 0, upcoming: 4, replay: 0 }
  const page1 = answers.rooms([upcoming(1, NOW_SEC + 3_600), upcoming(2, NOW_SEC + 7_200)], {
    nextCursor: 'c1',
    counts,
  })
  const page2 = answers.rooms([upcoming(3, NOW_SEC + 10_800), upcoming(4, NOW_SEC + 14_400)], {
    counts,
  })

  it('has each account once, on the page where its time stands', async () => {
    announced('a', '甲', NOW_SEC + 5_400)
    announced('b', '乙', NOW_SEC + 12_000)
    announced('c', '丙', NOW_SEC + 86_400)
    phone.respond = () => page1
    await open(HALL, { tab: 'upcoming' })
    expect(rows()).toEqual(['1', '甲的直播间', '2'])
    expect(words(find(page.drawn, '#tabs'))).toBe('直播中 预告 7 回放')
    phone.respond = () => page2
    await page.call('onReachBottom')
    expect(rows()).toEqual(['1', '甲的直播间', '2', '3', '乙的直播间', '4', '丙的直播间'])
    expect(words(find(page.drawn, '.hall__more'))).toBe('没有更多了')
  })

  it('has the plugin’s subscribe for its rooms, and a reservation for accounts', async () => {
    const finderUserName = announced('a', '甲', NOW_SEC + 5_400)
    phone.respond = () => answers.rooms([upcoming(1, NOW_SEC + 3_600)])
    await open(HALL, { tab: 'upcoming' })
    await seeAll(phone, [1, finderUserName])
    expect(find(page.drawn, '#remind-1').data['roomId']).toBe(1)
    expect(page.drawn.querySelectorAll('.hall__reserve').map(words)).toEqual(['预约'])
    await tap(page.drawn, '.hall__reserve')
    expect(channels.reserved).toEqual(['a'])
    expect(words(find(page.drawn, '.hall__reserve'))).toBe('已预约')
  })
})

describe('what is on', () => {
  it('is entered by the way of its kind', async () => {
    const finderUserName = account()
    phone.respond = () => answers.rooms([aRoomJson({ roomId: 7 })])
    await open(HALL)
    const cells = page.drawn.querySelectorAll('.live-grid__cell')
    expect(cells.map((one) => words(find(one, '.room-card__title')))).toEqual([
      '秋冬新茶',
      '冬日暖物专场',
    ])
    for (const cell of cells) await tap(cell, '.room-card')
    expect(channels.opened).toMatchObject([{ finderUserName }])
    expect(phone.navigations).toEqual([
      { kind: 'navigateTo', url: '/packageA/pages/room/room?room_id=7&enter=1' },
    ])
  })

  it('is asked of each by its own kind, and neither keeps the other waiting', async () => {
    const asked = jest.fn(() => new Promise(() => undefined))
    phone.plugin = { ...QUIET_PLUGIN, getLiveStatus: asked }
    const finderUserName = account()
    phone.respond = () => answers.rooms([aRoomJson({ roomId: 7 })])
    await open(HALL)
    await seeAll(phone, [7, finderUserName])
    channels.accounts.set(finderUserName, {
      info: aBroadcast({ status: 3, replayStatus: '0' }),
      notice: null,
    })
    await jest.advanceTimersByTimeAsync(90_000)
    await settled()
    expect(asked).toHaveBeenCalledWith({ room_id: 7 })
    expect(words(find(page.drawn, '.live-grid__cell'))).toContain('已结束')
  })
})
