import type { RoomView } from '../../domain/view'
import { roomAriaLabel } from '../aria-label'
import { emitRoomTap } from '../events'

/** A room in a grid: cover 3:4 with its badge, title, host, two of its goods. */
Component({
  properties: {
    room: { type: Object, value: {} as RoomView },
  },
  data: { ariaLabel: '' },
  observers: {
    room(room: RoomView) {
      this.setData({ ariaLabel: roomAriaLabel(room) })
    },
  },
  methods: { onTap: emitRoomTap },
})
