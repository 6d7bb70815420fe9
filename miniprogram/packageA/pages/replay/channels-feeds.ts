import { replaysOf } from '../../../live/domain/channels'
import type { Broadcast } from '../../../live/domain/channels'
import type { Room } from '../../../live/domain/room'
import type { FinderUserName } from '../../../live/domain/room-id'
import { channelsLiveOf } from '../../../live/domain/room-view'
import { hasBaseLibrary } from '../../../live/services/phone/platform'

/** A past broadcast of a Channels account that has a replay. */
export interface Feed {
  readonly feedId: string
  readonly finderUserName: FinderUserName
  readonly title: string
  /** WeChat's <channel-live> can show it in the page; else a tap opens Channels. */
  readonly inPage: boolean
  readonly broadcast: Broadcast
}

/** Empty for a room of the live component, whose replays are video files. */
export function feedsOf(room: Room): readonly Feed[] {
  const live = channelsLiveOf(room.liveStatus)
  if (live === null) return []
  const { finderUserName } = live
  const inPage = hasBaseLibrary('2.29.0')
  return replaysOf(live).map((broadcast) => ({
    feedId: broadcast.feedId,
    finderUserName,
    title: broadcast.description || room.title,
    inPage,
    broadcast,
  }))
}
