import type { TabTap } from '../../../live/components/events'
import type { RoomListKind } from '../../../live/domain/live-status-code'

export interface Tab {
  readonly key: RoomListKind
  /** '直播中 3' */
  readonly text: string
}

/** Tabs of the live hall. The selected one is underlined, and marked for a screen reader. */
Component({
  properties: {
    tabs: { type: Array, value: [] as readonly Tab[] },
    active: String,
  },
  methods: {
    onTap(event: WechatMiniprogram.TouchEvent<object, object, TabTap>) {
      const { key } = event.currentTarget.dataset
      const tap: TabTap = { key }
      if (key !== this.data.active) this.triggerEvent('change', tap)
    },
  },
})
