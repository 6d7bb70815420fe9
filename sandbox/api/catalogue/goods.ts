import type { CatalogueGoods, CataloguePrice, Theme } from './types'

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

type Row = readonly [name: string, theme: Theme, price: CataloguePrice]

/**
 * The products of 山海小铺. Names keep WeChat's limit of 14 Chinese characters (contract B6), which is two
 * lines on a card of two columns, and use GB2312 characters only, which every font has. Pictures:
 * ../pictures/goods, by goods id.
 */
const GOODS: readonly Row[] = [
  ['明前龙井 手工炒青 罐装', 'tea', off(26800, 19900)],
  ['武夷肉桂岩茶 中火慢焙 老枞', 'tea', range(15800, 36800)],
  ['福鼎白毫银针 头采', 'tea', one(32800)],
  ['茉莉花茶 七窨一提', 'tea', off(12800, 9900)],
  ['手工朱泥小壶 一百八十毫升', 'tea', range(39800, 68000)],
  ['侧把急须 粗陶茶壶', 'tea', one(26800)],
  ['提梁壶 煮茶围炉', 'tea', off(45800, 35800)],
  ['品茗杯 青釉 一对', 'tea', one(8800)],
  ['柴烧主人杯 每只纹路不同', 'ceramics', range(6800, 12800)],
  ['描金马克杯', 'ceramics', off(7900, 5900)],
  ['雨过天青 汝窑开片茶杯', 'ceramics', one(15800)],
  ['粗陶饭碗 四只装', 'ceramics', off(15800, 11900)],
  ['蓝釉汤碗 大号 可进微波炉', 'ceramics', one(6900)],
  ['手捏不规则沙拉碗', 'ceramics', range(5900, 9900)],
  ['素白小口花瓶', 'ceramics', one(12900)],
  ['影青细颈瓶 插梅花的那一只', 'ceramics', off(29800, 23800)],
  ['陶土大肚瓶 客厅落地', 'ceramics', range(18800, 46800)],
  ['秦岭土蜂蜜 一年只取一次', 'pantry', off(12800, 9800)],
  ['洋槐蜜 五百克', 'pantry', one(5800)],
  ['桂花蜜酿 小罐三瓶装', 'pantry', range(4900, 12900)],
  ['阳山水蜜桃 八只礼盒', 'fruit', off(16800, 12800)],
  ['深州蜜桃 现摘现发 坏果包赔', 'fruit', one(8900)],
  ['黄桃 五斤装', 'fruit', one(4990)],
  ['赣南脐橙 九斤', 'fruit', off(6990, 4590)],
  ['丹棱丑橘 果园直发 整箱十斤', 'fruit', range(3990, 7990)],
  ['青见柑橘 小果', 'fruit', one(3690)],
  ['大豆蜡香薰 雪松与橘皮', 'home', off(12800, 8800)],
  ['手作蜂蜡长明烛', 'home', one(4600)],
  ['亚麻衬衫 水洗不用熨 男女同款', 'linen', range(26900, 29900)],
  ['苎麻短袖衫 夏布本色', 'linen', off(23900, 16900)],
  ['植物染帆布袋', 'linen', one(7900)],
  ['亚麻托特包 能装下一整个周末', 'linen', off(15900, 12900)],
  ['羊毛围巾 草木染', 'linen', range(19900, 25900)],
  ['竹编果篮 老师傅手编 三天一只', 'home', one(16800)],
  ['野餐竹篮 带盖', 'home', off(25800, 19800)],
  ['纸灯笼台灯 可调暖光', 'home', range(21800, 32800)],
]

const FIRST_GOODS_ID = 2001
/** Its url is a page of the merchant without a product id. */
export const OWN_PAGE_GOODS_ID = 2035
/** Sold by another mini-program. */
export const OTHER_SHOPS_GOODS_ID = 2036
const OTHER_SHOP_APPID = 'wx0000000000000002'

export function listGoods(): readonly CatalogueGoods[] {
  return GOODS.map(([name, theme, price], index) => {
    const goodsId = FIRST_GOODS_ID + index
    const thirdPartyAppid = goodsId === OTHER_SHOPS_GOODS_ID ? OTHER_SHOP_APPID : ''
    return { goodsId, name, theme, price, url: urlOf(goodsId), thirdPartyAppid }
  })
}

/**
 * The page that the merchant passed to goods/add. It contains the merchant's own product id, because
 * goods_id exists only after that call. Most ids are numbers, some have letters. WeChat appends `.html` to
 * the path.
 * @see contract A7, B3, B6
 */
function urlOf(goodsId: number): string {
  if (goodsId === OTHER_SHOPS_GOODS_ID) return 'pages/item/item.html?sku=88'
  if (goodsId === OWN_PAGE_GOODS_ID) return 'pages/index/index.html?from=live'
  return `pages/product-detail/product-detail.html?product_id=${merchantIdOf(goodsId)}`
}

/** @example merchantsIdOf(2001) // '1026001' */
function merchantIdOf(goodsId: number): string {
  return goodsId % 5 === 0 ? `sku-${goodsId - 2000}` : String(1_024_000 + goodsId)
}
