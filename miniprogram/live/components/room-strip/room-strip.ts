import type { RoomView } from '../../domain/view'
import type { RoomTap } from '../events'

/** A room in one line, with a button: on a goods page, the way back to the room it was opened from. */
Component({
  properties: {
    room: { type: Object, value: {} as RoomView },
    /** '回到直播间'; '' hides the button. */
    actionText: String,
    /** Draws a pale button, for one strip of several. */
    quiet: Boolean,
  },
  data: { ariaLabel: '' },
  observers: {
    'room, actionText'({ badge, about }: RoomView, actionText: string) {
      this.setData({ ariaLabel: `${actionText} ${badge?.text ?? ''}${about}` })
    },
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
