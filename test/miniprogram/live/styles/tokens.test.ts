/** @jest-environment node */
import { SUBSCRIBE_COLORS } from '../../../../miniprogram/live/styles/brand'
import { LARGE, SMALL } from '../../../../miniprogram/packageA/services/subscriptions'
import { read } from '../../../helpers/mini/compilers'

type Variables = Readonly<Record<string, string>>

const TOKENS = 'live/styles/tokens.wxss'
const THEMES = ['light', 'dark'] as const
const tokens = variablesByTheme(read(TOKENS))

/** The variables without their prefix. The dark theme has those of the light one where it sets none. */
function variablesByTheme(wxss: string): Readonly<Record<'light' | 'dark', Variables>> {
  const at = wxss.indexOf('@media (prefers-color-scheme: dark)')
  const variables = (part: string): Variables =>
    Object.fromEntries(
      [...part.matchAll(/--live-([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    )
  const light = variables(wxss.slice(0, at))
  return { light, dark: { ...light, ...variables(wxss.slice(at)) } }
}

/** '#FFF' and '#ffffff' are equal. */
function fullHex(color: string): string {
  const hex = color.toLowerCase()
  return hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex
}

/** WCAG 2 contrast of two hex colours. */
function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

function luminance(color: string): number {
  const hex = fullHex(color)
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Text, and the backgrounds that it is drawn on. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  ink: ['surface', 'page'],
  'ink-2': ['surface', 'page', 'brand-soft'],
  'ink-3': ['surface', 'page'],
  brand: ['surface', 'page', 'brand-soft'],
  ok: ['surface'],
  'brand-ink': ['brand', 'ok', 'warn', 'mute'],
}

it.each(THEMES)('every text is readable on its backgrounds, theme %s', (theme) => {
  const variables = tokens[theme]
  const pale = Object.entries(TEXTS).flatMap(([text, backgrounds]) =>
    backgrounds
      .filter((one) => !(contrast(variables[text] ?? '', variables[one] ?? '') >= 4.5))
      .map((one) => `${TOKENS}, ${theme}: --live-${text} on --live-${one} is below 4.5 : 1`),
  )
  expect(pale).toEqual([])
})

it.each(THEMES)('files that repeat a colour have the colour of the tokens, theme %s', (theme) => {
  const { brand = '', 'brand-ink': brandInk = '', page = '' } = tokens[theme]
  const subscribe = SUBSCRIBE_COLORS[theme]
  const window = JSON.parse(read('theme.json')) as Readonly<Record<string, Variables>>
  const copies: readonly (readonly [place: string, color: string | undefined, token: string])[] = [
    ['live/styles/brand.ts: backgroundColor', subscribe.backgroundColor, brand],
    ['live/styles/brand.ts: color', subscribe.color, brandInk],
    ['theme.json: pageBg', window[theme]?.['pageBg'], page],
    ['theme.json: navBg', window[theme]?.['navBg'], page],
  ]
  const wrong = copies
    .filter(([, color = '', token]) => fullHex(color) !== fullHex(token))
    .map(([place, , token]) => `miniprogram/${place} of "${theme}" has to be ${token}`)
  expect(wrong).toEqual([])
})

it('defines nothing but variables, each with the prefix of the live part', () => {
  const css = read(TOKENS).replace(/\/\*[^]*?\*\//g, '')
  const declared = [...css.matchAll(/^\s*([\w-]+):/gm)].map(([, name = '']) => name)
  expect(declared.filter((name) => !name.startsWith('--live-'))).toEqual([])
  expect([...css.matchAll(/^\s*([^\s@}][^{;]*)\{/gm)].map(([, one = '']) => one.trim())).toEqual([
    'page',
    'page',
  ])
})

it.each([SMALL, LARGE])(
  'the plugin’s subscribe button is a large enough tap target: %j',
  (size) => {
    expect(size.height).toBeGreaterThanOrEqual(44)
  },
)
