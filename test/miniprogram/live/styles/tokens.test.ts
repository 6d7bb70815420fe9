/** @jest-environment node */
import {
  LARGE,
  SMALL,
  SUBSCRIBE_COLORS,
} from '../../../../miniprogram/packageA/services/subscriptions'
import { read } from '../../../helpers/mini/compilers'

type Theme = Readonly<Record<string, string>>

const [light, dark] = themes(read('app.wxss'))

/** The variables of the light theme, and the dark ones laid over them. */
function themes(wxss: string): readonly [Theme, Theme] {
  const at = wxss.indexOf('@media (prefers-color-scheme: dark)')
  const variables = (part: string): Theme =>
    Object.fromEntries(
      [...part.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    )
  const day = variables(wxss.slice(0, at))
  return [day, { ...day, ...variables(wxss.slice(at)) }]
}

/** WCAG 2 contrast of two hex colours. */
function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

function luminance(hex: string): number {
  const full = hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(full.slice(at, at + 2), 16) / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const PAIRS = [
  ['ink', 'surface'],
  ['ink', 'page'],
  ['ink-2', 'surface'],
  ['ink-2', 'page'],
  ['ink-2', 'brand-soft'],
  ['ink-3', 'surface'],
  ['ink-3', 'page'],
  ['brand', 'surface'],
  ['brand', 'page'],
  ['brand', 'brand-soft'],
  ['ok', 'surface'],
  ['brand-ink', 'brand'],
  ['brand-ink', 'ok'],
  ['brand-ink', 'warn'],
  ['brand-ink', 'mute'],
] as const

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s theme', (_name, theme) => {
  it.each(PAIRS)('%s is readable on %s', (text, ground) => {
    expect(contrast(theme[text] ?? '', theme[ground] ?? '')).toBeGreaterThanOrEqual(4.5)
  })
})

it.each([
  [SUBSCRIBE_COLORS.light, light],
  [SUBSCRIBE_COLORS.dark, dark],
])('the plugin’s subscribe wears the brand: %j', ({ backgroundColor, color }, theme) => {
  expect(backgroundColor.toLowerCase()).toBe(theme['brand'])
  expect(contrast(color, theme['brand-ink'] ?? '')).toBe(1)
})

it.each([SMALL, LARGE])('the plugin’s subscribe can be hit by a finger: %j', ({ height }) => {
  expect(height).toBeGreaterThanOrEqual(44)
})

it('themes of the window are those of the page', () => {
  const windows = JSON.parse(read('theme.json')) as Record<'light' | 'dark', { pageBg: string }>
  expect(windows.light.pageBg.toLowerCase()).toBe(light['page'])
  expect(windows.dark.pageBg.toLowerCase()).toBe(dark['page'])
})
