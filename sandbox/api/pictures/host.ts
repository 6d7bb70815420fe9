import type { Random } from '../catalogue/random'
import { darker, lighter, mix } from './colour'
import { drawHair, drawHat, type Hair } from './hair'
import { circle, ellipse, line, path } from './pen'
import type { Pen } from './pen'

/** A person of the shop: the same face in every picture of theirs. */
export interface HostLook {
  readonly hair: Hair
  readonly hairTone: string
  readonly skin: string
  readonly dress: string
  readonly collar: 'crossed' | 'round' | 'shirt'
  readonly apron?: string
  readonly hat?: 'straw' | 'scarf'
  readonly glasses?: boolean
  readonly beard?: boolean
}

const BLACK = '#2e2522'

const HOSTS: Readonly<Record<string, HostLook>> = {
  阿茶: { hair: 'bun', hairTone: BLACK, skin: '#f4d0b5', dress: '#7d8d69', collar: 'crossed' },
  小海: {
    hair: 'ponytail',
    hairTone: '#3b2a22',
    skin: '#f3ccae',
    dress: '#c96f52',
    collar: 'round',
    apron: '#f1e4d0',
  },
  林木木: {
    hair: 'short',
    hairTone: BLACK,
    skin: '#eec29f',
    dress: '#f2ebdf',
    collar: 'shirt',
    apron: '#8c7a5e',
    glasses: true,
  },
  景德镇老周: {
    hair: 'short',
    hairTone: '#6b6460',
    skin: '#e6b68f',
    dress: '#56707a',
    collar: 'crossed',
    beard: true,
  },
  果农陈姐: {
    hair: 'bob',
    hairTone: BLACK,
    skin: '#ecbd98',
    dress: '#e39a6d',
    collar: 'shirt',
    hat: 'straw',
  },
  养蜂人阿力: {
    hair: 'short',
    hairTone: BLACK,
    skin: '#dfae86',
    dress: '#efe3c6',
    collar: 'shirt',
    apron: '#c9953d',
    hat: 'straw',
  },
  织女小满: {
    hair: 'long',
    hairTone: '#382823',
    skin: '#f5d3ba',
    dress: '#d9cbb3',
    collar: 'crossed',
  },
  苏禾: {
    hair: 'bob',
    hairTone: '#2b2523',
    skin: '#f2cbae',
    dress: '#8fa9ab',
    collar: 'round',
    apron: '#f0ece2',
  },
  老茶客魏叔: {
    hair: 'short',
    hairTone: '#b9b2aa',
    skin: '#e3b48f',
    dress: '#6a6357',
    collar: 'crossed',
    glasses: true,
    beard: true,
  },
}

/** Who hosts under this name; a name that is not on the list gets a face of its own by chance. */
export function hostOf(name: string, random: Random): HostLook {
  const known = Object.hasOwn(HOSTS, name) ? HOSTS[name] : undefined
  return (
    known ?? {
      hair: random.pick<Hair>(['bun', 'bob', 'long', 'short', 'ponytail']),
      hairTone: random.pick([BLACK, '#3b2a22']),
      skin: random.pick(['#f4d0b5', '#ecbd98', '#e6b68f']),
      dress: random.pick(['#7d8d69', '#c96f52', '#56707a', '#d9cbb3']),
      collar: random.pick<HostLook['collar']>(['crossed', 'round', 'shirt']),
    }
  )
}

/** Sits behind a table whose far edge is y = 0; about 400 high. The arms come after the table. */
export function drawHost(pen: Pen, look: HostLook): string {
  return [
    drawHair(look.hair, look.hairTone, 'behind'),
    body(pen, look),
    neck(look),
    head(pen, look),
    drawHair(look.hair, look.hairTone, 'front'),
    look.hat === undefined ? '' : drawHat(pen, look.hat),
  ].join('')
}

function clothFill(pen: Pen, tone: string): string {
  return pen.linear(
    [0, 0],
    [1, 0.3],
    [
      [0, lighter(tone, 0.24)],
      [0.45, tone],
      [1, darker(tone, 0.2)],
    ],
  )
}

