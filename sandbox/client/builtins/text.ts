import { common } from './shared/common'
import { elementOf } from './shared/element'

Component({
  behaviors: [common],
  properties: {
    selectable: Boolean,
    userSelect: Boolean,
    space: String,
    decode: Boolean,
    overflow: String,
    maxLines: Number,
  },
  observers: {
    'selectable, userSelect'(selectable: boolean, userSelect: boolean) {
      elementOf(this).classList.toggle('wx-text--selectable', selectable || userSelect)
    },
  },
})
