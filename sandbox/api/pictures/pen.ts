import { darker, lighter } from './colour'

/** Offset 0 to 1, colour, and opacity where it is not whole. */
export type Stop = readonly [offset: number, colour: string, opacity?: number]

/**
 * Hands out fills for one picture. Softness comes from gradients only, never from filters: a list shows
 * twenty of these pictures, and blurring them would stutter on a phone.
 */
export interface Pen {
  /** From (x1, y1) to (x2, y2) of the shape's own box. */
  linear(
    from: readonly [number, number],
    to: readonly [number, number],
    stops: readonly Stop[],
  ): string
  /** Around (x, y) of the shape's own box. */
  radial(centre: readonly [number, number], radius: number, stops: readonly Stop[]): string
  /** A reference for `clip-path`. */
  clip(shape: string): string
  /** All that was handed out, for the picture's head. */
  defs(): string
}

export function takePen(): Pen {
  const made: string[] = []
  const keep = (write: (id: string) => string): string => {
    const id = `p${made.length}`
    made.push(write(id))
    return `url(#${id})`
  }
  return {
    linear: ([x1, y1], [x2, y2], stops) =>
      keep(
        (id) =>
          `<linearGradient id="${id}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${list(stops)}</linearGradient>`,
      ),
    radial: ([cx, cy], radius, stops) =>
      keep(
        (id) =>
          `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${radius}">${list(stops)}</radialGradient>`,
      ),
    clip: (shape) => keep((id) => `<clipPath id="${id}">${shape}</clipPath>`),
    defs: () => `<defs>${made.join('')}</defs>`,
  }
}

function list(stops: readonly Stop[]): string {
  return stops
    .map(([offset, colour, opacity = 1]) => {
      const seeThrough = opacity === 1 ? '' : ` stop-opacity="${opacity}"`
      return `<stop offset="${offset}" stop-color="${colour}"${seeThrough}/>`
    })
    .join('')
}

/** The fill of something round that is lit from the left. */
export function roundFill(pen: Pen, tone: string): string {
  return pen.linear(
    [0, 0],
    [1, 0.12],
    [
      [0, lighter(tone, 0.12)],
      [0.24, lighter(tone, 0.34)],
      [0.5, tone],
      [0.82, darker(tone, 0.2)],
      [1, darker(tone, 0.3)],
    ],
  )
}

/** The fill of a ball: fruit, knobs. */
export function ballFill(pen: Pen, tone: string, edge = darker(tone, 0.28)): string {
  return pen.radial([0.36, 0.3], 0.78, [
    [0, lighter(tone, 0.45)],
    [0.35, lighter(tone, 0.08)],
    [0.7, tone],
    [1, edge],
  ])
}

/** What lies under an object that stands at y = 0: dark where it touches, then a soft pool to the right. */
export function groundShadow(pen: Pen, halfWidth: number, strength = 1): string {
  const pool = pen.radial([0.5, 0.5], 0.5, [
    [0, '#3a2417', 0.34 * strength],
    [0.55, '#3a2417', 0.16 * strength],
    [1, '#3a2417', 0],
  ])
  const touch = pen.radial([0.5, 0.5], 0.5, [
    [0, '#2b1a12', 0.5 * strength],
    [0.7, '#2b1a12', 0.28 * strength],
    [1, '#2b1a12', 0],
  ])
  return (
    ellipse(halfWidth * 0.28, 2, halfWidth * 1.5, halfWidth * 0.26, pool) +
    ellipse(0, 0, halfWidth * 1.04, halfWidth * 0.12, touch)
  )
}

export function ellipse(
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  fill: string,
  more = '',
): string {
  return `<ellipse cx="${short(cx)}" cy="${short(cy)}" rx="${short(rx)}" ry="${short(ry)}" fill="${fill}"${spaced(more)}/>`
}

export function circle(cx: number, cy: number, r: number, fill: string, more = ''): string {
  return `<circle cx="${short(cx)}" cy="${short(cy)}" r="${short(r)}" fill="${fill}"${spaced(more)}/>`
}

export function path(d: string, fill: string, more = ''): string {
  return `<path d="${d}" fill="${fill}"${spaced(more)}/>`
}

export function line(d: string, stroke: string, width: number, more = ''): string {
  return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${short(width)}" stroke-linecap="round" stroke-linejoin="round"${spaced(more)}/>`
}

export function rect(x: number, y: number, w: number, h: number, fill: string, more = ''): string {
  return `<rect x="${short(x)}" y="${short(y)}" width="${short(w)}" height="${short(h)}" fill="${fill}"${spaced(more)}/>`
}

/** Puts a drawing whose ground is (0, 0) somewhere else. */
export function at(x: number, y: number, scale: number, drawing: string, turn = 0): string {
  const turned = turn === 0 ? '' : ` rotate(${short(turn)})`
  return `<g transform="translate(${short(x)} ${short(y)}) scale(${Math.round(scale * 1000) / 1000})${turned}">${drawing}</g>`
}

/** One decimal is finer than any screen, and keeps the pictures small. */
export function short(value: number): number {
  return Math.round(value * 10) / 10
}

const spaced = (more: string): string => (more === '' ? '' : ` ${more}`)
