import type { RoomAction } from '../domain/view'

/** What components say when they are tapped; pages decide what it means. */
export interface RoomTap {
  readonly roomId: number
  /** What the card offered at the moment of the tap. */
  readonly action: RoomAction
}

export interface GoodsTap {
  readonly productId: number
}

export interface TabTap {
  readonly key: string
}

/** A custom event as a page's handler gets it. */
export type Tapped<Detail extends WechatMiniprogram.IAnyObject> =
  WechatMiniprogram.CustomEvent<Detail>
