import { languageOf, setLanguage } from '../../domain/text'
import { appInfo } from './platform'

/** WeChat's default `fontSizeSetting`, in px. */
const STANDARD_PX = 16
/** The largest scale that pages are tested with; see test/e2e/screens.test.ts. */
const MAX_SCALE = 1.6

/** Call it once before any page is loaded, because pages read their texts at load time. */
export function applyPhoneLanguage(): void {
  setLanguage(languageOf(appInfo().language))
}

export function isDark(): boolean {
  return appInfo().theme === 'dark'
}

/** The shopper's font size, relative to WeChat's default. */
export function fontScale(): number {
  const { fontSizeScaleFactor: factor, fontSizeSetting: px } = appInfo()
  const asked = positiveNumber(factor) ?? (positiveNumber(px) ?? STANDARD_PX) / STANDARD_PX
  return Math.round(Math.min(MAX_SCALE, Math.max(1, asked)) * 100) / 100
}

/**
 * The shopper's font size as a value of `<page-meta page-style>`. WeChat does not scale px and rpx, so every
 * font size of the app is a multiple of `--live-font-scale`.
 * @see wx.getAppBaseInfo, fontSizeScaleFactor; component/page-meta
 */
export function pageStyle(): string {
  return `--live-font-scale: ${fontScale()}`
}

function positiveNumber(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null
}
