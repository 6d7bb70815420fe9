import { goodsView } from '../../../live/domain/goods-view'
import { priceView, times } from '../../../live/domain/price'
import { text } from '../../../live/domain/text'
import type { GoodsView, PriceView } from '../../../live/domain/view'
import type { Purchase } from '../../../on-buy'
import { wantedPurchase } from '../../../on-buy'
import { openIndexInstead } from '../../../live/services/navigation/navigate'
import { told } from '../../../live/services/rooms/open-room'
import { pageStyle } from '../../../live/services/phone/settings'
import { entryGroupId } from '../../services/group-entry'

const MOST = 99

/**
 * The example that on-buy.ts leads to: what would be ordered, and whom the merchant would thank. A
 * real shop puts its own checkout in its place; this one orders nothing.
 */
Page({
  data: {
    text: Object.assign({}, text.order, text.common),
    pageStyle: pageStyle(),
    goods: null as GoodsView | null,
    quantity: 1,
    total: null as PriceView | null,
    credit: noLines(),
  },

  // not drawn
  purchase: null as Purchase | null,

  onLoad() {
    void wx.setNavigationBarTitle({ title: text.order.title })
    const purchase = wantedPurchase()
    this.purchase = purchase
    if (purchase === null) return
    this.setData({ goods: goodsView(purchase.product), credit: creditLines(purchase, null) })
    this.count(purchase.quantity)
    // asked here and nowhere else: only whoever buys from a group's card is asked for it
    void entryGroupId().then((groupId) => {
      if (groupId !== null) this.setData({ credit: creditLines(purchase, groupId) })
    })
  },

  onLess() {
    this.count(this.data.quantity - 1)
  },

  onMore() {
    this.count(this.data.quantity + 1)
  },

  count(wanted: number) {
    if (this.purchase === null) return
    const quantity = Math.min(Math.max(wanted, 1), MOST)
    this.setData({ quantity, total: priceView(times(this.purchase.product.price, quantity)) })
  },

  onIndex() {
    void told(openIndexInstead())
  },
})

function noLines(): readonly string[] {
  return []
}

/** In words what `purchase.attribution` says; your own checkout sends it with the order. */
function creditLines({ room, attribution }: Purchase, groupId: string | null): readonly string[] {
  const { credit } = text
  const lines: string[] = []
  if (room !== null) lines.push(credit.room(room.title))
  if (attribution !== null && attribution.shareOpenid !== null) lines.push(credit.shared)
  if (groupId !== null) lines.push(credit.group(groupId))
  if (attribution !== null && Object.keys(attribution.customParams).length > 0) {
    lines.push(credit.params(JSON.stringify(attribution.customParams)))
  }
  return lines.length === 0 ? [credit.nobody] : lines
}
