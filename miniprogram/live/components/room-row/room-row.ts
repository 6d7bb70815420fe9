import type { RoomView } from '../../domain/view'
import { roomAriaLabel } from '../aria-label'
import { emitRoomTap } from '../events'

/**
 * A room in a timeline: time, title, host. The slot is for the plugin's <subscribe>, which only a page
 * of the live package can contain.
 */
Component({
  properties: {
    room: { type: Object, value: {} as RoomView },
    /** The line of the timeline ends at this row. */
    last: Boolean,
    /** Shows the room's action on a button of this component. */
    button: Boolean,
  },
  data: { ariaLabel: '' },
  observers: {
    room(room: RoomView) {
      this.setData({ ariaLabel: roomAriaLabel(room) })
    },
  },
  methods: { onTap: emitRoomTap },
})
