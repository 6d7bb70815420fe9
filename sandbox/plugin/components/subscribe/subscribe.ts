import { livePluginRecord, reminderOf } from '../../record'
import { watchRoom } from '../../rooms'
import { isSubscribed, onSubscribed, setSubscribed } from '../../subscriptions'

/** Polling interval in world time: the button disappears when the room goes live. */
const REFRESH_MS = 30_000

const BEFORE_BROADCAST = 102

interface Watch {
  readonly roomId: number
  readonly stop: () => void
}

/** By instance, outside `data` because it is not rendered. null: attached without a room. */
const watches = new WeakMap<object, Watch | null>()

/** A reminder button for one broadcast, shown only before its start. @see liveplayer/component-api §1 */
Component({
  properties: {
    roomId: { type: Number, value: 0 },
    width: { type: Number, value: 120 },
    height: { type: Number, value: 41 },
    fontSize: { type: Number, value: 17 },
    // documented without #, but it is a colour
    color: { type: String, value: 'FFFFFF' },
    backgroundColor: { type: String, value: '#6467F0' },
    customParams: { type: String, value: '' },
    stopPropagation: { type: Boolean, value: false },
  },

  data: { upcoming: false, subscribed: false, ink: '#FFFFFF' },

  observers: {
    color(color: string) {
      this.setData({ ink: /^(?:[0-9a-f]{3}){1,2}$/i.test(color) ? `#${color}` : color })
    },
    roomId() {
      this.watch()
    },
  },

  lifetimes: {
    attached() {
      watches.set(this, null)
      this.watch()
    },
    detached() {
      watches.get(this)?.stop()
      watches.delete(this)
    },
  },

  pageLifetimes: {
    show() {
      this.watch()
    },
    hide() {
      this.rest()
    },
  },

  methods: {
    watch() {
      const { roomId } = this.data
      const watch = watches.get(this)
      if (watch === undefined || watch?.roomId === roomId) return
      this.rest()
      this.setData({ subscribed: isSubscribed(roomId) })
      if (roomId <= 0) return
      const unwatch = watchRoom(roomId, REFRESH_MS, (answer) => {
        // without network the button does not change
        if (answer.kind === 'unreachable') return
        const status = answer.kind === 'room' ? answer.room.live_status : null
        this.setData({ upcoming: status === BEFORE_BROADCAST })
      })
      const unlisten = onSubscribed((changedId, subscribed) => {
        if (changedId === roomId) this.setData({ subscribed })
      })
      const stop = () => {
        unwatch()
        unlisten()
      }
      watches.set(this, { roomId, stop })
    },

    rest() {
      watches.get(this)?.stop()
      watches.set(this, null)
    },

    onTap() {
      const { roomId, customParams, stopPropagation } = this.data
      const record = livePluginRecord()
      const subscribed = !isSubscribed(roomId)
      setSubscribed(roomId, subscribed)
      if (subscribed) record.lastReminder = reminderOf(roomId, customParams)
      this.triggerEvent(
        'subscribe',
        { room_id: roomId, openid: record.openid, is_subscribe: subscribed },
        { bubbles: !stopPropagation },
      )
    },

    /** Stops the tap event for `stop-propagation`, so that it does not reach the parent. */
    onStop() {
      return undefined
    },
  },
})
