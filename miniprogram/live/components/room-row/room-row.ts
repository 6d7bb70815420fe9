import type { RoomView } from '../../domain/view'
import { emitRoomTap } from '../events'

/**
 * A room as one stop of a timeline: when, what, by whom. The slot takes the plugin's <subscribe>,
 * because only a page of the live package may place it.
 */
Component({
  properties: {
    room: { type: Object, value: {} as RoomView },
    /** The line of the timeline ends here. */
    last: Boolean,
    /** What can be done stands on a button of our own. */
    button: Boolean,
  },
  methods: { onTap: emitRoomTap },
})
