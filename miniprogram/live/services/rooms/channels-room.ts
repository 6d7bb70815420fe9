import { noticeToReserve } from '../../domain/channels'
import type { Broadcast, ChannelsLive } from '../../domain/channels'
import { channelsRoom } from '../../domain/channels-room'
import type { ReplayList, RoomDetail } from '../../domain/room'
import type { FinderUserName } from '../../domain/room-id'
import { text } from '../../domain/text'
import { parseWxFailure } from '../../domain/wx-failure'
import type { Answer, CachedAnswer } from '../backend/client'
import {
  isRefused,
  knownChannels,
  recordFailure,
  channelsUnavailableMessage,
} from '../wechat/channels-client'
import { refreshChannels } from '../live-status/channels-status'
import type { LiveRoom } from './room-provider'
import { MINUTE_MS } from '../live-status/schedule'
import { callInTap } from '../navigation/navigation-queue'
import type { NavigationResult } from '../navigation/result'
import { hasBaseLibrary, hasCall } from '../phone/platform'
import { isReservedNotice } from '../wechat/reservations'

/** The room of a Channels account, with data from WeChat's own APIs. */
export function channelsRoomOf(finderUserName: FinderUserName): LiveRoom {
  const cached = (): CachedAnswer<RoomDetail> | null => {
    const known = knownChannels(finderUserName)
    return known === null ? null : cachedAnswer(known.live, known.atMs)
  }
  return {
    cached,
    fetch: () => refreshChannels([finderUserName]).then(() => toAnswer(finderUserName, cached())),
    cachedReplays: () => null,
    // replays of Channels are broadcasts, not files: see replaysOf
    fetchReplays: () => Promise.resolve(emptyReplayList(finderUserName)),
    enter: () => openChannels(finderUserName, knownChannels(finderUserName)?.live.latest),
    entersWithoutTap: false,
    entersFromAnyPage: true,
    checkReminder(onResult) {
      const known = knownChannels(finderUserName)
      const notice = known === null ? null : noticeToReserve(known.live, Date.now())
      if (notice !== null) onResult(isReservedNotice(notice.noticeId))
      return Promise.resolve(null)
    },
  }
}

/**
 * Opens a broadcast, or the end page of the last one. WeChat asks the shopper first; a refusal is not a
 * failure. Call it inside a tap, without waiting for anything first.
 * @param broadcast required below base library 2.19.2
 */
export function openChannels(
  finderUserName: FinderUserName,
  broadcast: Broadcast | undefined,
): Promise<NavigationResult> {
  const { feedId = '', nonceId = '' } = broadcast ?? {}
  const named = feedId === '' || nonceId === '' ? {} : { feedId, nonceId }
  return callInTap(
    (callbacks) => {
      if (hasBaseLibrary('2.15.0') && hasCall('openChannelsLive'))
        wx.openChannelsLive({ finderUserName, ...named, ...callbacks })
      else callbacks.fail('no such call')
    },
    channelsUnavailableMessage('openChannelsLive') ?? text.channels.unavailable,
  ).then((result) => {
    if (result.kind !== 'failed') return result
    if (parseWxFailure(result.cause).isCancelled) return { kind: 'busy' }
    recordFailure(finderUserName, result.cause)
    return result
  })
}

function cachedAnswer(live: ChannelsLive, atMs: number): CachedAnswer<RoomDetail> {
  const asOfSec = Math.floor(atMs / 1000)
  const room = channelsRoom(live, Date.now())
  const value = { room, asOfSec, stale: false, refreshAfterSec: MINUTE_MS / 1000 }
  return { kind: 'cached', value, asOfSec, etag: String(atMs) }
}

function toAnswer(
  finderUserName: FinderUserName,
  cached: CachedAnswer<RoomDetail> | null,
): Answer<RoomDetail> {
  if (isRefused(finderUserName)) return { kind: 'missing' }
  if (cached === null)
    return {
      kind: 'failed',
      message: channelsUnavailableMessage('getChannelsLiveInfo') ?? text.load.failed,
    }
  const isFresh = Date.now() - cached.asOfSec * 1000 < 2 * MINUTE_MS
  return isFresh ? { ...cached, kind: 'fresh', stale: false } : { ...cached, kind: 'stored' }
}

function emptyReplayList(roomId: FinderUserName): Answer<ReplayList> {
  const asOfSec = Math.floor(Date.now() / 1000)
  const value = { roomId, replays: [], asOfSec, stale: false, refreshAfterSec: MINUTE_MS / 1000 }
  return { kind: 'fresh', value, asOfSec, stale: false, etag: '' }
}
