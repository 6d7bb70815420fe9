import type { RoomView } from '../../domain/view'
import type { RoomTap } from '../events'

/**
 * A room as one stop of a timeline: when, what, by whom. The slot takes what can be done about it,
 * because only a page of the live package may place the plugin's <subscribe> there.
 */
Component({
  properties: {
    room: { type: Object, value: {} as RoomView },
    /** The line of the timeline ends here. */
    last: { type: Boolean, value: false },
  },
  methods: {
    onTap() {
      const { roomId, action } = this.data.room
      if (action === 'none') return
      const tap: RoomTap = { roomId, action }
      this.triggerEvent('open', tap)
    },
  },
})
