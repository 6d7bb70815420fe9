import { darker, lighter } from '../colour'
import { ellipse, groundShadow, line, path, roundFill } from '../pen'
import type { Pen } from '../pen'
import type { DrawMotif } from './motif'

const TEA = '#b5702c'

/** Variants: 0 a pair of tea cups, 1 a mug, 2 one tea bowl, 3 a crackled tea cup on a saucer. */
export const cup: DrawMotif = (pen, { tone, variant }) => {
  switch (variant) {
    case 0:
      return (
        `<g transform="translate(-88 -26) scale(0.86)">${teaCup(pen, tone)}</g>` +
        `<g transform="translate(84 0)">${teaCup(pen, lighter(tone, 0.1))}</g>`
      )
    case 1:
      return mug(pen, tone)
    case 3:
      return (
        saucer(pen, tone) +
        `<g transform="translate(0 -22) scale(1.2)">${teaCup(pen, tone)}${crackle(tone)}</g>`
      )
    default:
      return `<g transform="scale(1.4)">${teaCup(pen, tone)}${kilnMarks(tone)}</g>`
  }
}

function teaCup(pen: Pen, tone: string): string {
  return [
    groundShadow(pen, 60),
    path('M-34-12L-30 0A30 6 0 0 0 30 0L34-12Z', darker(tone, 0.3)),
    path('M-86-122C-84-62-62-14-34-8C-12-4 12-4 34-8C62-14 84-62 86-122Z', roundFill(pen, tone)),
    path('M-72-108C-70-66-54-36-40-26C-48-52-52-80-50-112Z', '#fffaf0', 'opacity="0.3"'),
    rim(pen, tone, -122, 86, 19),
    steam(-164),
  ].join('')
}

function mug(pen: Pen, tone: string): string {
  return [
    groundShadow(pen, 104),
    line('M92-168C178-182 178-54 86-60', darker(tone, 0.18), 22),
    line('M108-170C158-170 160-112 150-90', lighter(tone, 0.3), 5, 'opacity="0.6"'),
    path(
      'M-104-214C-104-120-98-40-88-12A88 16 0 0 0 88-12C98-40 104-120 104-214Z',
      roundFill(pen, tone),
    ),
    // A hand-painted gold line, and a mountain.
    path(
      'M-101-96C-66-132-48-150-26-122C-8-146 14-172 40-132C58-148 78-120 100-104L99-84C40-72-40-72-100-84Z',
      '#d4a64e',
      'opacity="0.85"',
    ),
    path('M-99-84C-40-72 40-72 99-84L94-40C40-28-40-28-94-40Z', '#fffaf0', 'opacity="0.28"'),
    path('M-86-190C-86-130-82-70-76-40C-62-60-62-150-66-196Z', '#fffaf0', 'opacity="0.25"'),
    rim(pen, tone, -214, 104, 21, '#d4a64e'),
    steam(-262),
  ].join('')
}

/** The opening, seen from a little above, with tea in it. */
function rim(
  pen: Pen,
  tone: string,
  y: number,
  rx: number,
  ry: number,
  edge = lighter(tone, 0.5),
): string {
  const inside = pen.linear(
    [0, 0],
    [1, 0],
    [
      [0, darker(tone, 0.38)],
      [1, darker(tone, 0.12)],
    ],
  )
  const tea = pen.linear(
    [0, 0],
    [1, 0],
    [
      [0, darker(TEA, 0.1)],
      [0.6, TEA],
      [1, lighter(TEA, 0.25)],
    ],
  )
  return (
    ellipse(0, y, rx, ry, edge) +
    ellipse(0, y + 1, rx - 6, ry - 3.5, inside) +
    ellipse(0, y + ry * 0.32, rx - 15, ry * 0.55, tea)
  )
}

function steam(y: number): string {
  return (
    line(`M-16 ${y + 30}C-34 ${y} 4 ${y - 16}-12 ${y - 54}`, '#fffaf0', 7, 'opacity="0.42"') +
    line(`M18 ${y + 26}C2 ${y + 4} 34 ${y - 14} 20 ${y - 40}`, '#fffaf0', 6, 'opacity="0.34"')
  )
}

