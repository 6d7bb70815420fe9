import { common } from './shared/common'
import { elementOf } from './shared/element'

const SWIPE_PX = 30

interface Parts {
  readonly dots: HTMLElement
  readonly watch: MutationObserver
  timer: number
}

const PARTS = new WeakMap<object, Parts>()

Component({
  behaviors: [common],
  properties: {
    current: { type: Number, value: 0 },
    indicatorDots: Boolean,
    indicatorColor: { type: String, value: 'rgba(0, 0, 0, 0.3)' },
    indicatorActiveColor: { type: String, value: '#000000' },
    autoplay: Boolean,
    interval: { type: Number, value: 5000 },
    duration: { type: Number, value: 500 },
    circular: Boolean,
    vertical: Boolean,
    previousMargin: { type: String, value: '0px' },
    nextMargin: { type: String, value: '0px' },
    displayMultipleItems: { type: Number, value: 1 },
    easingFunction: String,
    snapToEdge: Boolean,
  },
  data: { shown: 0 },
  observers: {
    current(index: number) {
      this.go(index, '')
    },
    'indicatorDots, indicatorColor, indicatorActiveColor'() {
      this.draw()
    },
    'autoplay, interval'() {
      this.play()
    },
  },
  lifetimes: {
    attached() {
      const element = elementOf(this)
      const dots = document.createElement('div')
      dots.className = 'wx-swiper__dots'
      element.append(dots)
      const watch = new MutationObserver(() => {
        this.draw()
      })
      watch.observe(element, { childList: true })
      PARTS.set(this, { dots, watch, timer: 0 })
      this.watchSwipe(element)
      this.setData({ shown: this.data.current })
      this.draw()
      this.play()
    },
    detached() {
      const parts = PARTS.get(this)
      parts?.watch.disconnect()
      window.clearInterval(parts?.timer)
    },
  },
  methods: {
    items(): HTMLElement[] {
      return [...elementOf(this).querySelectorAll<HTMLElement>(':scope > wx-swiper-item')]
    },
    play() {
      const parts = PARTS.get(this)
      if (parts === undefined) return
      window.clearInterval(parts.timer)
      const { autoplay, interval } = this.data
      if (autoplay)
        parts.timer = window.setInterval(
          () => this.go(this.data.shown + 1, 'autoplay', true),
          interval,
        )
    },
    watchSwipe(element: HTMLElement) {
      let start: { x: number; y: number } | null = null
      element.addEventListener('pointerdown', ({ clientX: x, clientY: y }) => {
        start = { x, y }
      })
      const end = ({ clientX, clientY }: PointerEvent) => {
        if (start === null) return
        const moved = this.data.vertical ? start.y - clientY : start.x - clientX
        start = null
        if (Math.abs(moved) > SWIPE_PX) this.go(this.data.shown + Math.sign(moved), 'touch')
      }
      element.addEventListener('pointerup', end)
      element.addEventListener('pointercancel', end)
    },
    go(wanted: number, source: string, wraps = false) {
      const items = this.items()
      if (items.length === 0) return
      const isInside = wanted >= 0 && wanted < items.length
      if (!isInside && !wraps && !this.data.circular) return
      const current = (wanted + items.length) % items.length
      if (current === this.data.shown) return
      this.setData({ shown: current })
      this.draw()
      this.triggerEvent('change', { current, source, currentItemId: items[current]?.id ?? '' })
    },
    draw() {
      const parts = PARTS.get(this)
      if (parts === undefined) return
      const { vertical, duration, shown, indicatorDots, indicatorColor, indicatorActiveColor } =
        this.data
      const items = this.items()
      items.forEach((item, index) => {
        const shift = `${(index - shown) * 100}%`
        item.style.transform = vertical ? `translateY(${shift})` : `translateX(${shift})`
        item.style.transitionDuration = `${duration}ms`
        item.setAttribute('aria-hidden', String(index !== shown))
      })
      const colors = indicatorDots
        ? items.map((_, i) => (i === shown ? indicatorActiveColor : indicatorColor))
        : []
      if (parts.dots.childElementCount !== colors.length)
        parts.dots.replaceChildren(...colors.map(() => document.createElement('i')))
      colors.forEach((color, index) => {
        const dot = parts.dots.children[index]
        if (dot instanceof HTMLElement) dot.style.backgroundColor = color
      })
    },
  },
})
