import type { RoomListKind } from '../domain/live-status-code'
import type { RoomId } from '../domain/room-id'
import type { GoodsLink, RoomAction, RoomView } from '../domain/view'

/** Detail of a component's event for a tapped room. The page decides what to do. */
export interface RoomTap {
  readonly roomId: RoomId
  /** The action that the card showed at the moment of the tap. */
  readonly action: RoomAction
}

export type GoodsTap = GoodsLink

export interface TabTap {
  readonly key: RoomListKind
}

/** A component's event, as the handler of a page gets it. */
export type Tapped<
  Detail extends WechatMiniprogram.IAnyObject,
  Dataset extends WechatMiniprogram.IAnyObject = WechatMiniprogram.IAnyObject,
> = WechatMiniprogram.CustomEvent<Detail, WechatMiniprogram.IAnyObject, Dataset>

interface Card<Data> {
  readonly data: Data
  triggerEvent(name: 'open', detail: RoomTap | GoodsTap): void
}

/** `onTap` of a component with a `room`. Emits nothing if the room has no action. */
export function emitRoomTap(this: Card<{ readonly room: RoomView }>): void {
  const { roomId, action } = this.data.room
  if (action !== 'none') this.triggerEvent('open', { roomId, action })
}

/** `onTap` of a component with `goods`. */
export function emitGoodsTap(this: Card<{ readonly goods: GoodsTap }>): void {
  this.triggerEvent('open', goodsTapOf(this.data.goods))
}

/** @param goods a `GoodsView`: only its link goes into the event */
export function goodsTapOf(goods: GoodsTap): GoodsTap {
  const { url, sellerAppId } = goods
  return { url, sellerAppId }
}
