import { priceView } from './price'
import type { Goods } from './room'
import { aloud } from './text'
import type { GoodsView } from './view'

export function goodsView(goods: Goods): GoodsView {
  const price = priceView(goods.price)
  const ariaLabel = aloud([goods.title, price.ariaLabel])
  return Object.assign({}, goods, { price, ariaLabel })
}
