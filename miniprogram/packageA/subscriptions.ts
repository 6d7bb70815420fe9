import { packedOrNone } from '../domain/custom-params'
import { text } from '../domain/text'
import type { Tell } from '../domain/text'
import { getSubscribeStatus, readSubscribeDetail } from '../services/live-player'
import type { PluginAnswer, SubscribeState } from '../services/live-player'
import { paramsToPass } from '../services/room-door'
import type { RoomWatch, Watching } from '../services/room-watch'
import { tell } from '../services/tell'

/** The parameters as <subscribe custom-params> takes them; '' where there are none, or too many. */
export function packedParams(): string {
  return packedOrNone(paramsToPass()) ?? ''
}

/** A page's `onSubscribe`: says to the shopper what they have just done, and shows it. */
export function heardSubscribe(this: Watching, { detail }: LivePlayerPlugin.SubscribeEvent): void {
  const state = readSubscribeDetail(detail)
  if (state === null) return
  this.watch?.markSubscribed(state.roomId, state.subscribed)
  tell(state.subscribed ? text.room.subscribed : text.room.unsubscribed)
}

/** Marks the rooms on the screen that this shopper has already subscribed to. */
export interface SubscriptionMarks {
  /** These rooms are on the screen now: who was not asked about yet is, in this order. */
  seen(roomIds: readonly number[]): void
  /** The page is seen again, or other rooms are: the shopper may have subscribed elsewhere. */
  again(): void
}

/** As many questions under way as there may be about a status. */
const MOST_OPEN = 3

/** @param say is told what to say where the plugin cannot be had, else ''. */
export function markSubscriptions(watch: RoomWatch, say: (words: Tell) => void): SubscriptionMarks {
  const asked = new Set<number>()
  let inSight: readonly number[] = []
  let open = 0

  const ask = (roomId: number) => {
    asked.add(roomId)
    open += 1
    const heard = (answer: PluginAnswer<SubscribeState>) => {
      if (answer.kind === 'ok') watch.markSubscribed(roomId, answer.value.subscribed)
    }
    void getSubscribeStatus(roomId, { onLate: heard }).then((answer) => {
      open -= 1
      heard(answer)
      say(answer.kind === 'plugin-unavailable' ? text.plugin.unavailable : '')
      askNext()
    })
  }

  const askNext = () => {
    if (!watch.isAwake()) return
    inSight.forEach((roomId) => {
      if (open < MOST_OPEN && !asked.has(roomId)) ask(roomId)
    })
  }

  return {
    seen(roomIds) {
      inSight = roomIds
      askNext()
    },
    again() {
      asked.clear()
      askNext()
    },
  }
}
