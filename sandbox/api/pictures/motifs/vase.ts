import type { Random } from '../../catalogue/random'
import { darker, lighter } from '../colour'
import { circle, ellipse, groundShadow, line, path, roundFill } from '../pen'
import type { Pen } from '../pen'
import { sprig } from './sprig'
import type { DrawMotif } from './motif'

interface Shape {
  readonly body: string
  readonly gleam: string
  readonly foot: number
  readonly mouthY: number
  readonly mouth: number
}

const SMALL: Shape = {
  body: 'M-20-214C-22-190-32-176-66-150C-118-110-108-24-52 0A52 9 0 0 0 52 0C108-24 118-110 66-150C32-176 22-190 20-214Z',
  gleam: 'M-70-130C-96-100-92-50-70-28C-80-66-72-104-52-138Z',
  foot: 56,
  mouthY: -214,
  mouth: 24,
}
const SLENDER: Shape = {
  body: 'M-22-262C-18-226-16-206-18-180C-22-150-70-128-72-74C-74-30-56-8-44 0A44 8 0 0 0 44 0C56-8 74-30 72-74C70-128 22-150 18-180C16-206 18-226 22-262Z',
  gleam: 'M-46-112C-62-88-62-46-48-24C-54-58-48-92-30-124Z',
  foot: 46,
  mouthY: -262,
  mouth: 25,
}
const BELLY: Shape = {
  body: 'M-52-234C-58-214-62-206-82-192C-140-152-140-46-72 0A72 12 0 0 0 72 0C140-46 140-152 82-192C62-206 58-214 52-234Z',
  gleam: 'M-86-164C-118-122-112-62-84-34C-96-82-88-128-60-172Z',
  foot: 76,
  mouthY: -234,
  mouth: 55,
}

/** Variants: 0 small mouth with a green sprig, 1 slender with plum blossom, 2 big belly with pampas. */
export const vase: DrawMotif = (pen, { tone, variant }, random) => {
  const shape = [SMALL, SLENDER, BELLY][variant] ?? SMALL
  const { body, gleam, foot, mouthY, mouth } = shape
  return [
    groundShadow(pen, foot * 1.3),
    `<g transform="translate(0 ${mouthY + 6})">${arrange(pen, variant, random)}</g>`,
    path(body, roundFill(pen, tone)),
    path(gleam, '#fffaf0', 'opacity="0.34"'),
    variant === 2
      ? line(
          'M-112-132C-60-112 60-112 112-132M-116-116C-60-96 60-96 116-116',
          darker(tone, 0.24),
          4,
          'opacity="0.4"',
        )
      : '',
    ellipse(0, mouthY, mouth, mouth * 0.22, lighter(tone, 0.45)),
    path(
      `M${-mouth + 5} ${mouthY}A${mouth - 5} ${mouth * 0.16} 0 0 0 ${mouth - 5} ${mouthY}A${mouth - 5} ${mouth * 0.16} 0 0 1 ${-mouth + 5} ${mouthY}Z`,
      darker(tone, 0.5),
      'opacity="0.7"',
    ),
  ].join('')
}

function arrange(pen: Pen, variant: number, random: Random): string {
  if (variant === 1) return plum(pen, random)
  if (variant === 2) return pampas(pen, random)
  return (
    `<g transform="rotate(-14) scale(0.8)">${sprig('#7d9468', 6)}</g>` +
    `<g transform="rotate(24) scale(0.62)">${sprig('#93a77c', 5, -10)}</g>`
  )
}

function plum(pen: Pen, random: Random): string {
  const wood = '#5d4334'
  const flowers = [
    [-52, -92],
    [-30, -60],
    [4, -74],
    [58, -96],
    [84, -122],
    [34, -58],
    [-76, -124],
    [18, -122],
  ].map(([x = 0, y = 0]) => blossom(pen, x, y, 10 + random.next() * 4))
  return (
    line(
      'M0 0C-4-40-26-62-54-94C-66-108-70-120-78-134M-20-56C-8-76 8-96 18-128M0-20C20-48 44-74 60-98C70-110 80-116 90-130',
      wood,
      6,
    ) + flowers.join('')
  )
}

function blossom(pen: Pen, x: number, y: number, r: number): string {
  const petal = pen.radial([0.5, 0.6], 0.6, [
    [0, '#fff1ee'],
    [1, '#e9a3a0'],
  ])
  const petals = [0, 72, 144, 216, 288].map((turn) =>
    ellipse(0, -r * 0.72, r * 0.6, r * 0.72, petal, `transform="rotate(${turn})"`),
  )
  return `<g transform="translate(${x} ${y})">${petals.join('')}${circle(0, 0, r * 0.3, '#d9a441')}</g>`
}

function pampas(pen: Pen, random: Random): string {
  const plume = pen.linear(
    [0, 1],
    [0, 0],
    [
      [0, '#cdb28b'],
      [1, '#f1e4cb'],
    ],
  )
  return [-26, -8, 12, 30]
    .map((turn) => {
      const size = 0.82 + random.next() * 0.25
      return `<g transform="rotate(${turn}) scale(${size})">${
        line('M0 0V-90', '#a98c62', 4) +
        path('M0-196C26-160 24-104 2-70C-20-104-24-160 0-196Z', plume) +
        line('M0-180V-84M0-150L12-166M0-130L-12-148M0-110L12-126', '#b99b6e', 1.6, 'opacity="0.6"')
      }</g>`
    })
    .join('')
}
