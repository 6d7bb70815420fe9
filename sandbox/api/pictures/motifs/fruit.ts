import { darker, lighter } from '../colour'
import { at, ballFill, circle, ellipse, groundShadow, line, path } from '../pen'
import type { Pen } from '../pen'
import { leaf } from './sprig'
import type { DrawMotif } from './motif'

/** Variants: 0 three peaches, 1 two, 2 one whole and one cut. */
export const peach: DrawMotif = (pen, { tone, variant }, random) => {
  const blush = variant === 2 ? '#e07a4a' : '#d9526a'
  const one = (): string => onePeach(pen, tone, blush)
  if (variant === 2) return at(-70, 0, 1, one()) + at(92, 4, 0.86, cutPeach(pen, tone))
  if (variant === 1)
    return at(-84, -4, 1, one(), -4) + at(86, 6, 0.94, one(), 6 + random.whole(0, 6))
  return at(8, -58, 0.92, one()) + at(-96, 0, 0.92, one(), -6) + at(104, 6, 0.94, one(), 7)
}

function onePeach(pen: Pen, tone: string, blush: string): string {
  const skin = ballFill(pen, tone, darker(blush, 0.16))
  const cheek = pen.radial([0.72, 0.4], 0.6, [
    [0, blush, 0.85],
    [0.6, blush, 0.35],
    [1, blush, 0],
  ])
  const shape =
    'M0-186C34-208 110-186 112-104C114-36 62 0 0 0C-62 0-114-36-112-104C-110-186-34-208 0-186Z'
  return [
    groundShadow(pen, 92),
    path(shape, skin),
    path(shape, cheek),
    line('M2-184C26-140 30-70 8-10', darker(blush, 0.2), 5, 'opacity="0.34"'),
    ellipse(-54, -136, 26, 34, '#fffaf0', 'opacity="0.28" transform="rotate(24 -54 -136)"'),
    line('M0-184C0-198 6-206 12-212', '#6f4d31', 7),
    leaf('#7f9a58', 'translate(8 -198) rotate(68) scale(1.15)'),
    leaf('#93ad69', 'translate(2 -196) rotate(-62) scale(0.9)'),
  ].join('')
}

function cutPeach(pen: Pen, tone: string): string {
  const flesh = pen.radial([0.5, 0.55], 0.6, [
    [0, '#f08a5d'],
    [0.35, '#ffd27d'],
    [1, lighter(tone, 0.3)],
  ])
  return [
    groundShadow(pen, 92),
    circle(0, -96, 98, darker(tone, 0.12)),
    circle(-3, -97, 90, flesh),
    ellipse(-2, -94, 30, 40, '#8a4b2f'),
    ellipse(-8, -102, 15, 24, '#b06a45', 'opacity="0.9"'),
    line('M-4-118C6-104-8-90 2-74', '#6b3722', 3, 'opacity="0.6"'),
  ].join('')
}

/** Variants: 0 three with a cut one, 1 knobbly ones, 2 small ones on a twig. */
export const orange: DrawMotif = (pen, { tone, variant }, random) => {
  const one = (turn: number): string => oneOrange(pen, tone, variant === 1, turn)
  if (variant === 2) {
    const places = [
      [-104, 0, 0.74],
      [-6, -10, 0.8],
      [98, 2, 0.72],
      [-52, -104, 0.7],
      [48, -110, 0.72],
    ]
    return places.map(([x = 0, y = 0, s = 1], index) => at(x, y, s, one(index * 5))).join('')
  }
  const front = variant === 1 ? at(72, 10, 0.92, one(8)) : at(82, 10, 0.92, cutOrange(pen, tone))
  return at(16, -96, 0.84, one(random.whole(-8, 8))) + at(-92, 0, 0.96, one(-6)) + front
}

function oneOrange(pen: Pen, tone: string, knobbly: boolean, turn: number): string {
  const body = knobbly
    ? path(
        'M-24-196C-16-214 18-214 26-196C84-190 108-140 106-92C104-34 60 0 0 0C-60 0-104-34-106-92C-108-140-84-190-24-196Z',
        ballFill(pen, tone),
      )
    : circle(0, -100, 102, ballFill(pen, tone))
  const pores = [
    [-30, -60],
    [10, -40],
    [44, -76],
    [-58, -100],
    [24, -116],
    [62, -122],
    [-8, -84],
  ].map(([x = 0, y = 0]) => circle(x, y, 2.6, darker(tone, 0.3), 'opacity="0.3"'))
  const top = knobbly ? -204 : -198
  return [
    groundShadow(pen, 84),
    `<g transform="rotate(${turn} 0 -100)">`,
    body,
    pores.join(''),
    ellipse(-42, -142, 24, 15, '#fffaf0', 'opacity="0.4" transform="rotate(-32 -42 -142)"'),
    path(`M-14 ${top + 4}L0 ${top - 6}L14 ${top + 4}L6 ${top + 10}H-6Z`, '#6f8a4a'),
    leaf('#6f9150', `translate(4 ${top + 2}) rotate(72) scale(1.1)`),
    '</g>',
  ].join('')
}

function cutOrange(pen: Pen, tone: string): string {
  const flesh = pen.radial([0.5, 0.5], 0.5, [
    [0, lighter(tone, 0.5)],
    [1, lighter(tone, 0.06)],
  ])
  const wedge = 'M0-8C-22-38-28-62-20-76C-8-84 8-84 20-76C28-62 22-38 0-8Z'
  const wedges = Array.from({ length: 9 }, (_, index) =>
    path(wedge, flesh, `transform="translate(0 -100) rotate(${index * 40}) scale(0.98)"`),
  )
  return [
    groundShadow(pen, 84),
    circle(4, -98, 102, darker(tone, 0.18)),
    circle(0, -100, 100, tone),
    circle(0, -100, 91, '#fff1d6'),
    wedges.join(''),
    circle(0, -100, 7, '#fff1d6'),
  ].join('')
}
