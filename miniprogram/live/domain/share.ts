import type { PackedParams } from './custom-params'
import { doorwayPath, indexPath, productPath } from './live-link'
import type { LiveStatus } from './live-status-code'
import type { Goods, Room } from './room'
import type { RoomId } from './room-id'
import { roomView } from './room-view'
import { text } from './text'
import { momentText } from './time'

/** The return value of `onShareAppMessage`. Without a picture WeChat takes a screenshot. */
export interface ShareCard {
  readonly title: string
  readonly path: string
  readonly imageUrl?: string
}

/** The return value of `onShareTimeline`. */
export interface TimelineCard {
  readonly title: string
  readonly query: string
  readonly imageUrl?: string
}

/**
 * The share card of a room, with the merchant's parameters of this shopper, as on WeChat's own room
 * cards. It opens the doorway, which applies all rules of entry.
 */
export function roomShare(
  room: Room,
  nowMs: number,
  options?: {
    readonly live?: LiveStatus | undefined
    readonly customParams?: PackedParams | undefined
  },
): ShareCard {
  return doorwayCard(room, roomTitle(room, nowMs, options?.live), options?.customParams)
}

function roomTitle(room: Room, nowMs: number, live: LiveStatus | undefined): string {
  const { title, badge } = roomView(room, nowMs, { live })
  if (badge?.tone === 'live') return text.share.live(title)
  const { startAtSec } = room
  return badge?.tone === 'soon' && startAtSec !== null && startAtSec * 1000 > nowMs
    ? text.share.upcoming(momentText(startAtSec, nowMs), title)
    : title
}

/** The share card of a replay. It opens the doorway, which checks whether the replay still exists. */
export function replayShare(room: Room, customParams?: PackedParams): ShareCard {
  return doorwayCard(room, text.share.replay(room.title), customParams)
}

function doorwayCard(
  { roomId, shareImageUrl, coverUrl }: Room,
  title: string,
  customParams: PackedParams | undefined,
): ShareCard {
  return card(title, doorwayPath({ roomId, customParams }), shareImageUrl || coverUrl)
}

/**
 * The share card of a product, with the room that it was seen in.
 * @param shownId the id in the page's link; used if the merchant's id is not known
 */
export function productShare(
  product: Goods,
  shownId: string,
  roomId: RoomId | null,
  customParams?: PackedParams,
): ShareCard {
  const productId = product.productId ?? shownId
  return card(product.title, productPath({ productId, roomId, customParams }), product.coverUrl)
}

/** The card for Moments. It opens the page it was shared from, so it has only the query. */
export function timelineCard({ title, path, imageUrl }: ShareCard): TimelineCard {
  const query = path.split('?')[1] ?? ''
  return imageUrl === undefined ? { title, query } : { title, query, imageUrl }
}

/** The card of the shop, or of a page whose data has not loaded yet. */
export function shopShare(shopName: string, path?: string): ShareCard {
  return card(text.share.shop(shopName), path ?? indexPath(), '')
}

function card(title: string, path: string, imageUrl: string): ShareCard {
  return imageUrl === '' ? { title, path } : { title, path, imageUrl }
}
