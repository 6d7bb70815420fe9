import { nextNotice, phaseOf, replaysOf } from './channels'
import type { ChannelsLive } from './channels'
import type { RoomListKind } from './live-status-code'
import type { Room } from './room'
import { text } from './text'

/** A Channels account as one room among the others. */
export function channelsRoom(live: ChannelsLive, nowMs: number): Room {
  const { finderUserName, nickname, headUrl, coverUrl, latest } = live
  const phase = phaseOf(live, nowMs)
  // the theme is that of the latest broadcast, and says nothing of the next
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

/** Where shoppers look for it; null: there is nothing to see, and no card. */
export function channelsListKind(live: ChannelsLive, nowMs: number): RoomListKind | null {
  switch (phaseOf(live, nowMs)) {
    // of an unknown status, as with a room of the live component, nobody can say that it is over
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
