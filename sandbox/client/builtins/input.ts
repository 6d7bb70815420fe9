import { common } from './shared/common'
import { elementOf } from './shared/element'
import { focusControl, mountControl, syncControl, TEXT_PROPERTIES } from './shared/text-control'

const KEYBOARDS: Readonly<Record<string, string>> = {
  number: 'numeric',
  digit: 'decimal',
  tel: 'tel',
}

Component({
  behaviors: [common],
  properties: {
    ...TEXT_PROPERTIES,
    type: { type: String, value: 'text' },
    password: Boolean,
    alwaysEmbed: Boolean,
  },
  observers: {
    'value, placeholder, disabled, maxlength, type, password'() {
      syncControl(this)
      this.drawKeyboard()
    },
    focus(focus: boolean) {
      focusControl(this, focus)
    },
  },
  lifetimes: {
    attached() {
      mountControl(this, document.createElement('input'))
      this.drawKeyboard()
    },
  },
  methods: {
    drawKeyboard() {
      const input = elementOf(this).querySelector('input')
      if (input === null) return
      input.type = this.data.password ? 'password' : 'text'
      input.inputMode = KEYBOARDS[this.data.type] ?? 'text'
    },
  },
})
