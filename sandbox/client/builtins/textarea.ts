import { common } from './shared/common'
import { focusControl, mountControl, syncControl, TEXT_PROPERTIES } from './shared/text-control'

Component({
  behaviors: [common],
  properties: {
    ...TEXT_PROPERTIES,
    autoHeight: Boolean,
    fixed: Boolean,
    showConfirmBar: { type: Boolean, value: true },
    disableDefaultPadding: Boolean,
  },
  observers: {
    'value, placeholder, disabled, maxlength'() {
      syncControl(this)
    },
    focus(focus: boolean) {
      focusControl(this, focus)
    },
  },
  lifetimes: {
    attached() {
      mountControl(this, document.createElement('textarea'))
    },
  },
})
