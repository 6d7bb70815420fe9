import { priceView } from './price'
import type { Goods } from './room'
import { joinForScreenReader, text } from './text'
import type { GoodsView } from './view'

export function goodsView(goods: Goods): GoodsView {
  const { goodsId, title, coverUrl, path, query, sellerAppId } = goods
  const price = priceView(goods.price)
  const url = `/${path}${query === '' ? '' : '?' + query}`
  const sellerText = sellerAppId === '' ? '' : text.card.otherSeller
  return {
    // goods listed in 2020 have no goods_id, and two goods may share a page
    key: goodsId === null ? url + ' ' + title : String(goodsId),
    url,
    sellerAppId,
    sellerText,
    title,
    coverUrl,
    price,
    ariaLabel: joinForScreenReader([title, price.ariaLabel, sellerText]),
  }
}
