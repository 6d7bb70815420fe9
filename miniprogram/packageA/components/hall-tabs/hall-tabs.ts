import type { TabTap } from '../../../live/components/events'
import type { RoomListKind } from '../../../live/domain/live-status-code'

export interface Tab {
  readonly key: RoomListKind
  /** '直播中 3' */
  readonly text: string
}

/** The shelves of the hall; the one on show is underlined and says so to a screen reader. */
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
