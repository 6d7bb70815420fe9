import { openPage } from './live/index'
import type { Purchase } from './live/index'

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
  void openPage('/packageA/pages/order/order')
}

/** For the example page; null where it was opened by itself. */
export function wantedPurchase(): Purchase | null {
  return wanted
}
