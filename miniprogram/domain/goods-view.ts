import { priceView } from './price'
import type { Goods } from './room'
import { text } from './text'
import type { GoodsView } from './view'

export function goodsView(goods: Goods): GoodsView {
  const price = priceView(goods.price)
  return {
    productId: goods.productId,
    title: goods.title,
    coverUrl: goods.coverUrl,
    price,
    ariaLabel: text.card.list([goods.title, price.ariaLabel]),
  }
}
