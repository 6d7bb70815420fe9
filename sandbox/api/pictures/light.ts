import { darker, lighter } from './colour'
import type { Frame } from './interior'
import { sprig } from './motifs/sprig'
import type { Pen } from './pen'
import { at, circle, ellipse, line, path } from './pen'
import type { Palette } from './themes'

/** Sun through panes that fall slanted across everything. */
export function drawSunlight(pen: Pen, { width, height }: Frame): string {
  const light = pen.linear(
    [0, 0],
    [1, 1],
    [
      [0, '#fff6dc', 0.34],
      [1, '#fff6dc', 0],
    ],
  )
  const pane = (x: number, w: number): string =>
    path(`M${x} 0H${x + w}L${x + w + height * 0.5} ${height * 0.86}H${x + height * 0.5}Z`, light)
  return pane(-width * 0.1, width * 0.16) + pane(width * 0.1, width * 0.16)
}

/** Two woven lamps that hang from above; after dark they are lit. */
export function drawPendants(pen: Pen, palette: Palette, frame: Frame, ...xs: number[]): string {
  const { tableY, evening = false } = frame
  return xs
    .map((x, index) =>
      at(x, tableY - 520 - index * 70, index === 0 ? 1 : 0.8, pendant(pen, palette, evening)),
    )
    .join('')
}

function pendant(pen: Pen, { table }: Palette, lit: boolean): string {
  const straw = lighter(table, 0.24)
  const shade = pen.linear(
    [0, 0],
    [1, 0],
    [
      [0, lighter(straw, lit ? 0.5 : 0.3)],
      [0.5, lit ? '#f6d79a' : straw],
      [1, darker(straw, 0.2)],
    ],
  )
  const halo = pen.radial([0.5, 0.5], 0.5, [
    [0, '#ffe6a8', 0.62],
    [0.45, '#ffd98a', 0.22],
    [1, '#ffd98a', 0],
  ])
  const ribs = [-48, -24, 0, 24, 48].map(
    (x) => `M${x * 0.3}-76C${x * 0.9}-60 ${x * 1.25}-30 ${x * 1.4} 0`,
  )
  return [
    lit ? circle(0, 10, 250, halo) : '',
    line('M0-76V-900', darker(table, 0.3), 4),
    path('M-24-78C-70-66-88-30-88 0A88 15 0 0 0 88 0C88-30 70-66 24-78Z', shade),
    line(ribs.join(''), darker(table, 0.2), 2, 'opacity="0.35"'),
    ellipse(0, 2, 84, 12, lit ? '#fff3cf' : darker(table, 0.25)),
    lit ? ellipse(0, 4, 34, 8, '#fffdf2') : '',
  ].join('')
}

/** Leaves close to the lens, at the lower corners: they make the room deep. */
export function drawForeground(palette: Palette, { width, height }: Frame): string {
  const near = darker(palette.plant, 0.42)
  const corner = [-34, -8, 20].map((turn) => at(0, 0, 1.7, sprig(near, 5), turn)).join('')
  return `<g opacity="0.62">${at(-10, height + 60, 1, corner, 12)}${at(width + 16, height + 90, 1, corner, -14)}</g>`
}
