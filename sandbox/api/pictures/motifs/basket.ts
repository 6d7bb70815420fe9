import { darker, lighter } from '../colour'
import { at, ballFill, circle, ellipse, groundShadow, line, path, roundFill } from '../pen'
import type { Pen } from '../pen'
import { leaf } from './sprig'
import type { DrawMotif } from './motif'

const BODY = 'M-158-150C-156-84-136-28-104 0A104 16 0 0 0 104 0C136-28 156-84 158-150Z'

/** Variants: 0 an open basket with fruit, 1 a picnic basket with a lid. */
export const basket: DrawMotif = (pen, { tone, variant }) => {
  const weave = pen.clip(`<path d="${BODY}"/>`)
  return [
    groundShadow(pen, 130),
    line('M-138-150C-150-400 150-400 138-150', darker(tone, 0.34), 17),
    line('M-134-168C-138-370 120-386 132-220', lighter(tone, 0.2), 4, 'opacity="0.7"'),
    variant === 1 ? '' : fruit(pen),
    path(BODY, roundFill(pen, tone)),
    `<g clip-path="${weave}">${strands(tone)}</g>`,
    variant === 1 ? lid(pen, tone) : rimOf(pen, tone),
  ].join('')
}

/** Rows of short strokes that go over and under the uprights. */
function strands(tone: string): string {
  const dark = darker(tone, 0.34)
  const rows = Array.from({ length: 8 }, (_, row) => {
    const y = -138 + row * 19
    const dashes = row % 2 === 0 ? '24 16' : '24 16" stroke-dashoffset="20'
    return (
      `<path d="M-160 ${y}C-80 ${y + 16} 80 ${y + 16} 160 ${y}" fill="none" stroke="${dark}" stroke-opacity="0.36" stroke-width="3"/>` +
      `<path d="M-160 ${y + 9}C-80 ${y + 25} 80 ${y + 25} 160 ${y + 9}" fill="none" stroke="${lighter(tone, 0.36)}" stroke-opacity="0.75" stroke-width="9" stroke-dasharray="${dashes}"/>`
    )
  })
  return rows.join('')
}

function rimOf(pen: Pen, tone: string): string {
  const front = 'M-164-156A164 24 0 0 0 164-156L160-138A160 24 0 0 1-160-138Z'
  return path(front, roundFill(pen, darker(tone, 0.12)))
}

function fruit(pen: Pen): string {
  const ball = (x: number, y: number, r: number, tone: string): string =>
    circle(x, y, r, ballFill(pen, tone)) +
    leaf('#7f9a58', `translate(${x} ${y - r + 4}) rotate(56) scale(0.6)`)
  return [
    ellipse(0, -152, 158, 22, '#4a3120'),
    ball(-92, -176, 50, '#e58b3a'),
    ball(92, -178, 50, '#e08a4f'),
    ball(0, -194, 56, '#eaa24a'),
    ball(-46, -168, 46, '#d9664f'),
    ball(48, -166, 46, '#efb45d'),
  ].join('')
}

function lid(pen: Pen, tone: string): string {
  const top = roundFill(pen, lighter(tone, 0.06))
  const check = Array.from({ length: 7 }, (_, index) => {
    const x = -136 + index * 45
    return line(`M${x}-164L${x + 20}-196`, darker(tone, 0.26), 3, 'opacity="0.4"')
  })
  return [
    at(
      0,
      0,
      1,
      path('M-168-148C-164-206-90-222 0-222C90-222 164-206 168-148A168 22 0 0 1-168-148Z', top),
    ),
    check.join(''),
    path('M-168-148A168 22 0 0 0 168-148L166-136A166 22 0 0 1-166-136Z', darker(tone, 0.24)),
    path('M-24-140H24V-96C24-86-24-86-24-96Z', '#8f5d3a'),
    circle(0, -112, 6, '#e9d3b0'),
  ].join('')
}
