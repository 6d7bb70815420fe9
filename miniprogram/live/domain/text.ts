import { en } from './text/en'
import { zh } from './text/zh'
import type { Text } from './text/zh'

/**
 * Every word the app shows, in the one language that the phone is set to. Read it where it is
 * needed, or from a page's data: app.ts has chosen the language before any page is loaded.
 */
export let text: Text = zh

export type Language = 'zh' | 'en'

/** Says from here on what the app says in this language. */
export function setLanguage(language: Language): void {
  text = language === 'zh' ? zh : en
}

/**
 * The shop's language for WeChat's, as 'zh_CN', 'zh_TW', 'zh_HK' or 'en' and many others: all
 * Chinese read the same table, everybody else English. Chinese where the phone does not say.
 * @see wx.getAppBaseInfo, language
 */
export function languageOf(setting: unknown): Language {
  return typeof setting !== 'string' || setting === '' || /^zh/i.test(setting) ? 'zh' : 'en'
}

/** A short sentence read aloud: commas where the screen has space. */
export function joinForScreenReader(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(text.card.comma)
}

/** What a shopper can be told after a tap; always one short sentence. */
export type UserMessage = string
