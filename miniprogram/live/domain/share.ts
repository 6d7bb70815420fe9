import type { PackedParams } from './custom-params'
import { doorwayPath, indexPath, productPath } from './live-link'
import type { LiveStatus } from './live-status-code'
import type { Goods, Room } from './room'
import type { RoomId } from './room-id'
import { roomView } from './room-view'
import { text } from './text'
import { momentText } from './time'

/** What `onShareAppMessage` returns. Without a picture WeChat takes a screenshot. */
export interface ShareCard {
  readonly title: string
  readonly path: string
  readonly imageUrl?: string
}

/** What `onShareTimeline` returns. */
export interface TimelineCard {
  readonly title: string
  readonly query: string
  readonly imageUrl?: string
}

/**
 * A card of a room, with the parameters that the shopper came with: they stay with it from hand to
 * hand, as those of WeChat's own room cards do. Whoever opens it lands in the doorway, where all
 * rules of entry are kept.
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

/** A card of a replay: it too lands in the doorway, which knows whether the replay is still there. */
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
 * A card of a product, which still knows the room it was seen in.
 * @param shownId the id in the link of the page; the merchant's, where it is known, takes its place
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

/** A card for Moments: it opens the very page it was shared from, so it carries the query alone. */
export function timelineCard({ title, path, imageUrl }: ShareCard): TimelineCard {
  const query = path.split('?')[1] ?? ''
  return imageUrl === undefined ? { title, query } : { title, query, imageUrl }
}

/** A card of the shop itself, or of a page of which no more is known yet than its path. */
export function shopShare(shopName: string, path?: string): ShareCard {
  return card(text.share.shop(shopName), path ?? indexPath(), '')
}

function card(title: string, path: string, imageUrl: string): ShareCard {
  return imageUrl === '' ? { title, path } : { title, path, imageUrl }
}
