import { OTHER_SHOPS_GOODS_ID, OWN_PAGE_GOODS_ID, listGoods } from './goods'
import type { Random } from './random'
import { seededRandom, seedFor } from './random'
import { ALL_DAY_ROOM_ID, planRooms } from './rooms'
import { FIRST_BROADCAST_TITLE } from './titles'
import { resize } from './size'
import type { Catalogue, CatalogueGoods, Theme } from './types'

/**
 * The account's rooms and goods. Deterministic: the same seed and start give the same catalogue, so that
 * screenshots and failing tests can be repeated.
 * @param roomCount default: all ordinary rooms
 */
export function buildCatalogue(seed: number, startMs: number, roomCount?: number): Catalogue {
  const goods = listGoods()
  const ordinary = planRooms(startMs, seededRandom(seedFor(seed, 'rooms')))
  const sizing = seededRandom(seedFor(seed, 'further rooms'))
  const rooms = resize(ordinary, roomCount ?? ordinary.length, startMs, sizing).map(
    ({ roomId, title: [name, theme, anchorName], plan, goodsCount }) => {
      const random = seededRandom(seedFor(seed, 'goods of', roomId))
      const liveType = random.pick<0 | 1>([0, 0, 1])
      const withoutGoodsIds = name === FIRST_BROADCAST_TITLE[0]
      const { startAtMs, endAtMs, timeline, replays } = plan
      return {
        ...{ roomId, name, anchorName, theme, startAtMs, endAtMs, timeline, replays, liveType },
        goods: chooseGoods(goods, theme, goodsCount, random, specialTo(roomId, withoutGoodsIds)),
        withoutGoodsIds,
      }
    },
  )
  return { startMs, goods, rooms }
}

/** Products of the room's theme first, then others, then the special ones. */
function chooseGoods(
  goods: readonly CatalogueGoods[],
  theme: Theme,
  count: number,
  random: Random,
  special: (goodsId: number) => boolean,
): CatalogueGoods[] {
  const ordinary = goods.filter(({ goodsId }) => !isSpecial(goodsId))
  const last = goods.filter(({ goodsId }) => special(goodsId))
  const ranked = ordinary.map((item) => ({
    item,
    rank: (item.theme === theme ? 0 : 1) + random.next() * 0.99,
  }))
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count - last.length)
    .map(({ item }) => item)
    .concat(last)
}

const isSpecial = (goodsId: number): boolean =>
  goodsId === OWN_PAGE_GOODS_ID || goodsId === OTHER_SHOPS_GOODS_ID

/** Which special products a room has: those of another mini-program, and those without a product id. */
function specialTo(roomId: number, withoutGoodsIds: boolean): (goodsId: number) => boolean {
  if (roomId === ALL_DAY_ROOM_ID) return isSpecial
  return (goodsId) => withoutGoodsIds && goodsId === OWN_PAGE_GOODS_ID
}
