import type { Room } from '../domain/room'
import type { RoomView } from '../domain/view'

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
  from = 0,
): RoomBlock[] {
  const blocks: RoomBlock[] = []
  for (let at = from; at * BLOCK_ROOMS < rooms.length; at++)
    blocks.push({ at, rooms: roomsOfBlock(rooms, at).map(viewOf), heightPx: 0 })
  return blocks
}

export function roomsOfBlock(rooms: readonly Room[], at: number): readonly Room[] {
  return rooms.slice(at * BLOCK_ROOMS, (at + 1) * BLOCK_ROOMS)
}

/** A block came near the screen, or left with the height it had. */
export type BlockMoved = (at: number, near: boolean, heightPx: number) => void

/** Watches the blocks of one list; a new list has a new one. */
export interface BlockWatch {
  /** So many blocks are drawn by now: those that are new are watched as well. */
  extend(count: number): void
  stop(): void
}

/** @param page whose blocks have the ids block-0, block-1, … */
export function watchBlocks(page: object, moved: BlockMoved): BlockWatch {
  const observers: WechatMiniprogram.IntersectionObserver[] = []
  return {
    extend(count) {
      for (let at = observers.length; at < count; at++) {
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
    },
    stop() {
      observers.forEach((observer) => observer.disconnect())
      observers.length = 0
    },
  }
}
