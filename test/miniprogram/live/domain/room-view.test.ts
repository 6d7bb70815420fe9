import { LIVE_STATUS_CODES } from '../../../../miniprogram/live/domain/live-status-code'
import { roomView, shownCode } from '../../../../miniprogram/live/domain/room-view'
import { aGoods, aRoom, shanghaiMs, status } from '../../../helpers/app/builders'

const NOON = shanghaiMs('2026-11-20T12:00:00')
const DURING = shanghaiMs('2026-11-20T20:30:00')

describe('badge and action, as docs/ux.md has them', () => {
  it.each([
    [101, '直播中', 'live', 'enter', '进入直播间'],
    [103, '已结束', 'mute', 'goods', '看商品'],
    [104, '已停播', 'mute', 'none', ''],
    [105, '暂停中', 'away', 'enter', '进入直播间'],
    [106, '主播暂时离开', 'away', 'enter', '进入直播间'],
    [107, '未开播', 'mute', 'none', ''],
  ] as const)('%i is %s', (code, badge, tone, action, actionText) => {
    const view = roomView(aRoom({ liveStatus: status(code) }), DURING)
    expect(view.badge).toEqual({ text: badge, tone })
    expect(view).toMatchObject({ action, actionText })
  })

  it('unknown has no badge, and may be entered', () => {
    const view = roomView(aRoom({ liveStatus: status(0) }), DURING)
    expect(view).toMatchObject({ badge: null, action: 'enter', actionText: '进入直播间' })
  })

  it('ended with a replay offers the replay', () => {
    const view = roomView(aRoom({ liveStatus: status(103), hasReplay: true }), DURING)
    expect(view.badge?.text).toBe('已结束 · 回放')
    expect(view).toMatchObject({ action: 'replay', actionText: '看回放' })
  })

  it('ended with neither replay nor goods offers nothing', () => {
    const room = aRoom({ liveStatus: status(103), goods: [], goodsCount: 0 })
    expect(roomView(room, DURING)).toMatchObject({ action: 'none', actionText: '' })
  })

  it.each(LIVE_STATUS_CODES)('%i says nothing by colour alone', (code) => {
    expect(roomView(aRoom({ liveStatus: status(code) }), NOON).badge?.text).not.toBe('')
  })
})

describe('a room to come', () => {
  const room = aRoom({ liveStatus: status(102) })

  it.each([
    ['2026-11-19T12:00:00', '明天 20:00'],
    ['2026-11-20T12:00:00', '今晚 20:00'],
    ['2026-11-20T19:48:00', '还有 12 分钟'],
    ['2026-11-20T20:10:00', '即将开始'],
  ])('at %s wears the badge %s', (now, words) => {
    const view = roomView(room, shanghaiMs(now))
    expect(view.badge).toEqual({ text: words, tone: 'soon' })
    expect(view).toMatchObject({ action: 'subscribe', actionText: '订阅' })
  })

  it('says so when the shopper will be reminded', () => {
    expect(roomView(room, NOON)).toMatchObject({ subscribed: false })
    expect(roomView(room, NOON, { subscribed: true })).toMatchObject({
      subscribed: true,
      action: 'subscribe',
      actionText: '已订阅',
    })
  })

  it('offers to enter once it is live, subscribed or not', () => {
    const view = roomView(aRoom(), DURING, { subscribed: true })
    expect(view.actionText).toBe('进入直播间')
  })

  it('has expired once its planned end is past, even if WeChat still lists it', () => {
    const atEnd = roomView(room, shanghaiMs('2026-11-20T22:00:00'))
    expect(atEnd.badge?.text).toBe('即将开始')
    const after = roomView(room, shanghaiMs('2026-11-20T22:00:01'))
    expect(after).toMatchObject({ action: 'none', badge: { text: '未开播' } })
  })
})

describe('the newer word of the plugin', () => {
  it('counts more than the list', () => {
    const view = roomView(aRoom({ liveStatus: status(102) }), DURING, { live: status(101) })
    expect(view.badge?.text).toBe('直播中')
  })

  it('counts nothing when it is unknown', () => {
    const view = roomView(aRoom({ liveStatus: status(105) }), DURING, { live: status(0) })
    expect(view.badge?.text).toBe('暂停中')
  })

  it('decides for pages as it does for cards', () => {
    const room = aRoom({ liveStatus: status(102) })
    expect(shownCode(room, DURING, status(101))).toBe(101)
    expect(shownCode(room, DURING)).toBe(102)
    expect(shownCode(room, shanghaiMs('2026-11-21T00:00:00'))).toBe(107)
    expect(shownCode(aRoom({ liveStatus: status(0) }), DURING)).toBeNull()
  })
})

it('carries what a card draws', () => {
  const room = aRoom({ goodsCount: 12, goods: [aGoods({ goodsId: 1 }), aGoods()] })
  expect(roomView(room, DURING)).toMatchObject({
    roomId: 1001,
    title: '山里的早晨',
    coverUrl: 'https://img.example.com/cover.jpg',
    anchorName: '阿山',
    clockText: '20:00',
    dayText: '今晚',
    goodsCountText: '12 件商品',
    goods: [{ key: '1', price: { yuan: '19' } }, { key: '61' }],
  })
})

it('tells a screen reader what a status does not change', () => {
  expect(roomView(aRoom(), DURING).about).toBe('，山里的早晨，主播 阿山，1 件商品，')
  const bare = aRoom({ liveStatus: status(104), anchorName: '', goodsCount: 0, goods: [] })
  expect(roomView(bare, DURING).about).toBe('，山里的早晨，')
})
