import { channelsRoom } from '../../../../../miniprogram/live/domain/channels-room'
import { feedsOf } from '../../../../../miniprogram/packageA/pages/replay/channels-feeds'
import { emptyReason } from '../../../../../miniprogram/packageA/pages/replay/replay-parts'
import { FRIDAY_NOON_MS } from '../../../../helpers/app/a-clock'
import { aWeChat } from '../../../../helpers/app/a-wechat'
import { aRoom } from '../../../../helpers/app/builders'
import { aLive, anOlder, SPH } from '../../../../helpers/app/channels'
import { installWx } from '../../../../helpers/app/globals'

const roomOf = (info: object) => channelsRoom(aLive(info), FRIDAY_NOON_MS)

it('are the broadcasts with a replay, the newest first', () => {
  installWx(aWeChat().parts)
  const otherInfos = [anOlder('a'), anOlder('gone', { replayStatus: '6' }), anOlder('b')]
  const live = aLive({ status: 3, replayStatus: '1', otherInfos })
  const feed = { finderUserName: SPH, inPage: true }
  expect(feedsOf(channelsRoom(live, FRIDAY_NOON_MS))).toEqual([
    { ...feed, feedId: 'feed-1', title: '山里的早晨', broadcast: live.latest },
    { ...feed, feedId: 'b', title: '旧 b', broadcast: live.others[2] },
    { ...feed, feedId: 'a', title: '旧 a', broadcast: live.others[0] },
  ])
})

it('without a theme have the title of the room', () => {
  installWx(aWeChat().parts)
  const otherInfos = [anOlder('a', { description: '' })]
  expect(feedsOf(roomOf({ status: 3, otherInfos }))[0]?.title).toBe('山里的早晨')
})

it.each([
  ['2.28.9', false],
  ['2.29.0', true],
])('are shown in the page since 2.29.0: %s, %p', (version, inPage) => {
  installWx(aWeChat(version).parts)
  expect(feedsOf(roomOf({ status: 3, replayStatus: '1' }))[0]?.inPage).toBe(inPage)
})

it('are empty for a room of the live component', () => {
  expect(feedsOf(aRoom({ hasReplay: true }))).toEqual([])
})

it.each([
  ['0', '暂无回放'],
  ['3', '回放生成中'],
  ['6', '回放已过期'],
  ['7', '暂无回放'],
])('replayStatus %s: the reason why there is no replay', (replayStatus, words) => {
  expect(emptyReason(false, roomOf({ status: 3, replayStatus }))).toBe(words)
})
