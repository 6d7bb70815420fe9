import type { ChannelsPlace } from '../../../shared/channels'
import type { Phone } from '../wx/phone'
import { askChannels } from './ask'
import { stateText } from './screen'
import { showChannels } from './show'

interface Ids {
  readonly feedId: string
  readonly finderUserName: string
}

interface Look {
  readonly cover: string
  readonly state: string
  readonly name: string
}

/** Host services for `<channel-live>`. */
export interface ChannelsTag {
  /** Null: nothing to show. WeChat's appearance in this case is unknown. */
  readonly look: (ids: Ids) => Promise<Look | null>
  /** Opens the page without a confirmation. */
  readonly open: (ids: Ids) => Promise<void>
}

export function channelsTag(phone: Phone): ChannelsTag {
  const find = (ids: Ids) => askChannels<ChannelsPlace>('place', { ...ids }).catch(() => null)
  return {
    look: async (ids) => {
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
