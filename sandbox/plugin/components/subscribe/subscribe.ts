import { livePluginRecord, reminderOf } from '../../record'
import { watchRoom } from '../../rooms'
import { isSubscribed, onSubscribed, setSubscribed } from '../../subscriptions'

/** World time between two looks: it disappears by itself once the room is live. */
const REFRESH_MS = 30_000

const BEFORE_BROADCAST = 102

interface Watch {
  readonly roomId: number
  readonly stop: () => void
}

/** By instance: what is not drawn stays out of `data`. null: attached, but nothing to watch. */
const watches = new WeakMap<object, Watch | null>()

/** One reminder of one broadcast; there only before it starts. @see liveplayer/component-api §1 */
Component({
  properties: {
    roomId: { type: Number, value: 0 },
    width: { type: Number, value: 120 },
    height: { type: Number, value: 41 },
    fontSize: { type: Number, value: 17 },
    // printed without # in the document; a colour all the same
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
        // without network the button stays as it was
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

    /** Caught for `stop-propagation`: what lies around the button is not tapped with it. */
    onStop() {
      return undefined
    },
  },
})
