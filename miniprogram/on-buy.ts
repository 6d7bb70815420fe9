import type { Goods } from './live/domain/room'
import type { RoomId } from './live/domain/room-id'
import type { Attribution } from './live/services/entry/attribution'
import { openUrl } from './live/services/navigation/navigate'
import { told } from './live/services/rooms/open-room'

/** What a shopper wants to buy, and what brought the shopper. */
export interface Purchase {
  /**
   * `productId` is your own id of the goods, as text, read from the url of your goods library; null if that
   * url has none. `goodsId` is WeChat's number, which your shop does not know.
   */
  readonly product: Goods
  readonly quantity: number
  /** The live room that the shopper came from, if any. */
  readonly room: { readonly roomId: RoomId; readonly title: string } | null
  /** The card, code or room that brought the shopper; null if they came by themselves. */
  readonly attribution: Attribution | null
}

let lastPurchase: Purchase | null = null

/**
 * Connect your cart or checkout here: every buy button of the app calls this function. This example opens
 * a page that shows the purchase and orders nothing. `npm run example -- --remove order` removes that page.
 * @example
 * void wx.navigateTo({ url: productUrlOfYourCart(purchase) })
 * @see docs/extending.md
 */
export function onBuy(purchase: Purchase): void {
  lastPurchase = purchase
  // eslint-disable-next-line no-restricted-syntax -- the link of the example goes with the example
  void told(openUrl('/packageA/pages/order/order'))
}

/** For the example page; null if it was opened without a tap on a buy button. */
export function wantedPurchase(): Purchase | null {
  return lastPurchase
}
