import { common } from './shared/common'
import { elementOf } from './shared/element'

/** Only `page-style` has an effect in the sandbox; the other properties are accepted and ignored. */
Component({
  behaviors: [common],
  properties: {
    pageStyle: String,
    pageFontSize: String,
    rootFontSize: String,
    rootBackgroundColor: String,
    backgroundColor: String,
    backgroundColorTop: String,
    backgroundColorBottom: String,
    backgroundTextStyle: String,
    scrollTop: String,
    scrollDuration: Number,
  },
  observers: {
    pageStyle(style: string) {
      applyPageStyle(this, style)
    },
  },
  lifetimes: {
    attached() {
      applyPageStyle(this, this.data.pageStyle)
    },
  },
})

function applyPageStyle(component: object, style: string): void {
  elementOf(component).closest('wx-page')?.setAttribute('style', style)
}
