import { darker, lighter } from '../colour'
import { ellipse, groundShadow, line, path, rect, roundFill } from '../pen'
import type { Pen } from '../pen'
import type { DrawMotif } from './motif'

/** Variants: 0 a big jar with a dipper, 1 one jar, 2 three small jars. */
export const honeyJar: DrawMotif = (pen, { tone, variant }) => {
  if (variant === 2) {
    const tones = [tone, lighter(tone, 0.22), darker(tone, 0.14)]
    const places = [
      [-112, -14, 0.7],
      [112, -14, 0.7],
      [0, 6, 0.78],
    ]
    return places
      .map(([x = 0, y = 0, scale = 1], index) => {
        const jar = oneJar(pen, tones[index] ?? tone, index === 1 ? '#9fb08a' : '#e9d3b0')
        return `<g transform="translate(${x} ${y}) scale(${scale})">${jar}</g>`
      })
      .join('')
  }
  const jar = `<g transform="translate(${variant === 0 ? -36 : 0} 0)">${oneJar(pen, tone, variant === 0 ? '#e9d3b0' : '#c9d2b4')}</g>`
  return variant === 0 ? jar + dipper(pen, tone) : jar
}

function oneJar(pen: Pen, honey: string, cloth: string): string {
  const glow = pen.linear(
    [0, 0],
    [1, 0],
    [
      [0, darker(honey, 0.18)],
      [0.22, lighter(honey, 0.3)],
      [0.55, honey],
      [1, darker(honey, 0.34)],
    ],
  )
  return [
    groundShadow(pen, 100),
    path(
      'M-104-170C-104-190-92-202-78-206H78C92-202 104-190 104-170V-30C104-10 92 0 74 0H-74C-92 0-104-10-104-30Z',
      '#f6ecd8',
      'opacity="0.85"',
    ),
    path('M-98-160H98V-32C98-14 88-6 72-6H-72C-88-6-98-14-98-32Z', glow),
    ellipse(0, -160, 98, 12, lighter(honey, 0.35), 'opacity="0.9"'),
    // A paper label with three cells of the comb.
    rect(-56, -124, 112, 84, '#fbf4e4', 'rx="10" opacity="0.95"'),
    [
      [-19, -92],
      [19, -92],
      [0, -60],
    ]
      .map(([x = 0, y = 0]) => cell(x, y, honey))
      .join(''),
    rect(-88, -150, 14, 124, '#fffaf0', 'rx="7" opacity="0.42"'),
    cover(pen, cloth),
  ].join('')
}

function cell(x: number, y: number, honey: string): string {
  return path(
    'M0-19L16.5-9.5V9.5L0 19L-16.5 9.5V-9.5Z',
    lighter(honey, 0.12),
    `transform="translate(${x} ${y})"`,
  )
}

/** The cloth over the lid, tied with a string. */
function cover(pen: Pen, cloth: string): string {
  return [
    path(
      'M-84-206C-96-198-104-190-116-182C-100-176-90-184-80-178C-66-184-50-176-36-182C-20-174-6-182 8-178C24-184 40-176 54-182C70-176 84-184 96-178C106-184 112-184 116-182C104-192 96-198 84-206Z',
      darker(cloth, 0.12),
    ),
    path(
      'M-86-204C-90-244-66-256 0-256C66-256 90-244 86-204C40-194-40-194-86-204Z',
      roundFill(pen, cloth),
    ),
    line('M-86-207C-40-197 40-197 86-207', '#8f6a45', 5),
    line('M20-200C34-186 26-174 40-166M22-200C12-184 18-174 8-164', '#8f6a45', 3.5),
    path('M-62-240C-40-248 0-250 30-248C0-242-40-238-58-226Z', '#fffaf0', 'opacity="0.4"'),
  ].join('')
}

function dipper(pen: Pen, honey: string): string {
  const wood = pen.linear(
    [0, 0],
    [1, 0],
    [
      [0, '#d9b07c'],
      [1, '#a0713f'],
    ],
  )
  const rings = [0, 1, 2, 3].map((index) => rect(-26, -12 - index * 17, 52, 12, wood, 'rx="6"'))
  return `<g transform="translate(132 4)">${groundShadow(pen, 60, 0.6)}${ellipse(0, 2, 62, 11, honey, 'opacity="0.85"')}${ellipse(-14, 0, 26, 4, '#fff3cf', 'opacity="0.7"')}<g transform="rotate(24 0 -20)">${rect(-6, -196, 12, 140, wood, 'rx="6"')}${rings.join('')}</g></g>`
}
