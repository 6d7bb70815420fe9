import { isDark, typeScale } from '../services/settings'

/**
 * How the plugin's <subscribe> looks. It is WeChat's own component and takes no CSS variables:
 * numbers are px, colours are hex. The colours are `--brand` and `--brand-ink` of app.wxss; a test
 * holds them to it.
 * @see liveplayer/component-api, subscribe
 */
export const SUBSCRIBE_COLORS = {
  light: { color: '#FFFFFF', backgroundColor: '#CF3A22' },
  dark: { color: '#1A0B07', backgroundColor: '#FF6A4D' },
} as const

export interface SubscribeSize {
  readonly width: number
  readonly height: number
  readonly fontSize: number
}

/** Beside a room of a list. */
export const SMALL: SubscribeSize = { width: 72, height: 44, fontSize: 14 }
/** The one thing to do on a page. */
export const LARGE: SubscribeSize = { width: 240, height: 48, fontSize: 17 }

export interface SubscribeStyle extends SubscribeSize {
  readonly color: string
  readonly backgroundColor: string
}

export function subscribeStyle(size: SubscribeSize): SubscribeStyle {
  const { color, backgroundColor } = SUBSCRIBE_COLORS[isDark() ? 'dark' : 'light']
  const { width, height, fontSize } = size
  const scale = typeScale()
  return {
    width: Math.min(Math.round(width * scale), LARGE.width),
    height,
    fontSize: Math.round(fontSize * scale),
    color,
    backgroundColor,
  }
}
