import { openPage } from './live/index'
import type { Purchase } from './live/index'

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
  void openPage('/packageA/pages/order/order')
}

/** For the example page; null if it was opened without a tap on a buy button. */
export function wantedPurchase(): Purchase | null {
  return lastPurchase
}