function body(pen: Pen, { dress, collar, apron, skin }: HostLook): string {
  const shape = 'M-176 10C-182-96-150-150-62-172C-30-150 30-150 62-172C150-150 182-96 176 10Z'
  const collars = {
    crossed:
      path('M-62-173C-30-120 10-70 24 6H-8C-30-60-60-110-84-164Z', lighter(dress, 0.34)) +
      path('M62-173C34-120-2-80-22-40L-6-6C20-60 62-116 84-164Z', lighter(dress, 0.2)),
    round: path(
      'M-58-172C-40-134 40-134 58-172L70-168C50-116-50-116-70-168Z',
      lighter(dress, 0.25),
    ),
    shirt:
      path('M-60-174L-4-126L-40-100L-78-160Z', lighter(dress, 0.3)) +
      path('M60-174L4-126L40-100L78-160Z', lighter(dress, 0.16)) +
      line('M0-122V8', darker(dress, 0.22), 2.5, 'opacity="0.5"'),
  }
  const opening = collar === 'crossed' ? 'M-56-176L4-92L56-176Z' : 'M-50-178L0-128L50-178Z'
  const front =
    apron === undefined
      ? ''
      : path('M-72 10V-96C-40-84 40-84 72-96V10Z', clothFill(pen, apron)) +
        line('M-70-94L-86-160M70-94L86-160', apron, 13)
  return (
    path(shape, clothFill(pen, dress)) + path(opening, darker(skin, 0.06)) + collars[collar] + front
  )
}

function neck({ skin }: HostLook): string {
  return (
    path('M-30-226H30V-176C22-150-22-150-30-176Z', skin) +
    path(
      'M-30-206C-14-186 16-184 30-204V-192C14-168-18-170-30-192Z',
      darker(skin, 0.22),
      'opacity="0.5"',
    )
  )
}

function head(pen: Pen, { skin, hairTone, glasses, beard }: HostLook): string {
  const face = pen.linear(
    [0, 0],
    [1, 0.4],
    [
      [0, lighter(skin, 0.3)],
      [0.55, skin],
      [1, darker(skin, 0.1)],
    ],
  )
  const ink = mix(hairTone, '#4a2f25', 0.4)
  const blush = pen.radial([0.5, 0.5], 0.5, [
    [0, '#e5826a', 0.5],
    [1, '#e5826a', 0],
  ])
  return [
    circle(-66, -272, 13, skin),
    circle(66, -272, 13, darker(skin, 0.08)),
    path('M-66-300C-66-352 66-352 66-300C68-246 44-200 0-200C-44-200-68-246-66-300Z', face),
    ellipse(-36, -248, 20, 13, blush),
    ellipse(36, -248, 20, 13, blush),
    beard === true
      ? path(
          'M-46-238C-40-190 40-190 46-238C30-224 18-232 0-232C-18-232-30-224-46-238Z',
          mix(hairTone, '#d8d0c8', 0.35),
          'opacity="0.92"',
        )
      : '',
    // Eyes that smile, a short nose, a small mouth.
    line('M-40-272C-34-281-22-281-16-272M16-272C22-281 34-281 40-272', ink, 4.5),
    line('M-44-296C-36-303-22-303-16-298M16-298C22-303 36-303 44-296', ink, 3.6, 'opacity="0.75"'),
    line('M0-268C3-260 3-254-3-253', darker(skin, 0.3), 3, 'opacity="0.7"'),
    path('M-17-235C-8-222 8-222 17-235C8-231-8-231-17-235Z', '#b8544a'),
    glasses === true
      ? line(
          'M-50-274A22 20 0 1 0-6-274A22 20 0 1 0-50-274M6-274A22 20 0 1 0 50-274A22 20 0 1 0 6-274M-6-276H6',
          '#5a4638',
          3,
        )
      : '',
  ].join('')
}

/** Both sleeves rest on the table, the hands around `held`, a drawing that stands at (0, 0). */
export function drawArms(pen: Pen, { dress, skin }: HostLook, held: string): string {
  const sleeve = clothFill(pen, darker(dress, 0.06))
  const crease = darker(dress, 0.3)
  const arm =
    path(
      'M-176 12C-184-64-166-118-138-128C-112-118-110-72-102-44L-58-34C-44-26-46 10-62 18C-100 30-176 34-176 12Z',
      sleeve,
    ) + line('M-102-44C-114-26-112-4-108 10M-66-34C-58-20-58 2-66 16', crease, 3, 'opacity="0.3"')
  const hand =
    path('M-60-30C-46-40-28-40-20-30C-14-20-20-6-34-2C-48 4-58 4-62-4Z', skin) +
    line('M-36-36C-26-40-18-36-16-28M-32-18L-19-16', darker(skin, 0.22), 2.4, 'opacity="0.6"')
  const mirrored = (drawing: string): string =>
    `${drawing}<g transform="scale(-1 1)">${drawing}</g>`
  return mirrored(arm) + held + mirrored(held === '' ? shifted(hand, 18) : shifted(hand, -14))
}

const shifted = (drawing: string, x: number): string =>
  `<g transform="translate(${x} 6)">${drawing}</g>`
