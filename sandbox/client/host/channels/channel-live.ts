import type { ChannelsDestination } from '../../../shared/channels'
import type { Phone } from '../wx/phone'
import { requestChannels } from './requests'
import { stateText } from './screen'
import { showChannels } from './show'

interface Ids {
  readonly feedId: string
  readonly finderUserName: string
}

interface LiveCover {
  readonly cover: string
  readonly state: string
  readonly name: string
}

/** Host services for `<channel-live>`. */
export interface ChannelsTag {
  /** Null: nothing to show. WeChat's appearance in this case is unknown. */
  readonly readCover: (ids: Ids) => Promise<LiveCover | null>
  /** Opens the page without a confirmation. */
  readonly open: (ids: Ids) => Promise<void>
}

export function channelsTag(phone: Phone): ChannelsTag {
  const find = (ids: Ids) =>
    requestChannels<ChannelsDestination>('place', { ...ids }).catch(() => null)
  return {
    readCover: async (ids) => {
      const place = await find(ids)
      if (place === null) return null
      return { cover: place.coverUrl, state: stateText(place), name: place.nickname }
    },
    open: async (ids) => {
      const place = await find(ids)
      if (place !== null) showChannels(phone, place)
    },
  }
}
