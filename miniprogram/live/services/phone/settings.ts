import { languageOf, speak } from '../../domain/text'
import { appInfo } from './platform'

/** WeChat's size of type where nobody has changed it, in px; of `fontSizeSetting`. */
const STANDARD_PX = 16
/** The largest step up to which every page was looked at; test/e2e/screens.test.ts. */
const LARGEST = 1.6

/** To be called once, before any page is loaded: pages take their words as they load. */
export function speakAsPhone(): void {
  speak(languageOf(appInfo().language))
}

export function isDark(): boolean {
  return appInfo().theme === 'dark'
}

/** How many times its standard size the shopper wants type to be. */
export function typeScale(): number {
  const { fontSizeScaleFactor: factor, fontSizeSetting: px } = appInfo()
  const asked = number(factor) ?? (number(px) ?? STANDARD_PX) / STANDARD_PX
  return Math.round(Math.min(LARGEST, Math.max(1, asked)) * 100) / 100
}

/**
 * The shopper's size of type as a page's root takes it (`<page-meta page-style>`): WeChat does not
 * scale px and rpx by itself. Every type size of the app is a multiple of `--live-font-scale`.
 * @see wx.getAppBaseInfo, fontSizeScaleFactor; component/page-meta
 */
export function pageStyle(): string {
  return `--live-font-scale: ${typeScale()}`
}

function number(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null
}
