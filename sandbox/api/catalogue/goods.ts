import type { CatalogueGoods, CataloguePrice, Motif, Theme } from './types'

const one = (priceFen: number): CataloguePrice => ({ kind: 'single', priceFen })
const range = (minFen: number, maxFen: number): CataloguePrice => ({
  kind: 'range',
  minFen,
  maxFen,
})
const off = (originalFen: number, priceFen: number): CataloguePrice => ({
  kind: 'discount',
  originalFen,
  priceFen,
})

type Row = readonly [
  name: string,
  motif: Motif,
  theme: Theme,
  price: CataloguePrice,
  tone: string,
  variant: number,
]

/**
 * The shelf of 山海小铺. Names keep WeChat's limit of 14 Chinese characters (contract B6), which is two
 * lines on a card of two columns; characters are GB2312's, so that every font draws them. The last two
 * columns are the colour and the shape in which the picture shows the goods.
 */
const SHELF: readonly Row[] = [
  ['明前龙井 手工炒青 罐装', 'tea-tin', 'tea', off(26800, 19900), '#5d7a4f', 0],
  ['武夷肉桂岩茶 中火慢焙 老枞', 'tea-tin', 'tea', range(15800, 36800), '#8a4a34', 1],
  ['福鼎白毫银针 头采', 'tea-tin', 'tea', one(32800), '#9fae9c', 1],
  ['茉莉花茶 七窨一提', 'tea-tin', 'tea', off(12800, 9900), '#d9c08a', 2],
  ['手工朱泥小壶 一百八十毫升', 'teapot', 'tea', range(39800, 68000), '#a5482f', 0],
  ['侧把急须 粗陶茶壶', 'teapot', 'tea', one(26800), '#4f4a46', 1],
  ['提梁壶 煮茶围炉', 'teapot', 'tea', off(45800, 35800), '#6f5a4a', 2],
  ['品茗杯 青釉 一对', 'cup', 'tea', one(8800), '#a9c3b4', 0],
  ['柴烧主人杯 每只纹路不同', 'cup', 'ceramics', range(6800, 12800), '#a3714b', 2],
  ['描金马克杯', 'cup', 'ceramics', off(7900, 5900), '#f3ece0', 1],
  ['雨过天青 汝窑开片茶杯', 'cup', 'ceramics', one(15800), '#9dbfc4', 3],
  ['粗陶饭碗 四只装', 'bowl', 'ceramics', off(15800, 11900), '#b79b7c', 0],
  ['蓝釉汤碗 大号 可进微波炉', 'bowl', 'ceramics', one(6900), '#5f87a6', 1],
  ['手捏不规则沙拉碗', 'bowl', 'ceramics', range(5900, 9900), '#d8c3a5', 2],
  ['素白小口花瓶', 'vase', 'ceramics', one(12900), '#f1ebe2', 0],
  ['影青细颈瓶 插梅花的那一只', 'vase', 'ceramics', off(29800, 23800), '#b4cfcc', 1],
  ['陶土大肚瓶 客厅落地', 'vase', 'ceramics', range(18800, 46800), '#b9825a', 2],
  ['秦岭土蜂蜜 一年只取一次', 'honey-jar', 'pantry', off(12800, 9800), '#c9821f', 0],
  ['洋槐蜜 五百克', 'honey-jar', 'pantry', one(5800), '#e3b04b', 1],
  ['桂花蜜酿 小罐三瓶装', 'honey-jar', 'pantry', range(4900, 12900), '#d98f2b', 2],
  ['阳山水蜜桃 八只礼盒', 'peach', 'fruit', off(16800, 12800), '#f6c9a4', 0],
  ['深州蜜桃 现摘现发 坏果包赔', 'peach', 'fruit', one(8900), '#f2b58f', 1],
  ['黄桃 五斤装', 'peach', 'fruit', one(4990), '#f4bd55', 2],
  ['赣南脐橙 九斤', 'orange', 'fruit', off(6990, 4590), '#ee8a2b', 0],
  ['丹棱丑橘 果园直发 整箱十斤', 'orange', 'fruit', range(3990, 7990), '#e9962f', 1],
  ['青见柑橘 小果', 'orange', 'fruit', one(3690), '#f0a63c', 2],
  ['大豆蜡香薰 雪松与橘皮', 'candle', 'home', off(12800, 8800), '#a8b39a', 0],
  ['手作蜂蜡长明烛', 'candle', 'home', one(4600), '#e0b052', 1],
  ['亚麻衬衫 水洗不用熨 男女同款', 'shirt', 'linen', range(26900, 29900), '#cbb894', 0],
  ['苎麻短袖衫 夏布本色', 'shirt', 'linen', off(23900, 16900), '#e2d8c4', 1],
  ['植物染帆布袋', 'tote', 'linen', one(7900), '#e6dcc6', 0],
  ['亚麻托特包 能装下一整个周末', 'tote', 'linen', off(15900, 12900), '#b9a88c', 1],
  ['羊毛围巾 草木染', 'scarf', 'linen', range(19900, 25900), '#8a6a78', 0],
  ['竹编果篮 老师傅手编 三天一只', 'basket', 'home', one(16800), '#c99a5b', 0],
  ['野餐竹篮 带盖', 'basket', 'home', off(25800, 19800), '#b98449', 1],
  ['纸灯笼台灯 可调暖光', 'lamp', 'home', range(21800, 32800), '#f0d9a8', 0],
]

const FIRST_GOODS_ID = 2001
/** Sold on a page of the merchant's own, whose url names no id. */
export const OWN_PAGE_GOODS_ID = 2035
/** Sold by another mini-program. */
export const OTHER_SHOPS_GOODS_ID = 2036
const OTHER_SHOP_APPID = 'wx0000000000000002'

export function shelf(): readonly CatalogueGoods[] {
  return SHELF.map(([name, motif, theme, price, tone, variant], index) => {
    const goodsId = FIRST_GOODS_ID + index
    const thirdPartyAppid = goodsId === OTHER_SHOPS_GOODS_ID ? OTHER_SHOP_APPID : ''
    const url = urlOf(goodsId)
    return { goodsId, name, motif, theme, price, look: { tone, variant }, url, thirdPartyAppid }
  })
}

/**
 * The page as the merchant gave it to goods/add, which answers with goods_id only then: the id in it is
 * the merchant's own, mostly a number, at times with letters. WeChat prints `.html` after the path.
 * @see contract A7, B3, B6
 */
function urlOf(goodsId: number): string {
  if (goodsId === OTHER_SHOPS_GOODS_ID) return 'pages/item/item.html?sku=88'
  if (goodsId === OWN_PAGE_GOODS_ID) return 'pages/index/index.html?from=live'
  return `pages/product-detail/product-detail.html?product_id=${merchantsIdOf(goodsId)}`
}

/** @example merchantsIdOf(2001) // '1026001' */
function merchantsIdOf(goodsId: number): string {
  return goodsId % 5 === 0 ? `sku-${goodsId - 2000}` : String(1_024_000 + goodsId)
}
