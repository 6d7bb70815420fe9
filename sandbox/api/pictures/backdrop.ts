import type { Random } from '../catalogue/random'
import { darker, lighter, mix } from './colour'
import type { Pen } from './pen'
import { at, circle, ellipse, path, rect } from './pen'
import { sprig } from './motifs/sprig'
import type { Palette } from './themes'

/** The side of a goods picture. */
export const SIDE = 600
/** Where goods stand. */
export const FLOOR = 486

/** A small stage: a wall, a floor, and one thing that makes it a place. */
export function drawBackdrop(pen: Pen, palette: Palette, hanging: boolean, random: Random): string {
  const { wall, wallDeep } = palette
  const sky = pen.linear(
    [0, 0],
    [0.5, 1],
    [
      [0, lighter(wall, 0.35)],
      [1, mix(wall, wallDeep, 0.75)],
    ],
  )
  const back = rect(0, 0, SIDE, SIDE, sky)
  if (hanging) return back + sun(pen, palette, random) + windowLight(pen, random)
  const floor = pen.linear(
    [0, 0],
    [0, 1],
    [
      [0, mix(wallDeep, palette.table, 0.22)],
      [1, lighter(wallDeep, 0.3)],
    ],
  )
  const stage = random.pick([arch, sun, plinth])
  return (
    back +
    stage(pen, palette, random) +
    rect(0, 424, SIDE, SIDE - 424, floor) +
    (stage === plinth ? disc(pen, palette) : '') +
    windowLight(pen, random) +
    plant(palette, random)
  )
}

function arch(pen: Pen, { wallDeep, accent }: Palette, random: Random): string {
  const x = 300 + random.whole(-30, 30)
  const fill = pen.linear(
    [0, 0],
    [1, 1],
    [
      [0, mix(wallDeep, accent, 0.42)],
      [1, mix(wallDeep, accent, 0.14)],
    ],
  )
  return path(`M${x - 190} 430V230A190 190 0 0 1 ${x + 190} 230V430Z`, fill)
}

function sun(pen: Pen, { wall, accent }: Palette, random: Random): string {
  const fill = pen.linear(
    [0, 0],
    [0, 1],
    [
      [0, mix(wall, accent, 0.5)],
      [1, mix(wall, accent, 0.12)],
    ],
  )
  return circle(300 + random.whole(-46, 46), 262, 208, fill)
}

function plinth(pen: Pen, { wall, wallDeep }: Palette, random: Random): string {
  const left = random.next() < 0.5
  const fill = pen.linear(
    [0, 0],
    [1, 0],
    [
      [0, lighter(wallDeep, 0.3)],
      [1, darker(wallDeep, 0.06)],
    ],
  )
  return (
    rect(left ? 60 : 396, 150, 144, 290, fill, 'rx="4"') +
    rect(left ? 60 : 396, 150, 144, 12, lighter(wall, 0.5), 'rx="4"')
  )
}

/** The round board that goods stand on. */
function disc(pen: Pen, { table }: Palette): string {
  const side = pen.linear(
    [0, 0],
    [1, 0],
    [
      [0, lighter(table, 0.3)],
      [0.4, table],
      [1, darker(table, 0.25)],
    ],
  )
  const top = pen.linear(
    [0, 0],
    [1, 0.6],
    [
      [0, lighter(table, 0.52)],
      [1, lighter(table, 0.16)],
    ],
  )
  return (
    ellipse(310, FLOOR + 42, 268, 46, '#3a2417', 'opacity="0.16"') +
    path(`M56 ${FLOOR + 4}V${FLOOR + 22}A244 42 0 0 0 544 ${FLOOR + 22}V${FLOOR + 4}Z`, side) +
    ellipse(300, FLOOR + 4, 244, 42, top)
  )
}

/** Slanted panes of afternoon sun. */
function windowLight(pen: Pen, random: Random): string {
  const light = pen.linear(
    [0, 0],
    [1, 1],
    [
      [0, '#fffaf0', 0.5],
      [1, '#fffaf0', 0.05],
    ],
  )
  const x = random.whole(-60, 40)
  return at(
    x,
    0,
    1,
    path('M40 30L190 0L320 300L150 350Z', light) + path('M214-4L340-28L486 258L340 292Z', light),
  )
}

function plant(palette: Palette, random: Random): string {
  if (random.next() < 0.35) return ''
  const left = random.next() < 0.5
  const x = left ? random.whole(46, 80) : random.whole(520, 556)
  return `<g opacity="0.8">${at(x, 500, 0.9, sprig(palette.plant, 6), left ? -14 : 14)}</g>`
}
