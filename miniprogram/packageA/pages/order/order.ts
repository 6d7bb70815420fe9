import { goodsView } from '../../../live/domain/goods-view'
import { priceView, priceTimes } from '../../../live/domain/price'
import { text } from '../../../live/domain/text'
import type { GoodsView, PriceView } from '../../../live/domain/view'
import { wantedPurchase } from '../../../on-buy'
import type { Purchase } from '../../../live/index'
import { redirectToStorefront } from '../../../live/services/navigation/navigate'
import { toastOnFailure } from '../../../live/services/rooms/open-room'
import { pageStyle } from '../../../live/services/phone/settings'
import { entryGroupId } from '../../services/group-entry'
import { orderTexts } from './order-texts'

const MAX_QUANTITY = 99

/**
 * The example page that on-buy.ts opens: the purchase, and what brought the shopper. It orders nothing.
 * `npm run example -- --remove order` removes it.
 */
Page({
  data: {
    text: { ...text.common, ...orderTexts().page },
    pageStyle: pageStyle(),
    goods: null as GoodsView | null,
    quantity: 1,
    total: null as PriceView | null,
    credit: [] as readonly string[],
  },

  // not drawn
  purchase: null as Purchase | null,

  async onLoad() {
    void wx.setNavigationBarTitle({ title: orderTexts().page.title })
    const purchase = wantedPurchase()
    this.purchase = purchase
    if (purchase === null) return
    this.setData({ goods: goodsView(purchase.product), credit: creditLines(purchase, null) })
    this.setQuantity(purchase.quantity)
    // only a checkout asks for the group: it needs a login
    const groupId = await entryGroupId()
    if (groupId !== null) this.setData({ credit: creditLines(purchase, groupId) })
  },

  onLess() {
    this.setQuantity(this.data.quantity - 1)
  },

  onMore() {
    this.setQuantity(this.data.quantity + 1)
  },

  setQuantity(wanted: number) {
    if (this.purchase === null) return
    const quantity = Math.min(Math.max(wanted, 1), MAX_QUANTITY)
    this.setData({ quantity, total: priceView(priceTimes(this.purchase.product.price, quantity)) })
  },

  onIndex() {
    void toastOnFailure(redirectToStorefront())
  },
})

/** `purchase.attribution` as text. A real checkout sends it with the order. */
function creditLines({ room, attribution }: Purchase, groupId: string | null): readonly string[] {
  const texts = orderTexts().credit
  const lines: string[] = []
  if (room !== null) lines.push(texts.room(room.title))
  if (attribution !== null && attribution.shareOpenid !== null) lines.push(texts.shared)
  if (groupId !== null) lines.push(texts.group(groupId))
  if (attribution !== null && Object.keys(attribution.customParams).length > 0)
    lines.push(texts.params(JSON.stringify(attribution.customParams)))
  return lines.length === 0 ? [texts.noAttribution] : lines
}
