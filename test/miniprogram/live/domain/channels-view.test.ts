import { channelsState } from '../../../../miniprogram/live/domain/channels-state'
import { chooseHero } from '../../../../miniprogram/live/domain/hero'
import { channelsLiveOf, roomView, shownCode } from '../../../../miniprogram/live/domain/room-view'
import { channelsRoom } from '../../../../miniprogram/live/domain/channels-room'
import { replayShare, roomShare } from '../../../../miniprogram/live/domain/share'
import { setLanguage } from '../../../../miniprogram/live/domain/text'
import { FRIDAY_NOON_MS } from '../../../helpers/app/a-clock'
import { aRoom, status } from '../../../helpers/app/builders'
import {
  aLive,
  aNotice,
  anOlder,
  channelsStatus,
  FRIDAY_NOON_SEC,
  SPH,
} from '../../../helpers/app/channels'

const NOW = FRIDAY_NOON_MS

const viewOf = (info: object, notice: object | null = null) =>
  roomView(channelsRoom(aLive(info, notice), NOW), NOW)

describe('badge and action of an account', () => {
  const unreservable = aNotice({ reservable: false })
  const older = { otherInfos: [anOlder('a')] }
  const ready = { status: 3, replayStatus: '1' }

  it.each([
    ['live', { status: 2 }, null, '直播中', 'live', 'enter', '进入直播间'],
    ['live, with replays', { status: 2, ...older }, null, '直播中', 'live', 'enter', '进入直播间'],
    ['about to begin', { status: 4 }, null, '准备开播', 'soon', 'none', ''],
    ['about to begin, announced', { status: 4 }, aNotice(), '准备开播', 'soon', 'reserve', '预约'],
    ['about to begin, with replays', { status: 4, ...older }, null, '准备开播', 'soon', 'none', ''],
    ['announced', { status: 3 }, aNotice(), '今天 14:00', 'soon', 'reserve', '预约'],
    ['announced, closed', { status: 3 }, unreservable, '今天 14:00', 'soon', 'none', ''],
    ['announced, closed, replays', ready, unreservable, '今天 14:00', 'soon', 'none', ''],
    ['over', { status: 3 }, null, '已结束', 'mute', 'none', ''],
    ['over, with its replay', ready, null, '已结束 · 回放', 'mute', 'replay', '看回放'],
    [
      'over, replay to come',
      { status: 3, replayStatus: 3 },
      null,
      '回放生成中',
      'mute',
      'none',
      '',
    ],
    ['over, replay gone', { status: 3, replayStatus: '6' }, null, '回放已过期', 'mute', 'none', ''],
    ['over, nothing said', { status: 3, replayStatus: '7' }, null, '已结束', 'mute', 'none', ''],
    ['over, an older replay', { status: 3, ...older }, null, '已结束', 'mute', 'replay', '看回放'],
    ['never live', { status: 1 }, null, '还没有直播过', 'mute', 'none', ''],
    ['cancelled', { status: 1 }, aNotice({ status: 1 }), '预告已取消', 'mute', 'none', ''],
  ])('%s', (_name, info, notice, badge, tone, action, actionText) => {
    expect(viewOf(info, notice)).toMatchObject({ badge: { text: badge, tone }, action, actionText })
  })

  it('of an unknown status are none, and it may be entered', () => {
    expect(channelsState(aLive({ status: 9 }), NOW)).toBeNull()
    expect(viewOf({ status: 9 })).toMatchObject({ badge: null, action: 'enter' })
  })

  it('say "soon" where the time of a notice cannot be read', () => {
    const view = viewOf({ status: 3 }, aNotice({ startTime: '今晚八点' }))
    expect(view).toMatchObject({
      badge: { text: '即将开始', tone: 'soon' },
      clockText: '',
      dayText: '',
    })
  })

  it('have words of their own for every state, in both languages', () => {
    const states = [
      ...[1, 2, 4].map((one) => [{ status: one }, null] as const),
      ...['0', '1', '3', '6'].map((one) => [{ status: 3, replayStatus: one }, null] as const),
      [{ status: 1 }, aNotice({ status: 1 })] as const,
      [{ status: 1 }, aNotice()] as const,
    ]
    for (const language of ['en', 'zh'] as const) {
      setLanguage(language)
      const words = states.map(([info, notice]) => viewOf(info, notice).badge?.text)
      expect(new Set(words).size).toBe(states.length)
    }
  })
})

