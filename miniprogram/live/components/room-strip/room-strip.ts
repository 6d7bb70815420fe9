import type { RoomView } from '../../domain/view'
import type { RoomTap } from '../events'

/** The way back to the room a goods page was opened from, with what happens there now. */
Component({
  properties: {
    room: { type: Object, value: {} as RoomView },
    /** '回到直播间' */
    actionText: String,
    /** One of several: its button steps back. */
    quiet: Boolean,
  },
  methods: {
    onTap() {
      if (this.data.actionText === '') return
      const { roomId, action } = this.data.room
      const tap: RoomTap = { roomId, action }
      this.triggerEvent('back', tap)
    },
  },
})
