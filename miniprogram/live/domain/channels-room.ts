import { nextNotice, phaseOf, replaysOf } from './channels'
import type { ChannelsLive } from './channels'
import type { RoomListKind } from './live-status-code'
import type { Room } from './room'
import { text } from './text'

/** Converts a Channels account to a room. */
export function channelsRoom(live: ChannelsLive, nowMs: number): Room {
  const { finderUserName, nickname, headUrl, coverUrl, latest } = live
  const phase = phaseOf(live, nowMs)
  // the description belongs to the latest broadcast, not to the next one
  const isNext = phase === 'announced' || phase === 'never' || phase === 'cancelled'
  return {
    roomId: finderUserName,
    title: (isNext ? '' : latest.description) || text.share.shop(nickname),
    coverUrl,
    avatarUrl: headUrl,
    shareImageUrl: '',
    anchorName: nickname,
    liveStatus: { kind: 'channels', live },
    startAtSec:
      phase === 'announced' || phase === 'preparing'
        ? (nextNotice(live, nowMs)?.startAtSec ?? null)
        : null,
    endAtSec: Infinity,
    hasReplay: replaysOf(live).length > 0,
    goodsCount: 0,
    goods: [],
  }
}

/** The list that shows the account. null: there is nothing to watch, so it has no card. */
export function channelsListKind(live: ChannelsLive, nowMs: number): RoomListKind | null {
  switch (phaseOf(live, nowMs)) {
    // as for a room of the live component, an unknown status does not prove the end
    case 'live':
    case 'unknown':
      return 'live'
    case 'preparing':
    case 'announced':
      return 'upcoming'
    case 'ended':
    case 'never':
    case 'cancelled':
      return replaysOf(live).length > 0 ? 'replay' : null
  }
}
