import type { RoomListKind } from '../domain/live-status-code'
import type { RoomId } from '../domain/room-id'
import type { GoodsLink, RoomAction, RoomView } from '../domain/view'

/** What components say when they are tapped; pages decide what it means. */
export interface RoomTap {
  readonly roomId: RoomId
  /** What the card offered at the moment of the tap. */
  readonly action: RoomAction
}

export type GoodsTap = GoodsLink

export interface TabTap {
  readonly key: RoomListKind
}

/** A custom event as a page's handler gets it. */
export type Tapped<
  Detail extends WechatMiniprogram.IAnyObject,
  Dataset extends WechatMiniprogram.IAnyObject = WechatMiniprogram.IAnyObject,
> = WechatMiniprogram.CustomEvent<Detail, WechatMiniprogram.IAnyObject, Dataset>

interface Card<Drawn> {
  readonly data: Drawn
  triggerEvent(name: 'open', tap: RoomTap | GoodsTap): void
}

/** `onTap` of a component that draws a room: nothing is said where the room offers nothing. */
export function emitRoomTap(this: Card<{ readonly room: RoomView }>): void {
  const { roomId, action } = this.data.room
  if (action !== 'none') this.triggerEvent('open', { roomId, action })
}

/** `onTap` of a component that draws goods. */
export function emitGoodsTap(this: Card<{ readonly goods: GoodsTap }>): void {
  this.triggerEvent('open', tapOf(this.data.goods))
}

/** Of the goods as they are drawn. */
export function tapOf({ url, sellerAppId }: GoodsTap): GoodsTap {
  return { url, sellerAppId }
}
