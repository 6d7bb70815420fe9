import { languageOf } from '../../../live/domain/text'
import { appInfo } from '../../../live/services/phone/platform'

/** Texts of the example page, which the live part does not need. */
const zh = {
  page: {
    title: '确认商品',
    example: '示例页：商家在 on-buy.ts 里接上自己的购物车和结算。这里不下单，也不收款。',
    quantity: '数量',
    less: '减少一件',
    more: '增加一件',
    total: '合计',
    credit: '随订单告诉商家',
    missing: '没有要确认的商品',
  },

  credit: {
    noAttribution: '自己找来的',
    room: (title: string) => '来自直播间：' + title,
    shared: '由好友分享',
    group: (id: string) => '来自微信群：' + id,
    params: (json: string) => '自定义参数：' + json,
  },
}

const en: typeof zh = {
  page: {
    title: 'Your item',
    example:
      'An example: connect your cart and checkout in on-buy.ts. Nothing is ordered or paid here.',
    quantity: 'Quantity',
    less: 'One less',
    more: 'One more',
    total: 'Total',
    credit: 'Sent to the shop with the order',
    missing: 'There is nothing to confirm',
  },

  credit: {
    noAttribution: 'Came by oneself',
    room: (title) => 'From the room: ' + title,
    shared: 'Shared by a friend',
    group: (id) => 'From the group: ' + id,
    params: (json) => 'Custom parameters: ' + json,
  },
}

export function orderTexts(): typeof zh {
  return languageOf(appInfo().language) === 'zh' ? zh : en
}
