import { isRecord } from '../../domain/json'
import { isRoomId } from '../../domain/room-id'
import type { RoomId } from '../../domain/room-id'

/** Knows which of the rooms that a page draws are on the screen. */
export interface VisibilityObserver {
  /** From now on the elements of this class, each with `data-room`, count too; again after a redraw. */
  observe(className: string): void
  /** They are not drawn any more. */
  unobserve(className: string): void
  stop(): void
}

interface ObservedClass {
  readonly observer: WechatMiniprogram.IntersectionObserver
  readonly roomIds: Set<RoomId>
}

/** @param tell is told all rooms in sight, each time that one comes or goes; see RoomWatch.seen. */
export function observeVisibility(
  page: object,
  tell: (roomIds: readonly RoomId[]) => void,
): VisibilityObserver {
  const observed = new Map<string, ObservedClass>()

  const notify = () => {
    const all: RoomId[] = []
    observed.forEach(({ roomIds }) => roomIds.forEach((roomId) => all.push(roomId)))
    tell(all)
  }

  const disconnect = (className: string) => {
    observed.get(className)?.observer.disconnect()
    return observed.delete(className)
  }

  return {
    observe(className) {
      // what was drawn there may be gone: it counts again once it is seen again
      if (disconnect(className)) notify()
      const observer = wx.createIntersectionObserver(page, { observeAll: true })
      const roomIds = new Set<RoomId>()
      observed.set(className, { observer, roomIds })
      observer.relativeToViewport().observe(`.${className}`, ({ dataset, intersectionRatio }) => {
        const room: unknown = isRecord(dataset) ? dataset['room'] : null
        if (!isRoomId(room)) return
        if (intersectionRatio > 0) roomIds.add(room)
        else roomIds.delete(room)
        notify()
      })
    },
    unobserve(className) {
      if (disconnect(className)) notify()
    },
    stop() {
      Array.from(observed.keys()).forEach(disconnect)
      tell([])
    },
  }
}
