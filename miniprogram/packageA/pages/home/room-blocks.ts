import type { Room } from '../../../live/domain/room'
import type { RoomId } from '../../../live/domain/room-id'
import type { RoomView } from '../../../live/domain/view'
import { observeVisibility } from '../../../live/services/rooms/visibility'

/**
 * A list without end is drawn in blocks of so many rooms, and a block far off the screen is an empty
 * box of its height: however long the list, the phone holds the rooms of a few screens. Even, so
 * that a grid of two columns has no gap between blocks; about two screens high.
 */
export const BLOCK_ROOMS = 10

/** How far above and below the screen rooms are drawn: a screen of any phone. */
const AHEAD_PX = 1000

export interface RoomBlock {
  /** Its place, and key: block `at` holds the rooms from `at * BLOCK_ROOMS`. */
  readonly at: number
  /** None while the block is off the screen. */
  readonly rooms: readonly RoomView[]
  /** The height to hold free while it is; 0 where the rooms are drawn. */
  readonly heightPx: number
}

/** The blocks of `rooms` from the one at `from` on, all drawn. */
export function blocksOf(
  rooms: readonly Room[],
  viewOf: (room: Room) => RoomView,
  from: number,
): RoomBlock[] {
  const blocks: RoomBlock[] = []
  for (let at = from; at * BLOCK_ROOMS < rooms.length; at++)
    blocks.push({ at, rooms: roomsOfBlock(rooms, at).map(viewOf), heightPx: 0 })
  return blocks
}

export function roomsOfBlock(rooms: readonly Room[], at: number): readonly Room[] {
  return rooms.slice(at * BLOCK_ROOMS, (at + 1) * BLOCK_ROOMS)
}

/**
 * Adds the next page of a list. A room that moved between two pages comes twice: it stays where
 * the shopper saw it, with its newer content, so that keys stay unique and nothing jumps.
 */
export function appendRooms(have: readonly Room[], more: readonly Room[]): readonly Room[] {
  const newer = new Map<RoomId, Room>()
  more.forEach((room) => newer.set(room.roomId, room))
  const kept = have.map((room) => {
    const now = newer.get(room.roomId) ?? room
    newer.delete(room.roomId)
    return now
  })
  newer.forEach((room) => kept.push(room))
  return kept
}

/** Watches the blocks of a page's one list, and the rooms in them. */
export interface BlockWatch {
  /** The blocks from the one at `from` on are drawn, `rooms` rooms in all. */
  drawn(from: number, rooms: number): void
  drawnAgain(at: number): void
  emptied(at: number): void
  /** Another list comes. */
  stop(): void
}

export interface BlockEvents {
  /** A block came near the screen, or left with the height it had. */
  readonly moved: (at: number, near: boolean, heightPx: number) => void
  /** All rooms in sight, each time that one comes or goes. */
  readonly seen: (roomIds: readonly RoomId[]) => void
}

/** @param page whose blocks have the ids block-0, block-1, … and their rooms the class room-of-0, … */
export function watchBlocks(page: object, { moved, seen }: BlockEvents): BlockWatch {
  const observers: WechatMiniprogram.IntersectionObserver[] = []
  const sight = observeVisibility(page, seen)

  const watch = (at: number) => {
    const observer = wx.createIntersectionObserver(page)
    observers.push(observer)
    observer
      .relativeToViewport({ top: AHEAD_PX, bottom: AHEAD_PX })
      .observe(`#block-${at}`, ({ intersectionRatio, boundingClientRect }) => {
        const { top, bottom } = boundingClientRect
        // without a height the whole page is hidden, which says nothing about the block
        if (bottom > top) moved(at, intersectionRatio > 0, bottom - top)
      })
  }

  const look = (at: number) => sight.observe(`room-of-${at}`)

  return {
    drawn(from, rooms) {
      for (let at = from; at * BLOCK_ROOMS < rooms; at++) {
        if (at === observers.length) watch(at)
        look(at)
      }
    },
    drawnAgain: look,
    emptied: (at) => sight.unobserve(`room-of-${at}`),
    stop() {
      observers.forEach((observer) => observer.disconnect())
      observers.length = 0
      sight.stop()
    },
  }
}
