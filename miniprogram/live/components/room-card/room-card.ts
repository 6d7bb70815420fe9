import type { RoomView } from '../../domain/view'
import { emitRoomTap } from '../events'

/** A room in a grid: cover 3:4 with its badge, title, anchor, two of its goods. */
Component({
  properties: {
    room: { type: Object, value: {} as RoomView },
  },
  methods: { onTap: emitRoomTap },
})
