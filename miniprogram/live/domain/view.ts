import type { RoomId } from './room-id'

/** What components draw: text ready-made, so that a template has names and at most one comparison. */

export interface BadgeView {
  readonly text: string
  /** live = brand and moving, soon = green, away = amber, mute = grey; always next to the words. */
  readonly tone: 'live' | 'soon' | 'away' | 'mute'
}

export interface PriceView {
  /** '19' of ¥19.90 */
  readonly yuan: string
  /** '.90' of ¥19.90, '' for a whole yuan */
  readonly fen: string
  /** '–39.90' of a range, else '' */
  readonly upTo: string
  /** '¥39.90' struck through, else '' */
  readonly before: string
  readonly ariaLabel: string
}

/** What opens when goods are tapped. */
export interface GoodsLink {
  /** The page that sells them, with its query and a slash in front. */
  readonly url: string
  /** AppID of the other mini-program that the page is of; '' for this one. */
  readonly sellerAppId: string
}

export interface GoodsView extends GoodsLink {
  /** Different for all goods of a list. */
  readonly key: string
  /** Words for goods that another mini-program sells, else ''. */
  readonly sellerText: string
  readonly title: string
  readonly coverUrl: string
  readonly price: PriceView
  readonly ariaLabel: string
}

/** `subscribe` is the live component's own button, `reserve` ours, for a Channels account. */
export type RoomAction = 'enter' | 'subscribe' | 'reserve' | 'replay' | 'goods' | 'none'

/**
 * A status changes `badge`, `action` and `actionText` and nothing else, so that the change of a room
 * is one small setData; what is long stays as it was.
 */
export interface RoomView {
  readonly roomId: RoomId
  readonly title: string
  /** '': the card shows a placeholder, with the avatar where there is one. */
  readonly coverUrl: string
  /** '' for none. */
  readonly avatarUrl: string
  readonly anchorName: string
  /** null: the status is unknown, and a card without a badge says so honestly. */
  readonly badge: BadgeView | null
  /** '20:00' and '今天' */
  readonly clockText: string
  readonly dayText: string
  readonly action: RoomAction
  /** '进入直播间', '看回放', … ; '' for 'none' */
  readonly actionText: string
  /** The shopper asked to be reminded of this room; means nothing once it has started. */
  readonly subscribed: boolean
  /** '12 件商品', '' for none */
  readonly goodsCountText: string
  readonly goods: readonly GoodsView[]
  /** What a screen reader says between badge and action: '，title，主播 阿山，12 件商品，' */
  readonly about: string
}
