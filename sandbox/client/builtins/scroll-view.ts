import { common } from './shared/common'
import { elementOf } from './shared/element'

interface Place {
  scrollLeft: number
  scrollTop: number
}

const LAST = new WeakMap<object, Place>()

Component({
  behaviors: [common],
  properties: {
    scrollX: Boolean,
    scrollY: Boolean,
    scrollTop: { type: Number, value: 0 },
    scrollLeft: { type: Number, value: 0 },
    scrollIntoView: String,
    scrollWithAnimation: Boolean,
    upperThreshold: { type: Number, value: 50 },
    lowerThreshold: { type: Number, value: 50 },
    enhanced: Boolean,
    showScrollbar: { type: Boolean, value: true },
    enableFlex: Boolean,
    enableBackToTop: Boolean,
    enablePassive: null,
    scrollAnchoring: Boolean,
    pagingEnabled: Boolean,
    bounces: { type: Boolean, value: true },
    fastDeceleration: Boolean,
    usingSticky: Boolean,
    type: String,
    refresherEnabled: Boolean,
    refresherTriggered: Boolean,
  },
  observers: {
    scrollTop(top: number) {
      elementOf(this).scrollTo({ top, behavior: this.behavior() })
    },
    scrollLeft(left: number) {
      elementOf(this).scrollTo({ left, behavior: this.behavior() })
    },
    'scrollX, scrollY, enableFlex'() {
      this.draw()
    },
    scrollIntoView(id: string) {
      // after this update has been rendered: the element may be part of it
      if (id !== '') queueMicrotask(() => this.reveal(id))
    },
    refresherEnabled(enabled: boolean) {
      if (enabled)
        host.notify('<scroll-view refresher-enabled> is not implemented by the sandbox client')
    },
  },
  lifetimes: {
    attached() {
      this.draw()
      elementOf(this).addEventListener('scroll', () => {
        this.onScroll()
      })
    },
  },
  methods: {
    behavior(): ScrollBehavior {
      return this.data.scrollWithAnimation ? 'smooth' : 'auto'
    },
    draw() {
      const { scrollX, scrollY, enableFlex } = this.data
      const { style } = elementOf(this)
      style.overflowX = scrollX ? 'auto' : 'hidden'
      style.overflowY = scrollY ? 'auto' : 'hidden'
      if (enableFlex) style.display = 'flex'
    },
    reveal(id: string) {
      const element = elementOf(this)
      const target = element.querySelector(`#${CSS.escape(id)}`)
      if (target === null) return
      const [outer, inner] = [element.getBoundingClientRect(), target.getBoundingClientRect()]
      element.scrollTo({
        top: this.data.scrollY ? element.scrollTop + inner.top - outer.top : element.scrollTop,
        left: this.data.scrollX ? element.scrollLeft + inner.left - outer.left : element.scrollLeft,
        behavior: this.behavior(),
      })
    },
    onScroll() {
      const element = elementOf(this)
      const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } =
        element
      const last = LAST.get(this) ?? { scrollTop: 0, scrollLeft: 0 }
      LAST.set(this, { scrollTop, scrollLeft })
      const [deltaX, deltaY] = [last.scrollLeft - scrollLeft, last.scrollTop - scrollTop]
      this.triggerEvent('scroll', {
        scrollTop,
        scrollLeft,
        scrollHeight,
        scrollWidth,
        deltaX,
        deltaY,
      })
      const { upperThreshold, lowerThreshold, scrollY } = this.data
      const [now, before] = scrollY ? [scrollTop, last.scrollTop] : [scrollLeft, last.scrollLeft]
      const end =
        (scrollY ? scrollHeight - clientHeight : scrollWidth - clientWidth) - lowerThreshold
      if (now >= end && before < end)
        this.triggerEvent('scrolltolower', { direction: scrollY ? 'bottom' : 'right' })
      if (now <= upperThreshold && before > upperThreshold)
        this.triggerEvent('scrolltoupper', { direction: scrollY ? 'top' : 'left' })
    },
  },
})
