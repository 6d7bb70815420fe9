import { shelf } from './goods'
import type { Random } from './random'
import { seededRandom, seedFor } from './random'
import { bookRooms } from './rooms'
import { resize } from './size'
import type { Catalogue, CatalogueGoods, Theme } from './types'

/**
 * The account's rooms and goods. Deterministic: the same seed and start give the same catalogue, to
 * the byte, so that a screenshot and a failing test can be repeated.
 * @param roomCount as many as the shop usually has, when left out
 */
export function buildCatalogue(seed: number, startMs: number, roomCount?: number): Catalogue {
  const goods = shelf()
  const ordinary = bookRooms(startMs, seededRandom(seedFor(seed, 'rooms')))
  const sizing = seededRandom(seedFor(seed, 'further rooms'))
  const rooms = resize(ordinary, roomCount ?? ordinary.length, startMs, sizing).map(
    ({ roomId, billing: [name, theme, anchorName], plan, goodsCount }) => {
      const random = seededRandom(seedFor(seed, 'goods of', roomId))
      const liveType = random.pick<0 | 1>([0, 0, 1])
      const { startAtMs, endAtMs, course, replays } = plan
      return {
        ...{ roomId, name, anchorName, theme, startAtMs, endAtMs, course, replays, liveType },
        goods: chooseGoods(goods, theme, goodsCount, random),
      }
    },
  )
  return { seed, startMs, goods, rooms }
}

/** The room's own theme first, then whatever else the shop has. */
function chooseGoods(
  goods: readonly CatalogueGoods[],
  theme: Theme,
  count: number,
  random: Random,
): CatalogueGoods[] {
  const ranked = goods.map((item) => ({
    item,
    rank: (item.theme === theme ? 0 : 1) + random.next() * 0.99,
  }))
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .map(({ item }) => item)
}