function saucer(pen: Pen, tone: string): string {
  return (
    groundShadow(pen, 140) +
    ellipse(0, -12, 150, 26, roundFill(pen, lighter(tone, 0.06))) +
    ellipse(0, -16, 112, 17, darker(tone, 0.12), 'opacity="0.5"')
  )
}

function crackle(tone: string): string {
  return line(
    'M-70-96L-44-76L-52-46M-44-76L-12-84L6-52L-8-24M6-52L40-64L58-92M40-64L48-34M-12-84L-4-104',
    darker(tone, 0.35),
    1.4,
    'opacity="0.45"',
  )
}

function kilnMarks(tone: string): string {
  return (
    path(
      'M-84-112C-60-84-30-104-4-86C22-68 52-92 84-106L86-122H-86Z',
      darker(tone, 0.42),
      'opacity="0.42"',
    ) + ellipse(0, -122, 86, 19, lighter(tone, 0.5), 'opacity="0"')
  )
}

/** Variants: 0 a stack of four, 1 one large bowl, 2 hand-pinched, uneven. */
export const bowl: DrawMotif = (pen, { tone, variant }) => {
  if (variant === 0) {
    const stack = [0, 1, 2, 3].map((index) => {
      const piece = index % 2 === 0 ? tone : lighter(tone, 0.16)
      return `<g transform="translate(${index % 2 === 0 ? 0 : 3} ${-index * 44})">${oneBowl(pen, piece, 0.9, index === 3)}</g>`
    })
    return groundShadow(pen, 110) + stack.join('')
  }
  const salad = variant === 2
  return (
    groundShadow(pen, 120) +
    (salad
      ? path(
          'M-176-132C-160-46-92-4-58-2A58 9 0 0 0 58-2C98-6 164-52 174-140C128-120 60-118 4-126C-60-136-120-140-176-132Z',
          roundFill(pen, tone),
        ) +
        path(
          'M-176-132C-150-160-90-166-10-158C70-150 140-164 174-140C150-112 70-110 6-116C-70-122-140-112-176-132Z',
          lighter(tone, 0.42),
        ) +
        path(
          'M-158-134C-130-152-90-156-10-149C70-142 130-152 156-139C130-120 70-120 6-126C-70-132-130-120-158-134Z',
          darker(tone, 0.2),
        ) +
        line('M-150-90C-90-66 80-62 152-92', darker(tone, 0.22), 4, 'opacity="0.4"')
      : oneBowl(pen, tone, 1.12, true) + glazeDrips(tone))
  )
}

function oneBowl(pen: Pen, tone: string, scale: number, open: boolean): string {
  const inside = pen.linear(
    [0, 0],
    [1, 0.3],
    [
      [0, darker(tone, 0.3)],
      [1, lighter(tone, 0.12)],
    ],
  )
  return `<g transform="scale(${scale})">${[
    path('M-50-14L-46 0A46 8 0 0 0 46 0L50-14Z', darker(tone, 0.34)),
    path(
      'M-160-130C-154-60-104-14-50-10C-20-6 20-6 50-10C104-14 154-60 160-130Z',
      roundFill(pen, tone),
    ),
    ellipse(0, -130, 160, 31, lighter(tone, 0.45)),
    open ? ellipse(0, -128, 150, 25, inside) : '',
    open ? ellipse(18, -118, 84, 10, lighter(tone, 0.3), 'opacity="0.4"') : '',
    path('M-136-108C-130-70-104-42-82-30C-98-54-106-84-106-112Z', '#fffaf0', 'opacity="0.28"'),
  ].join('')}</g>`
}

/** Where the glaze ran and stopped before the foot. */
function glazeDrips(tone: string): string {
  return path(
    'M-146-66C-120-34-100-30-88-40C-74-24-52-18-40-30C-20-12 8-14 20-28C40-12 66-18 80-36C98-26 124-40 146-66C128-30 92-13 56-11C20-7-20-7-56-11C-92-13-128-30-146-66Z',
    '#e9dcc4',
    `opacity="0.9" stroke="${darker(tone, 0.2)}" stroke-opacity="0.25"`,
  )
}
