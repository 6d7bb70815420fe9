import { isRecord } from '../../domain/json'
import { isRoomId } from '../../domain/room-id'
import type { RoomId } from '../../domain/room-id'

/** Knows which of the rooms that a page draws are on the screen. */
export interface Sight {
  /** From now on the elements of this class, each with `data-room`, count too; again after a redraw. */
  look(className: string): void
  /** They are not drawn any more. */
  forget(className: string): void
  stop(): void
}

interface Looked {
  readonly observer: WechatMiniprogram.IntersectionObserver
  readonly roomIds: Set<RoomId>
}

/** @param tell is told all rooms in sight, each time that one comes or goes; see RoomWatch.seen. */
export function watchSight(page: object, tell: (roomIds: readonly RoomId[]) => void): Sight {
  const looked = new Map<string, Looked>()

  const tellAll = () => {
    const all: RoomId[] = []
    looked.forEach(({ roomIds }) => roomIds.forEach((roomId) => all.push(roomId)))
    tell(all)
  }

  const end = (className: string) => {
    looked.get(className)?.observer.disconnect()
    return looked.delete(className)
  }

  return {
    look(className) {
      // what was drawn there may be gone: it counts again once it is seen again
      if (end(className)) tellAll()
      const observer = wx.createIntersectionObserver(page, { observeAll: true })
      const roomIds = new Set<RoomId>()
      looked.set(className, { observer, roomIds })
      observer.relativeToViewport().observe(`.${className}`, ({ dataset, intersectionRatio }) => {
        const room: unknown = isRecord(dataset) ? dataset['room'] : null
        if (!isRoomId(room)) return
        if (intersectionRatio > 0) roomIds.add(room)
        else roomIds.delete(room)
        tellAll()
      })
    },
    forget(className) {
      if (end(className)) tellAll()
    },
    stop() {
      Array.from(looked.keys()).forEach(end)
      tell([])
    },
  }
}
