import { DEFAULT_SETTINGS } from '../settings'

/**
 * Texts that occur only in an app with a plugin. The last is the provider of WeChat's live plugin.
 */
const MARKS = [
  'plugin-private://',
  'plugin://',
  'requirePlugin',
  DEFAULT_SETTINGS.livePlugin.provider,
]

export function pluginMarksIn(text: string): string[] {
  return MARKS.filter((mark) => text.includes(mark))
}
