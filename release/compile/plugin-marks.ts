import { DEFAULT_SETTINGS } from '../settings'

/** What a file says only where the app has a plugin; the last is WeChat's own live plugin. */
const MARKS = [
  'plugin-private://',
  'plugin://',
  'requirePlugin',
  DEFAULT_SETTINGS.livePlugin.provider,
]

export function pluginMarksIn(text: string): string[] {
  return MARKS.filter((mark) => text.includes(mark))
}
