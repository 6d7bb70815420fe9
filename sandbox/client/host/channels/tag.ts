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

/** What `<channel-live>` asks of the host. */
export interface ChannelsTag {
  /** Null: there is nothing to show; what WeChat then draws is not known. */
  readonly look: (ids: Ids) => Promise<Look | null>
  /** Jumps, without asking the shopper. */
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
