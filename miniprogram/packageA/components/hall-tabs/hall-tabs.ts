import type { TabTap } from '../../../components/events'

export interface Tab {
  readonly key: string
  /** '直播中 3' */
  readonly text: string
}

/** The shelves of the hall; the one on show is underlined and says so to a screen reader. */
Component({
  properties: {
    tabs: { type: Array, value: [] as readonly Tab[] },
    active: { type: String, value: '' },
  },
  methods: {
    onTap(event: WechatMiniprogram.TouchEvent<object, object, { key: string }>) {
      const { key } = event.currentTarget.dataset
      if (key === this.data.active) return
      const tap: TabTap = { key }
      this.triggerEvent('change', tap)
    },
  },
})
