import { priceView } from './price'
import type { Goods } from './room'
import { aloud } from './text'
import type { GoodsView } from './view'

export function goodsView(goods: Goods): GoodsView {
  const price = priceView(goods.price)
  return {
    productId: goods.productId,
    title: goods.title,
    coverUrl: goods.coverUrl,
    price,
    ariaLabel: aloud([goods.title, price.ariaLabel]),
  }
}
