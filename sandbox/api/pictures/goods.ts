import { seededRandom, seedFor } from '../catalogue/random'
import type { CatalogueGoods, Motif } from '../catalogue/types'
import { drawBackdrop, FLOOR, SIDE } from './backdrop'
import { MOTIF_DRAWINGS } from './motifs'
import type { Pen } from './pen'
import { at, takePen } from './pen'
import { PALETTES } from './themes'

/** Goods that hang on the wall instead of standing on the table. */
const HANGING: ReadonlySet<Motif> = new Set(['shirt', 'scarf'])

/** So that a cup fills its picture as well as a lamp does. */
const SCALES: Partial<Record<Motif, number>> = {
  cup: 1.3,
  teapot: 1.22,
  'tea-tin': 1.25,
  bowl: 1.2,
  'honey-jar': 1.25,
  peach: 1.22,
  orange: 1.22,
  candle: 1.2,
}

/** The picture of one piece of goods, 600 × 600. */
export function drawGoods(seed: number, goods: CatalogueGoods): string {
  const random = seededRandom(seedFor(seed, 'picture of goods', goods.goodsId))
  const pen = takePen()
  const hangs = HANGING.has(goods.motif)
  const backdrop = drawBackdrop(pen, PALETTES[goods.theme], hangs, random)
  const scale = SCALES[goods.motif] ?? 1.15
  const drawing = at(300, hangs ? FLOOR + 28 : FLOOR, scale, drawMotif(pen, goods, seed))
  return svg(SIDE, SIDE, pen, backdrop + drawing)
}

/** The goods alone, standing at (0, 0): the same wherever they are shown. */
export function drawMotif(pen: Pen, goods: CatalogueGoods, seed: number): string {
  const random = seededRandom(seedFor(seed, 'motif of goods', goods.goodsId))
  return MOTIF_DRAWINGS[goods.motif](pen, goods.look, random)
}

export function svg(width: number, height: number, pen: Pen, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${pen.defs()}${body}</svg>`
}
