import type { Goods } from './live/domain/room'
import type { RoomId } from './live/domain/room-id'
import type { Attribution } from './live/services/entry/attribution'
import { openOrder } from './live/services/navigation/navigate'
import { toastOnFailure } from './live/services/rooms/open-room'

/** What a shopper wants to buy, and whom to thank for it. */
export interface Purchase {
  /**
   * `productId` is your own id of it, as your goods' url has it, in a text; null where that url has
   * none. `goodsId` is WeChat's number, which your shop does not know.
   */
  readonly product: Goods
  readonly quantity: number
  /** The live room it is bought from, if any. */
  readonly room: { readonly roomId: RoomId; readonly title: string } | null
  /** null: the shopper came by themselves. */
  readonly attribution: Attribution | null
}

let wanted: Purchase | null = null

/**
 * The one place where your own cart and checkout begin; every "购买" of the app ends up here.
 * Replace the body by your own. This example opens a page that shows what would be ordered, and
 * orders nothing.
 * @example
 * void wx.navigateTo({ url: productUrlOfYourCart(purchase) })
 * @see docs/extending.md
 */
export function onBuy(purchase: Purchase): void {
  wanted = purchase
  void toastOnFailure(openOrder())
}

/** For the example page; null where it was opened by itself. */
export function wantedPurchase(): Purchase | null {
  return wanted
}
