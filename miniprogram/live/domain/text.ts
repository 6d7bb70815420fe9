import { en } from './text/en'
import { zh } from './text/zh'
import type { Text } from './text/zh'

/**
 * All texts of the app in the current language. app.ts sets the language before any page is loaded, so
 * modules and page data can read texts at load time.
 */
export let text: Text = zh

export type Language = 'zh' | 'en'

/** Sets the language of `text`. */
export function setLanguage(language: Language): void {
  text = language === 'zh' ? zh : en
}

/**
 * Maps WeChat's language setting ('zh_CN', 'zh_TW', 'zh_HK', 'en', …) to a language of the app: every
 * Chinese variant is 'zh', every other language 'en'. Without a setting: 'zh'.
 * @see wx.getAppBaseInfo, language
 */
export function languageOf(setting: unknown): Language {
  return typeof setting !== 'string' || setting === '' || /^zh/i.test(setting) ? 'zh' : 'en'
}

/** Joins the non-empty parts with commas, for a screen reader. */
export function joinForScreenReader(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(text.card.comma)
}

/** A text for the shopper, such as a toast: one short sentence. */
export type UserMessage = string
