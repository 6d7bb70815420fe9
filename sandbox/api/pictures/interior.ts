import type { Random } from '../catalogue/random'
import { darker, lighter, mix } from './colour'
import { sprig } from './motifs/sprig'
import type { Pen } from './pen'
import { at, circle, ellipse, line, path, rect, roundFill } from './pen'
import type { Palette } from './themes'

/** The frame that a scene fills: `tableY` is where the far edge of the table is. */
export interface Frame {
  readonly width: number
  readonly height: number
  readonly tableY: number
  /** After dark, by lamplight. */
  readonly evening?: boolean
}

/** The wall and what is built into it, at `x`: the side that the host leaves free. */
export type DrawNook = (
  pen: Pen,
  palette: Palette,
  frame: Frame,
  x: number,
  random: Random,
) => string

export function wallFill(pen: Pen, { wall, wallDeep }: Palette): string {
  return pen.linear(
    [0, 0],
    [0.6, 1],
    [
      [0, lighter(wall, 0.3)],
      [0.55, wall],
      [1, mix(wall, wallDeep, 0.85)],
    ],
  )
}

/** A window with hills behind it, and a curtain. */
export const windowNook: DrawNook = (pen, palette, { tableY, evening = false }, x, random) => {
  const [w, h] = [300, 400]
  const [left, top] = [x - w / 2, tableY - 500]
  const sky = pen.linear(
    [0, 0],
    [0, 1],
    [
      [0, evening ? '#33455c' : '#fdf6e6'],
      [0.6, evening ? '#6d6478' : '#f9e3c4'],
      [1, evening ? '#d29a78' : '#e9d9b8'],
    ],
  )
  const haze = evening ? '#4b5064' : '#f4e6cd'
  const frame = lighter(palette.table, 0.28)
  const glass = pen.clip(`<rect x="${left}" y="${top}" width="${w}" height="${h}" rx="10"/>`)
  const far = mix(palette.plant, haze, 0.6)
  const near = mix(palette.plant, haze, 0.34)
  const curtain = pen.linear(
    [0, 0],
    [1, 0],
    [
      [0, '#fffaf0', 0.95],
      [0.4, palette.wall],
      [0.6, '#fffaf0', 0.9],
      [1, palette.wallDeep],
    ],
  )
  const peak = random.whole(-40, 40)
  return [
    rect(left - 16, top - 16, w + 32, h + 32, frame, 'rx="14"'),
    `<g clip-path="${glass}">`,
    rect(left, top, w, h, sky),
    circle(x + 56 + peak / 2, top + 108, 46, '#fff3d2'),
    path(
      `M${left} ${top + 300}C${x - 90} ${top + 190 + peak} ${x - 30} ${top + 210} ${x + 20} ${top + 260}C${x + 70} ${top + 200 - peak} ${x + 120} ${top + 220} ${left + w} ${top + 270}V${top + h}H${left}Z`,
      far,
    ),
    path(
      `M${left} ${top + 350}C${x - 60} ${top + 280} ${x + 10} ${top + 300 - peak} ${left + w} ${top + 330}V${top + h}H${left}Z`,
      near,
    ),
    '</g>',
    line(`M${x} ${top}V${top + h}M${left} ${top + 190}H${left + w}`, frame, 11),
    path(
      `M${left - 34} ${top - 30}H${left + 66}C${left + 40} ${top + 130} ${left + 30} ${top + 300} ${left + 46} ${top + h + 40}H${left - 40}Z`,
      curtain,
      'opacity="0.92"',
    ),
    line(`M${left - 60} ${top - 34}H${left + w + 60}`, darker(palette.table, 0.1), 9),
    rect(left - 30, top + h + 14, w + 60, 16, lighter(frame, 0.3), 'rx="6"'),
  ].join('')
}

/** Two boards with pots, books and a trailing plant. */
export const shelfNook: DrawNook = (pen, palette, { tableY }, x, random) => {
  const board = (y: number): string =>
    rect(x - 196, y + 12, 392, 16, '#3a2417', 'rx="6" opacity="0.12"') +
    rect(
      x - 196,
      y,
      392,
      16,
      pen.linear(
        [0, 0],
        [1, 0],
        [
          [0, lighter(palette.table, 0.35)],
          [1, palette.table],
        ],
      ),
      'rx="5"',
    )
  const upper = tableY - 400
  const lower = tableY - 216
  const row = (y: number, shift: number): string =>
    [0, 1, 2, 3]
      .map((index) => ornament(pen, palette, x - 150 + index * 98 + shift, y, random))
      .join('')
  return row(upper, 0) + board(upper) + row(lower, 14) + board(lower)
}

