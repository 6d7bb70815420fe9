import { darker, lighter } from '../colour'
import { circle, groundShadow, line, path, rect } from '../pen'
import type { Pen } from '../pen'
import { sprig } from './sprig'
import type { DrawMotif } from './motif'

/** Cloth that hangs: light from the left, a fold here and there. */
function cloth(pen: Pen, tone: string): string {
  return pen.linear(
    [0, 0],
    [1, 0.25],
    [
      [0, lighter(tone, 0.22)],
      [0.3, tone],
      [0.45, lighter(tone, 0.12)],
      [0.75, darker(tone, 0.08)],
      [1, darker(tone, 0.2)],
    ],
  )
}

/** Variants: 0 long sleeves, 1 short sleeves. On a hanger, against the wall. */
export const shirt: DrawMotif = (pen, { tone, variant }) => {
  const fold = darker(tone, 0.26)
  const sleeve =
    variant === 1
      ? 'M-70-330C-118-316-150-262-172-214L-108-188L-84-240ZM70-330C118-316 150-262 172-214L108-188L84-240Z'
      : 'M-70-330C-124-314-148-232-176-60L-124-48C-112-120-100-180-84-232ZM70-330C124-314 148-232 176-60L124-48C112-120 100-180 84-232Z'
  return [
    line('M0-352C0-380 26-378 24-396C22-410 2-410 0-396', '#8a6a4a', 6),
    line('M-96-306L0-352L96-306', '#a98156', 9),
    path(sleeve, cloth(pen, darker(tone, 0.06))),
    path(
      'M-70-332C-40-316 40-316 70-332C92-318 98-250 96-190L104-12C50 4-50 4-104-12L-96-190C-98-250-92-318-70-332Z',
      cloth(pen, tone),
    ),
    line('M0-300V-2', fold, 2.5, 'opacity="0.55"'),
    line('M14-300V-2', fold, 1.5, 'opacity="0.35"'),
    [-262, -212, -162, -112, -62]
      .map((y) => circle(7, y, 4.5, '#f6ecd8', `stroke="${fold}" stroke-opacity="0.5"`))
      .join(''),
    path(
      'M-54-338C-30-320-10-312 0-300C-14-284-30-272-40-262C-54-290-60-316-54-338Z',
      lighter(tone, 0.26),
    ),
    path(
      'M54-338C30-320 10-312 0-300C14-284 30-272 40-262C54-290 60-316 54-338Z',
      lighter(tone, 0.14),
    ),
    rect(
      34,
      -226,
      46,
      54,
      'none',
      `rx="5" stroke="${fold}" stroke-opacity="0.5" stroke-width="2.5"`,
    ),
    line(
      'M-70-180C-62-120-66-70-74-20M-34-140C-30-90-34-50-40-10M60-120C66-80 64-50 70-16',
      fold,
      3,
      'opacity="0.22"',
    ),
    variant === 1 ? '' : line('M-172-84L-126-72M172-84L126-72', fold, 3, 'opacity="0.45"'),
  ].join('')
}

/** Variants: 0 printed canvas bag, 1 large plain one with a leather tag. */
export const tote: DrawMotif = (pen, { tone, variant }) => {
  const half = variant === 1 ? 150 : 124
  const strap = darker(tone, variant === 1 ? 0.42 : 0.14)
  return [
    groundShadow(pen, half * 0.95),
    line('M-58-232C-62-372 62-372 58-232', darker(strap, 0.18), 15),
    path(
      `M${-half + 12}-236H${half - 12}L${half} -16C${half} -4 ${half - 10} 2 ${half - 22} 2H${-half + 22}C${-half + 10} 2 ${-half}-4 ${-half}-16Z`,
      cloth(pen, tone),
    ),
    path(
      `M${-half + 12}-236H${half - 12}L${half - 10}-206H${-half + 10}Z`,
      darker(tone, 0.1),
      'opacity="0.5"',
    ),
    line('M-66-200C-70-396 70-396 66-200', strap, 15),
    line(
      `M${-half * 0.55}-180C${-half * 0.62}-110 ${-half * 0.5}-60 ${-half * 0.62}-14M${half * 0.6}-170C${half * 0.52}-110 ${half * 0.68}-60 ${half * 0.6}-14`,
      darker(tone, 0.3),
      3,
      'opacity="0.25"',
    ),
    variant === 1
      ? rect(-24, -150, 48, 60, '#8f5d3a', 'rx="6"') + circle(0, -140, 4, '#e9d3b0')
      : `<g transform="translate(-4 -34) scale(0.86)">${sprig('#6f7f56', 4)}</g>`,
  ].join('')
}

/** A wool scarf under a wooden bar, fringed at both ends. */
export const scarf: DrawMotif = (pen, { tone }) => {
  const stripe = lighter(tone, 0.42)
  const fringe = (x: number, width: number, y: number): string =>
    Array.from({ length: 9 }, (_, index) => {
      const fx = x + (index * width) / 8
      return line(
        `M${fx} ${y}L${fx + (index % 2 === 0 ? -2 : 3)} ${y + 34}`,
        index % 2 === 0 ? tone : darker(tone, 0.18),
        5,
      )
    }).join('')
  const back = 'M-6-356C40-366 96-348 106-300L120-104H24L10-290Z'
  const front = 'M-112-300C-104-352-40-374 10-352C34-338 30-312 26-290L14-44H-106Z'
  return [
    groundShadow(pen, 110, 0.7),
    path(back, cloth(pen, darker(tone, 0.12))),
    rect(25, -146, 94, 12, stripe, 'opacity="0.7"'),
    rect(24, -124, 95, 6, stripe, 'opacity="0.6"'),
    fringe(28, 88, -104),
    path(front, cloth(pen, tone)),
    path('M-108-108H19L18-88H-107ZM-107-76H17V-68H-107Z', stripe, 'opacity="0.8"'),
    line(
      'M-76-330C-84-240-82-150-80-110M-36-346C-40-240-38-150-36-110M0-342C0-260-6-170-8-110',
      darker(tone, 0.3),
      4,
      'opacity="0.24"',
    ),
    fringe(-102, 112, -44),
    // The peg it hangs over, in front of the wall.
    rect(-150, -366, 300, 16, '#b98a5c', 'rx="8"'),
    rect(-150, -366, 300, 6, '#d9b48a', 'rx="3" opacity="0.8"'),
  ].join('')
}
