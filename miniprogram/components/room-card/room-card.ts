import type { RoomView } from '../../domain/view'
import type { RoomTap } from '../events'

/** A room in a grid: cover 3:4 with its badge, title, anchor, two of its goods. */
Component({
  properties: {
    room: { type: Object, value: {} as RoomView },
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