function ornament(pen: Pen, palette: Palette, x: number, y: number, random: Random): string {
  const tone = random.pick([
    palette.accent,
    palette.wallDeep,
    lighter(palette.table, 0.3),
    mix(palette.accent, '#fffaf0', 0.5),
    palette.plant,
  ])
  const fill = roundFill(pen, tone)
  switch (random.whole(0, 4)) {
    case 0:
      return path(
        `M${x - 26} ${y}C${x - 46} ${y - 40} ${x - 30} ${y - 66} ${x - 10} ${y - 78}V${y - 104}H${x + 10}V${y - 78}C${x + 30} ${y - 66} ${x + 46} ${y - 40} ${x + 26} ${y}Z`,
        fill,
      )
    case 1:
      return (
        rect(x - 30, y - 82, 60, 82, fill, 'rx="8"') +
        rect(x - 32, y - 96, 64, 20, roundFill(pen, darker(tone, 0.14)), 'rx="6"')
      )
    case 2:
      return (
        at(x, y - 40, 0.56, sprig(palette.plant, 5), -8) +
        at(x, y - 40, 0.5, sprig(lighter(palette.plant, 0.12), 4), 22) +
        path(`M${x - 28} ${y - 48}H${x + 28}L${x + 20} ${y}H${x - 20}Z`, roundFill(pen, '#c98f68'))
      )
    case 3:
      return [0, 1, 2]
        .map((index) =>
          rect(
            x - 34 + index * 22,
            y - 84 - ((index * 7) % 12),
            18,
            84 + ((index * 7) % 12),
            [tone, lighter(tone, 0.4), palette.accent][index] ?? tone,
            'rx="3"',
          ),
        )
        .join('')
    default:
      return (
        path(
          `M${x - 40} ${y - 44}C${x - 36} ${y - 12} ${x - 20} ${y} ${x} ${y}C${x + 20} ${y} ${x + 36} ${y - 12} ${x + 40} ${y - 44}Z`,
          fill,
        ) + ellipse(x, y - 44, 40, 8, lighter(tone, 0.45))
      )
  }
}

/** A round opening in the wall, as in a garden, with a branch in it. */
export const moonNook: DrawNook = (pen, palette, { tableY }, x, random) => {
  const y = tableY - 280
  const inside = pen.linear(
    [0, 0],
    [0, 1],
    [
      [0, '#fff8e8'],
      [1, mix(palette.wallDeep, palette.plant, 0.22)],
    ],
  )
  const hole = pen.clip(`<circle cx="${x}" cy="${y}" r="184"/>`)
  const turn = random.whole(-8, 8)
  const branch = [0, 1, 2].map((index) =>
    at(
      x - 190 + index * 40,
      y + 150 - index * 70,
      1.15,
      sprig(mix(palette.plant, '#fffaf0', index * 0.16), 6),
      38 + index * 16 + turn,
    ),
  )
  return [
    circle(x, y, 202, lighter(palette.table, 0.4)),
    circle(x, y, 188, darker(palette.wallDeep, 0.12)),
    circle(x + 2, y + 3, 184, inside),
    `<g clip-path="${hole}">${circle(x + 60, y - 60, 52, '#fff3d2')}${branch.join('')}</g>`,
  ].join('')
}

/** The table: its far edge at `tableY`, its front below, and a runner of cloth. */
export function drawTable(pen: Pen, palette: Palette, { width, height, tableY }: Frame): string {
  const { table, accent, wall } = palette
  const depth = 92
  const top = pen.linear(
    [0, 0],
    [1, 1],
    [
      [0, lighter(table, 0.44)],
      [0.5, lighter(table, 0.2)],
      [1, table],
    ],
  )
  const front = pen.linear(
    [0, 0],
    [0, 1],
    [
      [0, darker(table, 0.08)],
      [0.2, darker(table, 0.22)],
      [1, darker(table, 0.38)],
    ],
  )
  const cloth = pen.linear(
    [0, 0],
    [1, 0.2],
    [
      [0, lighter(wall, 0.62)],
      [0.6, lighter(mix(wall, accent, 0.16), 0.16)],
      [1, lighter(mix(wall, accent, 0.3), 0.1)],
    ],
  )
  const edge = tableY + depth
  const hem = edge + Math.min(230, (height - edge) * 0.62)
  const [x1, x2] = [width * 0.2, width * 0.8]
  return [
    rect(0, tableY, width, depth, top),
    rect(0, tableY, width, 3, lighter(table, 0.6), 'opacity="0.7"'),
    rect(0, edge, width, height - edge, front),
    path(`M${x1 + 34} ${tableY}H${x2 - 34}L${x2} ${edge}V${hem}H${x1}V${edge}Z`, cloth),
    rect(x1, edge, x2 - x1, 8, '#3a2417', 'opacity="0.08"'),
    line(
      `M${x1 + 4} ${hem - 22}H${x2 - 4}M${x1 + 4} ${hem - 34}H${x2 - 4}`,
      accent,
      4,
      'opacity="0.55"',
    ),
    rect(0, edge, x1, 10, '#fffaf0', 'opacity="0.14"'),
  ].join('')
}

/** A potted plant that stands behind the table at one side. */
export function drawPlant(pen: Pen, palette: Palette, x: number, y: number): string {
  const leaves = [-46, -24, -4, 18, 40]
    .map((turn, index) =>
      at(
        x,
        y - 70,
        1.02 + (index % 2) * 0.2,
        sprig(mix(palette.plant, index % 2 === 0 ? '#4f6b48' : '#fffaf0', 0.18), 7),
        turn,
      ),
    )
    .join('')
  return (
    leaves +
    path(
      `M${x - 62} ${y - 100}H${x + 62}L${x + 48} ${y + 40}H${x - 48}Z`,
      roundFill(pen, lighter(palette.accent, 0.2)),
    )
  )
}
