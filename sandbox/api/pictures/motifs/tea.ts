import { darker, lighter } from '../colour'
import { ballFill, ellipse, groundShadow, line, path, rect, roundFill } from '../pen'
import type { Pen } from '../pen'
import { sprig } from './sprig'
import type { DrawMotif } from './motif'

const BODY =
  'M-112-92C-122-168-72-204 0-204C72-204 122-168 112-92C106-32 70 0 0 0C-70 0-106-32-112-92Z'

/** Variants: 0 loop handle, 1 straight side handle, 2 bail over the top. */
export const teapot: DrawMotif = (pen, { tone, variant }) => {
  const body = roundFill(pen, tone)
  const dark = darker(tone, 0.32)
  const spout =
    path(
      'M-84-62C-136-58-146-128-186-172L-158-186C-132-160-126-140-92-142Z',
      roundFill(pen, tone),
    ) + ellipse(-172, -179, 15, 6, dark, 'transform="rotate(-26 -172 -179)"')
  return [
    groundShadow(pen, 120),
    spout,
    handle(variant, tone),
    path(BODY, body),
    ellipse(0, -3, 58, 7, darker(tone, 0.4), 'opacity="0.55"'),
    // The lid sits on a dark seam.
    ellipse(0, -194, 70, 13, dark),
    path(
      'M-66-197C-60-232 60-232 66-197C44-186-44-186-66-197Z',
      roundFill(pen, lighter(tone, 0.05)),
    ),
    ellipse(0, -236, 17, 15, ballFill(pen, variant === 2 ? '#8a5a38' : tone)),
    path(
      'M-82-150C-74-176-50-188-30-190C-52-174-66-150-70-112C-84-118-86-134-82-150Z',
      '#fffaf0',
      'opacity="0.26"',
    ),
    line('M-108-78C-60-62 60-62 108-78', darker(tone, 0.2), 2.5, 'opacity="0.35"'),
  ].join('')
}

function handle(variant: number, tone: string): string {
  const dark = darker(tone, 0.24)
  switch (variant) {
    case 1:
      return (
        line('M92-116L186-146', dark, 30) +
        line('M94-122L184-150', lighter(tone, 0.16), 9, 'opacity="0.7"')
      )
    case 2:
      return (
        line('M-84-184C-104-352 104-352 84-184', '#7c4f30', 15) +
        line('M-80-214C-84-338 60-340 76-262', '#b98457', 4, 'opacity="0.8"')
      )
    default:
      return (
        line('M98-156C196-182 196-44 96-52', dark, 21) +
        line('M110-160C176-170 180-96 160-72', lighter(tone, 0.22), 5, 'opacity="0.6"')
      )
  }
}

/** Variants: 0 round tin, 1 tall tin, 2 paper-wrapped cake beside a tin. */
export const teaTin: DrawMotif = (pen, look, random) => {
  const tall = look.variant === 1
  const tin = drawTin(pen, look.tone, tall ? 78 : 92, tall ? 292 : 236)
  const leaves = scatterLeaves(pen, random.whole(0, 30))
  if (look.variant !== 2) return groundShadow(pen, 96) + tin + leaves
  const cake =
    groundShadow(pen, 74, 0.7) +
    ellipse(0, -70, 74, 74, ballFill(pen, '#efe3cc', '#d8c5a4')) +
    ellipse(0, -70, 50, 50, 'none', 'stroke="#c9b08a" stroke-width="2"') +
    ellipse(0, -70, 16, 16, look.tone, 'opacity="0.75"')
  return (
    groundShadow(pen, 92) +
    `<g transform="translate(-52 0)">${tin}</g><g transform="translate(96 6)">${cake}</g>` +
    leaves
  )
}

function drawTin(pen: Pen, tone: string, half: number, height: number): string {
  const lid = height * 0.26
  const ry = half * 0.16
  const side = (from: number, to: number): string =>
    `M${-half} ${-to}V${-from}A${half} ${ry} 0 0 0 ${half} ${-from}V${-to}A${half} ${ry} 0 0 1 ${-half} ${-to}Z`
  const metal = roundFill(pen, darker(tone, 0.1))
  const label = half * 0.62
  const middle = -(height - lid) * 0.5
  return [
    path(side(0, height - lid), roundFill(pen, tone)),
    rect(
      -label,
      middle - label * 0.86,
      label * 2,
      label * 1.72,
      '#f7efdd',
      'rx="8" opacity="0.94"',
    ),
    rect(
      -label + 7,
      middle - label * 0.86 + 7,
      label * 2 - 14,
      label * 1.72 - 14,
      'none',
      `rx="4" stroke="${tone}" stroke-opacity="0.45" stroke-width="2"`,
    ),
    `<g transform="translate(0 ${middle + label * 0.62}) scale(0.5)">${sprig(tone, 5)}</g>`,
    path(side(height - lid + 3, height), metal),
    ellipse(
      0,
      -height,
      half,
      ry,
      pen.linear(
        [0, 0],
        [1, 0.4],
        [
          [0, lighter(tone, 0.5)],
          [1, tone],
        ],
      ),
    ),
    ellipse(0, -height - 2, half * 0.72, ry * 0.66, lighter(tone, 0.2), 'opacity="0.6"'),
    rect(-half + 12, -height + 16, half * 0.2, height - 34, '#fffaf0', 'rx="8" opacity="0.2"'),
  ].join('')
}

/** A few rolled leaves on the table. */
function scatterLeaves(pen: Pen, turn: number): string {
  const fill = pen.linear(
    [0, 0],
    [1, 1],
    [
      [0, '#8a9a5b'],
      [1, '#4d5c36'],
    ],
  )
  return [
    [-128, 14, 20],
    [-98, 26, -35],
    [118, 24, 60],
    [146, 10, -10],
  ]
    .map(([x = 0, y = 0, angle = 0]) =>
      path(
        'M-20 0C-10-10 12-9 20 0C10 7-12 8-20 0Z',
        fill,
        `transform="translate(${x} ${y}) rotate(${angle + turn})"`,
      ),
    )
    .join('')
}
