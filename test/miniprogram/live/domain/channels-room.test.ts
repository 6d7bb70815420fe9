import { channelsRoom, channelsListKind } from '../../../../miniprogram/live/domain/channels-room'
import { FRIDAY_NOON_MS } from '../../../helpers/app/a-clock'
import { aLive, aNotice, anOlder, FRIDAY_NOON_SEC, SPH } from '../../../helpers/app/channels'

const NOW = FRIDAY_NOON_MS
const IN_TWO_HOURS = FRIDAY_NOON_SEC + 7200

describe('an account as a room', () => {
  it('is whole', () => {
    const live = aLive()
    expect(channelsRoom(live, NOW)).toEqual({
      roomId: SPH,
      title: '山里的早晨',
      coverUrl: '',
      avatarUrl: 'https://img.example.com/head.jpg',
      shareImageUrl: '',
      anchorName: '阿山',
      liveStatus: { kind: 'channels', live },
      startAtSec: null,
      endAtSec: Infinity,
      hasReplay: false,
      goodsCount: 0,
      goods: [],
    })
  })

  it.each([
    ['live', 2, null, '山里的早晨'],
    ['about to begin', 4, null, '山里的早晨'],
    ['over', 3, null, '山里的早晨'],
    ['unknown', 9, null, '山里的早晨'],
    ['announced', 3, aNotice(), '阿山的直播间'],
    ['never live', 1, null, '阿山的直播间'],
    ['cancelled', 1, aNotice({ status: 1 }), '阿山的直播间'],
  ])('that is %s has a title of its own', (_name, status, notice, title) => {
    expect(channelsRoom(aLive({ status }, notice), NOW).title).toBe(title)
  })

  it('without a theme is named by its host', () => {
    expect(channelsRoom(aLive({ description: '' }), NOW).title).toBe('阿山的直播间')
  })

  it.each([
    ['announced', 3, aNotice(), IN_TWO_HOURS],
    ['about to begin', 4, aNotice(), IN_TWO_HOURS],
    ['about to begin, unannounced', 4, null, null],
    ['announced at no known time', 3, aNotice({ startTime: 'soon' }), null],
    ['live', 2, aNotice(), null],
    ['over', 3, aNotice({ status: 2 }), null],
    ['cancelled', 1, aNotice({ status: 1 }), null],
    ['unknown', 9, aNotice({ status: 1 }), null],
    [
      'announced anew after a cancelled notice',
      3,
      aNotice({
        status: 1,
        otherInfos: [aNotice({ noticeId: 'next', startTime: String(IN_TWO_HOURS + 60) })],
      }),
      IN_TWO_HOURS + 60,
    ],
  ])('that is %s starts at what is known', (_name, status, notice, startAtSec) => {
    expect(channelsRoom(aLive({ status }, notice), NOW).startAtSec).toBe(startAtSec)
  })

  it('has a replay where one is ready, of an older broadcast too', () => {
    const older = { status: 3, otherInfos: [anOlder('a')] }
    expect(channelsRoom(aLive({ status: 3, replayStatus: '1' }), NOW).hasReplay).toBe(true)
    expect(channelsRoom(aLive(older), NOW).hasReplay).toBe(true)
    expect(channelsRoom(aLive({ status: 3, replayStatus: '3' }), NOW).hasReplay).toBe(false)
  })
})

describe('its shelf', () => {
  const replayable = { replayStatus: '1' }

  it.each([
    ['live', 2, null, {}, 'live'],
    ['live, with older replays', 2, null, { otherInfos: [anOlder('a')] }, 'live'],
    ['unknown', 9, null, {}, 'live'],
    ['about to begin', 4, null, {}, 'upcoming'],
    ['announced', 1, aNotice(), {}, 'upcoming'],
    ['announced, with a replay', 3, aNotice(), replayable, 'upcoming'],
    ['over, with a replay', 3, null, replayable, 'replay'],
    ['over, with an older replay', 3, null, { otherInfos: [anOlder('a')] }, 'replay'],
    ['over', 3, null, {}, null],
    ['never live', 1, null, {}, null],
    ['never live, with a replay all the same', 1, null, { otherInfos: [anOlder('a')] }, 'replay'],
    ['cancelled', 1, aNotice({ status: 1 }), {}, null],
    ['cancelled, with a replay', 1, aNotice({ status: 1 }), replayable, 'replay'],
  ])('of one that is %s', (_name, status, notice, more, shelf) => {
    expect(channelsListKind(aLive({ status, ...more }, notice), NOW)).toBe(shelf)
  })
})
