import { common } from './shared/common'
import { elementOf } from './shared/element'

/** Of what WeChat's takes, the style of the page's root is followed here; the rest is taken and let be. */
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
      dress(this, style)
    },
  },
  lifetimes: {
    attached() {
      dress(this, this.data.pageStyle)
    },
  },
})

function dress(component: object, style: string): void {
  elementOf(component).closest('wx-page')?.setAttribute('style', style)
}
