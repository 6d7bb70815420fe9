import { parseChannels } from '../../../miniprogram/live/domain/channels'
import type { ChannelsLive } from '../../../miniprogram/live/domain/channels'
import type { LiveStatus } from '../../../miniprogram/live/domain/live-status-code'
import type { FinderUserName } from '../../../miniprogram/live/domain/room-id'
import { FRIDAY_NOON_MS } from './a-clock'

export const SPH: FinderUserName = 'sphcqO59YEPCvoe'
export const OTHER: FinderUserName = 'sphOther1'

export const FRIDAY_NOON_SEC = FRIDAY_NOON_MS / 1000

/** The answer of `wx.getChannelsLiveInfo` for a live account. @see wechat-live-contract C2 */
export function anInfo(more: object = {}) {
  return {
    feedId: 'feed-1',
    nonceId: 'nonce-1',
    description: '山里的早晨',
    status: 2,
    headUrl: 'https://img.example.com/head.jpg',
    nickname: '阿山',
    replayStatus: '0',
    otherInfos: [],
    ...more,
  }
}

/** One of `otherInfos`, with a replay. */
export function anOlder(feedId: string, more: object = {}) {
  const description = `旧 ${feedId}`
  return { feedId, nonceId: `n-${feedId}`, description, status: 3, replayStatus: '1', ...more }
}

/** The answer of `wx.getChannelsLiveNoticeInfo`: a broadcast in two hours. */
export function aNotice(more: object = {}) {
  return {
    noticeId: 'notice-1',
    status: 0,
    startTime: String(FRIDAY_NOON_SEC + 7200),
    reservable: true,
    ...more,
  }
}

export function aLive(info: object = {}, notice: object | null = null): ChannelsLive {
  return aLiveOf(SPH, info, notice)
}

export function aLiveOf(
  finderUserName: FinderUserName,
  info: object = {},
  notice: object | null = null,
): ChannelsLive {
  const live = parseChannels(finderUserName, anInfo(info), notice)
  if (live === null) throw new Error('no answer of WeChat')
  return live
}

export function channelsStatus(info: object = {}, notice: object | null = null): LiveStatus {
  return { kind: 'channels', live: aLive(info, notice) }
}
