import { common } from './shared/common'
import { elementOf } from './shared/element'

/** WeChat's icons, approximated by characters. */
const SIGNS: Readonly<Record<string, readonly [sign: string, color: string]>> = {
  success: ['✓', '#07c160'],
  success_no_circle: ['✓', '#07c160'],
  info: ['i', '#10aeff'],
  warn: ['!', '#fa5151'],
  waiting: ['…', '#10aeff'],
  cancel: ['×', '#fa5151'],
  download: ['↓', '#07c160'],
  search: ['⌕', '#b2b2b2'],
  clear: ['×', '#b2b2b2'],
}

Component({
  behaviors: [common],
  properties: { type: String, size: { type: Number, value: 23 }, color: String },
  observers: {
    'type, size, color'(type: string, size: number, color: string) {
      const [sign, own] = SIGNS[type] ?? ['?', '#fa5151']
      const element = elementOf(this)
      element.textContent = sign
      element.style.cssText += `; width: ${size}px; height: ${size}px; font-size: ${size * 0.7}px; color: ${color || own}`
    },
  },
})
