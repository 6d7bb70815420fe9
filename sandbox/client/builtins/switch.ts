import { common } from './shared/common'
import { elementOf, engineOf } from './shared/element'
import { registerFormItem } from './shared/form-item'

Component({
  behaviors: [common],
  properties: {
    name: String,
    checked: Boolean,
    disabled: Boolean,
    type: { type: String, value: 'switch' },
    color: { type: String, value: '#04BE02' },
  },
  observers: {
    'checked, disabled, color'() {
      this.draw()
    },
  },
  lifetimes: {
    attached() {
      const element = elementOf(this)
      element.setAttribute('role', 'switch')
      element.tabIndex = 0
      engineOf(this).addListener('tap', () => {
        if (this.data.disabled) return
        this.setData({ checked: !this.data.checked })
        this.triggerEvent('change', { value: this.data.checked })
      })
      registerFormItem(element, {
        name: this.data.name,
        value: () => this.data.checked,
        reset: () => this.setData({ checked: false }),
      })
      this.draw()
    },
  },
  methods: {
    draw() {
      const { checked, disabled, color } = this.data
      const element = elementOf(this)
      element.setAttribute('aria-checked', String(checked))
      element.setAttribute('aria-disabled', String(disabled))
      element.style.setProperty('--on', color)
    },
  },
})
