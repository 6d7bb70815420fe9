import { darker, lighter } from './colour'
import { circle, ellipse, line, path } from './pen'
import type { Pen } from './pen'

export type Hair = 'bun' | 'bob' | 'long' | 'short' | 'ponytail'

/** Around a head whose face spans (-66, -340) to (66, -200). */
export function drawHair(hair: Hair, tone: string, layer: 'behind' | 'front'): string {
  return layer === 'behind' ? BEHIND[hair](tone) : FRONT[hair](tone) + gleam(hair, tone)
}

const BEHIND: Readonly<Record<Hair, (tone: string) => string>> = {
  bun: (tone) =>
    circle(10, -374, 36, tone) +
    line('M-20-366C0-380 20-384 40-378', lighter(tone, 0.24), 3, 'opacity="0.6"') +
    line('M-36-366L58-390', '#b4763e', 5) +
    ellipse(0, -290, 76, 68, tone),
  bob: (tone) =>
    path(
      'M-84-286C-92-380 92-380 84-286C90-240 84-206 70-194H-70C-84-206-90-240-84-286Z',
      darker(tone, 0.1),
    ),
  long: (tone) =>
    path(
      'M-82-290C-90-382 90-382 82-290C92-220 108-150 96-92H-96C-108-150-92-220-82-290Z',
      darker(tone, 0.1),
    ),
  short: (tone) => ellipse(0, -298, 74, 62, tone),
  ponytail: (tone) =>
    path('M60-340C118-350 130-270 116-200C112-170 100-150 92-140C96-190 88-250 60-300Z', tone) +
    ellipse(0, -292, 76, 66, tone) +
    ellipse(72, -330, 10, 16, '#c9573f', 'transform="rotate(-30 72 -330)"'),
}

const FRONT: Readonly<Record<Hair, (tone: string) => string>> = {
  bun: (tone) =>
    path(
      'M-72-284C-80-366-20-368 0-360C40-372 82-350 72-284C66-306 44-326 10-332C-24-326-60-312-72-284Z',
      tone,
    ),
  bob: (tone) =>
    path(
      'M-82-250C-94-370-30-372 0-364C44-374 94-352 82-250C76-240 66-240 64-252C70-300 50-318 40-322C10-306-40-304-58-314C-66-296-62-262-64-252C-66-240-76-240-82-250Z',
      tone,
    ),
  long: (tone) =>
    path(
      'M-76-240C-92-366-22-370 0-362C36-372 92-352 78-240C74-286 46-318 4-338C-34-322-66-290-76-240Z',
      tone,
    ),
  short: (tone) =>
    path(
      'M-74-290C-84-360-40-378 6-370C52-376 84-346 74-290C66-300 62-318 56-326C24-312-30-316-48-330C-58-320-66-306-74-290Z',
      tone,
    ),
  ponytail: (tone) =>
    path(
      'M-74-280C-84-366-24-370 4-362C44-370 82-348 72-286C64-312 40-330 18-336C-6-318-50-310-74-280Z',
      tone,
    ),
}

function gleam(hair: Hair, tone: string): string {
  const shine = lighter(tone, 0.3)
  return hair === 'short'
    ? line('M-44-348C-26-360-4-362 14-358', shine, 5, 'opacity="0.35"')
    : line('M-56-326C-46-346-30-354-14-354', shine, 6, 'opacity="0.4"')
}

export function drawHat(pen: Pen, hat: 'straw' | 'scarf'): string {
  if (hat === 'scarf') {
    return path('M-82-300C-92-384 92-384 82-300C40-330-40-330-82-300Z', '#c9573f')
  }
  const straw = pen.linear(
    [0, 0],
    [1, 0.3],
    [
      [0, '#f3dca6'],
      [0.5, '#e0bf7c'],
      [1, '#bd9450'],
    ],
  )
  return [
    path('M-74-332C-74-414 74-414 74-332C30-322-30-322-74-332Z', straw),
    path('M-76-342C-30-330 30-330 76-342L75-324C30-314-30-314-75-324Z', '#a8553a'),
    path(
      'M-142-322C-120-344-90-342-74-336C-30-324 30-324 74-336C90-342 120-344 142-322C100-300-100-300-142-322Z',
      straw,
    ),
    line('M-128-322C-80-308 80-308 128-322', '#a87f40', 2, 'opacity="0.5"'),
  ].join('')
}
