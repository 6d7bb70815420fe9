import type { ChannelsDestination } from '../../../shared/channels'
import type { Phone } from '../wx/phone'
import { drawChannelsPage } from './screen'

/** The user leaves the app for a page of Channels and later returns to the unchanged app. */
export function showChannels(phone: Phone, place: ChannelsDestination): void {
  const { finderUserName, leadsTo } = place
  phone.record('channelsPage', { finderUserName, kind: leadsTo.kind, feedId: leadsTo.feedId })
  phone.leaveFor((back) => drawChannelsPage(place, back))
}
