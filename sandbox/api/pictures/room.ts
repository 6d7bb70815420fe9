import { seededRandom, seedFor } from '../catalogue/random'
import type { CatalogueGoods, CatalogueRoom, Motif } from '../catalogue/types'
import { drawMotif, svg } from './goods'
import { darker } from './colour'
import { drawArms, drawHost, hostOf } from './host'
import type { DrawNook, Frame } from './interior'
import { drawPlant, drawTable, moonNook, shelfNook, wallFill, windowNook } from './interior'
import { drawForeground, drawPendants, drawSunlight } from './light'
import type { Pen } from './pen'
import { at, line, rect, takePen } from './pen'
import type { Palette } from './themes'
import { byLamplight, PALETTES } from './themes'

export const ROOM_PICTURES = ['cover', 'share', 'feeds'] as const
export type RoomPicture = (typeof ROOM_PICTURES)[number]

/**
 * WeChat's proportions (contract B2) at a size that phones need. The host and the goods of a cover stay
 * in its middle, so that a crop to 16:9, 4:3 or a square loses no face.
 */
const FRAMES: Readonly<Record<RoomPicture, Frame & { readonly scale: number }>> = {
  cover: { width: 900, height: 1200, tableY: 784, scale: 1.2 },
  share: { width: 1000, height: 800, tableY: 586, scale: 1.22 },
  feeds: { width: 800, height: 800, tableY: 590, scale: 1.14 },
}

const HANGING: ReadonlySet<Motif> = new Set(['shirt', 'scarf'])
const TALL: ReadonlySet<Motif> = new Set(['vase', 'lamp', 'basket', 'tote', 'candle'])
const SMALL: ReadonlySet<Motif> = new Set([
  'cup',
  'teapot',
  'bowl',
  'honey-jar',
  'peach',
  'orange',
  'tea-tin',
])

const NOOKS: readonly DrawNook[] = [windowNook, shelfNook, moonNook]

/** What a picture needs to know of a room; a Channels account is drawn by the same. */
export type Pictured = Pick<CatalogueRoom, 'roomId' | 'theme' | 'anchorName' | 'goods'>

type DrawGoods = (goods: CatalogueGoods) => string

/** A room as its merchant would photograph it: the host behind a table with the goods of the evening. */
export function drawRoom(seed: number, room: Pictured, kind: RoomPicture): string {
  const random = seededRandom(seedFor(seed, 'picture of room', room.roomId))
  const frame = FRAMES[kind]
  const { width, height, tableY, scale } = frame
  const evening = random.next() < 0.4
  const palette = evening ? byLamplight(room.theme) : PALETTES[room.theme]
  const pen = takePen()
  const hostOnLeft = random.next() < 0.5
  const side = (part: number): number => width * (hostOnLeft ? part : 1 - part)
  const draw: DrawGoods = (goods) => drawMotif(pen, goods, seed)
  const { held, hung, shown } = arrange(room.goods)
  const host = hostOf(room.anchorName, random)
  const hostX = side(kind === 'cover' ? 0.37 : 0.34)
  const nook = NOOKS[room.roomId % NOOKS.length] ?? moonNook

  const layers = [
    rect(0, 0, width, height, wallFill(pen, palette)),
    room.theme === 'linen' && hung.length > 0
      ? rail(hung.map(draw), side(0.76), tableY, palette)
      : nook(pen, palette, { ...frame, evening }, side(0.77), random),
    drawPendants(pen, palette, { ...frame, evening }, side(0.2), side(0.5)),
    drawPlant(pen, palette, side(0.05), tableY - 4),
    at(hostX, tableY + 12, scale, drawHost(pen, host)),
    drawTable(pen, palette, frame),
    at(
      hostX,
      tableY + 16,
      scale,
      drawArms(pen, host, held === undefined ? '' : at(0, 4, 0.42, draw(held))),
    ),
    display(shown, draw, side, frame),
    evening ? '' : drawSunlight(pen, frame),
    kind === 'cover' ? drawForeground(palette, frame) : '',
    shade(pen, frame),
  ]
  return svg(width, height, pen, layers.join(''))
}

interface Arrangement {
  /** In the host's hands. */
  readonly held: CatalogueGoods | undefined
  readonly hung: readonly CatalogueGoods[]
  /** On the table, tall ones first. */
  readonly shown: readonly CatalogueGoods[]
}

/** One of each motif before a second of any: a table of six teapots says less than one of six things. */
function arrange(goods: readonly CatalogueGoods[]): Arrangement {
  const seen = new Set<Motif>()
  const first = goods.filter(({ motif }) => !seen.has(motif) && seen.add(motif))
  const varied = [...first, ...goods.filter((item) => !first.includes(item))]
  const held = varied.find(({ motif }) => SMALL.has(motif))
  const standing = varied.filter((item) => item !== held && !HANGING.has(item.motif)).slice(0, 4)
  return {
    held,
    hung: varied.filter(({ motif }) => HANGING.has(motif)).slice(0, 3),
    shown: standing.sort((a, b) => Number(TALL.has(b.motif)) - Number(TALL.has(a.motif))),
  }
}

/** Places on the table: two further back, one in front, one on the host's other side. */
const PLACES = [
  { part: 0.68, down: 34, scale: 0.74 },
  { part: 0.9, down: 40, scale: 0.72 },
  { part: 0.79, down: 82, scale: 0.66 },
  { part: 0.08, down: 70, scale: 0.66 },
]

function display(
  shown: readonly CatalogueGoods[],
  draw: DrawGoods,
  side: (part: number) => number,
  { tableY, scale }: Frame & { readonly scale: number },
): string {
  return shown
    .map((goods, index) => ({ goods, place: PLACES[index] }))
    .map(({ goods, place }) =>
      place === undefined
        ? ''
        : at(side(place.part), tableY + place.down, place.scale * (scale / 1.1), draw(goods)),
    )
    .join('')
}

/** Clothes on a wooden rail. */
function rail(hung: readonly string[], x: number, tableY: number, { table }: Palette): string {
  const y = tableY - 452
  const clothes = hung.map((drawing, index) => {
    const shift = (index - (hung.length - 1) / 2) * 150
    return at(x + shift, y + 404 * 0.86, 0.86, drawing)
  })
  return (
    line(`M${x - 236} ${y}H${x + 236}`, darker(table, 0.1), 12) +
    line(`M${x - 214} ${y}V${tableY + 20}M${x + 214} ${y}V${tableY + 20}`, darker(table, 0.2), 10) +
    clothes.join('')
  )
}

/** A little darker to the edges, as lenses are, and as titles over a picture need. */
function shade(pen: Pen, { width, height }: Frame): string {
  const edge = pen.radial([0.5, 0.45], 0.75, [
    [0.55, '#2b1a12', 0],
    [1, '#2b1a12', 0.22],
  ])
  return rect(0, 0, width, height, edge)
}
