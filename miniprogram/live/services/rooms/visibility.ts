import { isRecord } from '../../domain/json'
import { isRoomId } from '../../domain/room-id'
import type { RoomId } from '../../domain/room-id'

/** Reports which rooms of a page are on the screen. */
export interface VisibilityObserver {
  /** Observes the elements of this class, each with `data-room`. Call it again after a redraw. */
  observe(className: string): void
  /** Ends the observation of a class whose elements are removed. */
  unobserve(className: string): void
  stop(): void
}

interface ObservedClass {
  readonly observer: WechatMiniprogram.IntersectionObserver
  readonly roomIds: Set<RoomId>
}

/** @param onChange called with all visible rooms after each change; see RoomWatcher.setVisibleRooms */
export function observeVisibility(
  page: object,
  onChange: (roomIds: readonly RoomId[]) => void,
): VisibilityObserver {
  const observed = new Map<string, ObservedClass>()

  const notify = () => {
    const all: RoomId[] = []
    for (const { roomIds } of observed.values()) all.push(...roomIds)
    onChange(all)
  }

  const disconnect = (className: string) => {
    observed.get(className)?.observer.disconnect()
    return observed.delete(className)
  }

  return {
    observe(className) {
      // old elements may be removed: a room counts again when it is observed again
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
      for (const className of [...observed.keys()]) disconnect(className)
      onChange([])
    },
  }
}
