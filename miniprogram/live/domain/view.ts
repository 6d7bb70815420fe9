import type { RoomId } from './room-id'

/** The data of components. Texts are complete, so that templates have at most one comparison. */

export interface BadgeView {
  readonly text: string
  /** live: brand colour, animated; soon: green; away: amber; mute: grey. */
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

/** The page that a tap on goods opens. */
export interface GoodsLink {
  /** The page that sells the goods, with its query and a leading slash. */
  readonly url: string
  /** AppID of the page's mini-program; '' for this one. */
  readonly sellerAppId: string
}

export interface GoodsView extends GoodsLink {
  /** Unique in a list. */
  readonly key: string
  /** A note on goods that another mini-program sells, else ''. */
  readonly sellerText: string
  readonly title: string
  readonly coverUrl: string
  readonly price: PriceView
  readonly ariaLabel: string
}

/** `subscribe`: the live component's own button. `reserve`: our button, for a Channels account. */
export type RoomAction = 'enter' | 'subscribe' | 'reserve' | 'replay' | 'goods' | 'none'

/**
 * A change of status changes only `badge`, `action` and `actionText`, so that it costs one small setData.
 */
export interface RoomView {
  readonly roomId: RoomId
  readonly title: string
  /** '': the card shows a placeholder, with the avatar if there is one. */
  readonly coverUrl: string
  /** '' for none. */
  readonly avatarUrl: string
  readonly anchorName: string
  /** null: the status is unknown, and the card has no badge. */
  readonly badge: BadgeView | null
  /** '20:00' and '今天' */
  readonly clockText: string
  readonly dayText: string
  readonly action: RoomAction
  /** '进入直播间', '看回放', … ; '' for 'none' */
  readonly actionText: string
  /** The shopper has set a reminder. Has no meaning after the start. */
  readonly subscribed: boolean
  /** '12 件商品', '' for none */
  readonly goodsCountText: string
  readonly goods: readonly GoodsView[]
  /** The text for screen readers between badge and action: '，title，主播 阿山，12 件商品，' */
  readonly about: string
}
