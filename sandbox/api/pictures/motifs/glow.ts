import { darker, lighter } from '../colour'
import { circle, ellipse, groundShadow, line, path, rect, roundFill } from '../pen'
import type { Pen } from '../pen'
import type { DrawMotif } from './motif'

/** Variants: 0 in a glass with a lid beside it, 1 two pillars of beeswax. */
export const candle: DrawMotif = (pen, { tone, variant }) => {
  if (variant === 1) {
    return (
      groundShadow(pen, 130) +
      `<g transform="translate(-70 -8)">${pillar(pen, tone, 52, 250)}</g>` +
      `<g transform="translate(62 0)">${pillar(pen, lighter(tone, 0.08), 58, 160)}</g>`
    )
  }
  const glass = pen.linear(
    [0, 0],
    [1, 0],
    [
      [0, lighter(tone, 0.2)],
      [0.2, lighter(tone, 0.5)],
      [0.55, tone],
      [1, darker(tone, 0.28)],
    ],
  )
  return [
    groundShadow(pen, 110),
    `<g transform="translate(132 0)">${woodLid(pen)}</g>`,
    `<g transform="translate(-28 0)">`,
    path('M-108-210V-26C-108-8-98 0-82 0H82C98 0 108-8 108-26V-210A108 20 0 0 1-108-210Z', glass),
    ellipse(0, -210, 108, 20, lighter(tone, 0.5)),
    ellipse(0, -206, 98, 15, '#f8ecd4'),
    ellipse(0, -203, 64, 9, '#ffe2a6'),
    rect(-60, -140, 120, 92, '#fbf4e4', 'rx="8" opacity="0.92"'),
    circle(0, -94, 26, 'none', `stroke="${darker(tone, 0.2)}" stroke-width="3"`),
    path('M-16-84C-8-104 8-104 16-84C8-88-8-88-16-84Z', darker(tone, 0.1)),
    rect(-94, -186, 14, 160, '#fffaf0', 'rx="7" opacity="0.3"'),
    flame(pen, -206),
    '</g>',
  ].join('')
}

function pillar(pen: Pen, tone: string, half: number, height: number): string {
  const ry = half * 0.2
  return [
    path(`M${-half} ${-height}V0A${half} ${ry} 0 0 0 ${half} 0V${-height}Z`, roundFill(pen, tone)),
    // Wax that ran over the edge.
    path(
      `M${-half} ${-height}C${-half} ${-height + 50} ${-half + 14} ${-height + 52} ${-half + 16} ${-height + 18}C${-half + 26} ${-height + 30} ${-half + 34} ${-height + 24} ${-half + 38} ${-height + 10}Z`,
      lighter(tone, 0.36),
    ),
    ellipse(0, -height, half, ry, lighter(tone, 0.4)),
    ellipse(0, -height + 1, half * 0.7, ry * 0.62, '#ffe2a6', 'opacity="0.9"'),
    flame(pen, -height),
  ].join('')
}

/** A flame whose wick stands at (0, y), with its light around it. */
export function flame(pen: Pen, y: number): string {
  const halo = pen.radial([0.5, 0.5], 0.5, [
    [0, '#fff0c2', 0.85],
    [0.4, '#ffd98a', 0.32],
    [1, '#ffd98a', 0],
  ])
  const fire = pen.linear(
    [0, 0],
    [0, 1],
    [
      [0, '#ffc24d'],
      [0.6, '#ffe9b0'],
      [1, '#fffaf0'],
    ],
  )
  return [
    circle(0, y - 46, 128, halo),
    line(`M0 ${y}V${y - 16}`, '#4a2f20', 4),
    path(
      `M0 ${y - 82}C20 ${y - 54} 20 ${y - 26} 0 ${y - 14}C-20 ${y - 26}-20 ${y - 54} 0 ${y - 82}Z`,
      fire,
    ),
  ].join('')
}

function woodLid(pen: Pen): string {
  const wood = pen.linear(
    [0, 0],
    [1, 0],
    [
      [0, '#d9b07c'],
      [0.5, '#c5955c'],
      [1, '#94683a'],
    ],
  )
  return (
    groundShadow(pen, 58, 0.6) +
    circle(0, -58, 58, wood) +
    circle(0, -58, 44, 'none', 'stroke="#8a5f34" stroke-opacity="0.4" stroke-width="2"') +
    circle(0, -58, 28, 'none', 'stroke="#8a5f34" stroke-opacity="0.3" stroke-width="2"')
  )
}

/** A paper lantern on three wooden legs. */
export const lamp: DrawMotif = (pen, { tone }) => {
  const halo = pen.radial([0.5, 0.5], 0.5, [
    [0, '#fff3cf', 0.9],
    [0.5, '#ffe0a0', 0.3],
    [1, '#ffe0a0', 0],
  ])
  const paper = pen.radial([0.5, 0.56], 0.62, [
    [0, '#fffdf2'],
    [0.5, '#fff0c9'],
    [1, tone],
  ])
  const ribs = [-60, -36, -12, 12, 36, 60].map((dy) => {
    const half = 132 * Math.sqrt(1 - (dy / 104) ** 2)
    return line(
      `M${-half} ${-250 + dy}C${-half * 0.4} ${-240 + dy} ${half * 0.4} ${-240 + dy} ${half} ${-250 + dy}`,
      darker(tone, 0.2),
      2,
      'opacity="0.4"',
    )
  })
  return [
    groundShadow(pen, 96),
    line('M-54-150L-86 0M54-150L86 0M0-150V4', '#7c5232', 13),
    line('M-56-150L-88-2M52-150L84-2', '#a97a4d', 4),
    circle(0, -250, 200, halo),
    ellipse(0, -250, 134, 106, paper),
    ribs.join(''),
    rect(-34, -362, 68, 14, '#7c5232', 'rx="6"'),
    rect(-44, -158, 88, 14, '#7c5232', 'rx="6"'),
  ].join('')
}