describe('the card of an account', () => {
  it('shows the time of what is announced', () => {
    expect(viewOf({ status: 3 }, aNotice())).toMatchObject({
      roomId: SPH,
      clockText: '14:00',
      dayText: '今天',
      goodsCountText: '',
      about: '，阿山的直播间，主播 阿山，',
    })
  })

  it('shows no time where none is known', () => {
    expect(viewOf({ status: 2 })).toMatchObject({ clockText: '', dayText: '' })
  })

  it('says what was reserved', () => {
    const room = channelsRoom(aLive({ status: 3 }, aNotice()), NOW)
    expect(roomView(room, NOW, { subscribed: true })).toMatchObject({
      action: 'reserve',
      actionText: '已预约',
      subscribed: true,
    })
  })

  it('goes by the newest word, and not by what it was drawn from', () => {
    const listed = channelsRoom(aLive({ status: 3 }, aNotice()), NOW)
    const live = channelsStatus({ status: 2, description: '新的一场' })
    expect(roomView(listed, NOW, { live })).toMatchObject({
      title: '新的一场',
      action: 'enter',
      badge: { text: '直播中' },
    })
  })

  it('goes by the last one where the newest says nothing', () => {
    const listed = channelsRoom(aLive({ status: 2 }), NOW)
    expect(roomView(listed, NOW, { live: status(0) }).badge?.text).toBe('直播中')
  })

  it('changes by itself when a notice has grown too old', () => {
    const room = channelsRoom(aLive({ status: 3 }, aNotice()), NOW)
    expect(roomView(room, NOW + 9 * 3_600_000).badge?.text).toBe('已结束')
  })

  it('has no code of the live component', () => {
    expect(shownCode(channelsRoom(aLive(), NOW), NOW)).toBeNull()
    expect(channelsLiveOf(channelsStatus())).toEqual(aLive())
    expect(channelsLiveOf(status(101))).toBeNull()
    expect(channelsLiveOf(undefined)).toBeNull()
  })
})

describe('a shared card', () => {
  const path = `/packageA/pages/room/room?room_id=${SPH}`

  it.each([
    ['live', { status: 2 }, null, '正在直播：山里的早晨'],
    ['announced', { status: 3 }, aNotice(), '今天 14:00 开播：阿山的直播间'],
    ['about to begin, announced', { status: 4 }, aNotice(), '今天 14:00 开播：山里的早晨'],
    ['about to begin', { status: 4 }, null, '山里的早晨'],
    ['late', { status: 3 }, aNotice({ startTime: String(FRIDAY_NOON_SEC) }), '阿山的直播间'],
    ['over', { status: 3 }, null, '山里的早晨'],
    ['unknown', { status: 9 }, null, '山里的早晨'],
  ])('of an account that is %s', (_name, info, notice, title) => {
    const room = channelsRoom(aLive(info, notice), NOW)
    expect(roomShare(room, NOW)).toEqual({ title, path })
  })

  it('has the merchant’s own picture, and never the avatar', () => {
    const imageUrl = 'https://img.example.com/tea.jpg'
    const live = { ...aLive(), coverUrl: imageUrl }
    expect(roomShare(channelsRoom(live, NOW), NOW)).toMatchObject({ imageUrl })
  })

  it('goes by the newest word', () => {
    const room = channelsRoom(aLive({ status: 3 }), NOW)
    expect(roomShare(room, NOW, { live: channelsStatus() }).title).toBe('正在直播：山里的早晨')
  })

  it('of its replay leads to the doorway too', () => {
    const room = channelsRoom(aLive({ status: 3, replayStatus: '1' }), NOW)
    expect(replayShare(room)).toEqual({ title: '直播回放：山里的早晨', path })
  })
})

describe('at the top of the storefront', () => {
  const home = { asOfSec: 0, stale: false, refreshAfterSec: 60, goods: [], channelsAccounts: [] }
  const channels = channelsRoom(aLive(), NOW)

  it('stands an account on the air before a room whose host has left', () => {
    const paused = aRoom({ liveStatus: status(105) })
    const live = [paused, channels]
    expect(chooseHero({ ...home, live, upcoming: [], replays: [] })).toBe(channels)
  })

  it('does not stand before one that is on the air where only its status is unknown', () => {
    const unknown = channelsRoom(aLive({ status: 9 }), NOW)
    const live = [unknown, aRoom()]
    expect(chooseHero({ ...home, live, upcoming: [], replays: [] })).toEqual(aRoom())
  })
})
