import type { Room } from '../../../live/domain/room'
import type { RoomId } from '../../../live/domain/room-id'
import type { RoomView } from '../../../live/domain/view'
import { observeVisibility } from '../../../live/services/rooms/visibility'

/**
 * Rooms of one block. A long list is drawn in blocks; a block far off the screen is replaced by an empty
 * box of its height, so that the page holds the rooms of a few screens only. An even number, because the
 * grid has two columns. One block is about two screens high.
 */
export const BLOCK_ROOMS = 10

/** Blocks within this distance of the screen are drawn. At least one screen of any phone. */
const MARGIN_PX = 1000

export interface RoomBlock {
  /** Index of the block, and its key: it holds the rooms from `at * BLOCK_ROOMS`. */
  readonly at: number
  /** Empty while the block is off the screen. */
  readonly rooms: readonly RoomView[]
  /** Height of the empty box; 0 while the rooms are drawn. */
  readonly heightPx: number
}

/** The blocks of `rooms` with an index of `from` or higher, all drawn. */
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
 * Appends the next page of a list. A room that moved between two pages is in both: it keeps its place and
 * gets its newer content, so that keys are unique and nothing jumps.
 */
export function appendRooms(shown: readonly Room[], more: readonly Room[]): readonly Room[] {
  const newer = new Map<RoomId, Room>()
  for (const room of more) newer.set(room.roomId, room)
  const rooms = shown.map((room) => {
    const now = newer.get(room.roomId) ?? room
    newer.delete(room.roomId)
    return now
  })
  return [...rooms, ...Array.from(newer.values())]
}

/** Observes the blocks of a page, and the rooms in them. */
export interface BlockObserver {
  /** Call it when the blocks from index `from` have been drawn. `rooms`: number of rooms in the list. */
  blocksDrawn(from: number, rooms: number): void
  blockRedrawn(at: number): void
  blockEmptied(at: number): void
  /** Stops until `blocksDrawn` is called, for another list. */
  stop(): void
}

export interface BlockEvents {
  /** A block came near the screen, or left it. `heightPx`: its height at that moment. */
  readonly onBlockMove: (at: number, isNear: boolean, heightPx: number) => void
  /** The rooms on the screen; called each time one appears or disappears. */
  readonly onRoomsVisible: (roomIds: readonly RoomId[]) => void
}

export function observeBlocks(
  page: object,
  { onBlockMove, onRoomsVisible }: BlockEvents,
): BlockObserver {
  const observers: WechatMiniprogram.IntersectionObserver[] = []
  const sight = observeVisibility(page, onRoomsVisible)

  const observeBlock = (at: number) => {
    const observer = wx.createIntersectionObserver(page)
    observers.push(observer)
    observer
      .relativeToViewport({ top: MARGIN_PX, bottom: MARGIN_PX })
      .observe(`#block-${at}`, ({ intersectionRatio, boundingClientRect }) => {
        const { top, bottom } = boundingClientRect
        // while the whole page is hidden, every block has a height of 0
        if (bottom > top) onBlockMove(at, intersectionRatio > 0, bottom - top)
      })
  }

  const observeRooms = (at: number) => sight.observe(`room-of-${at}`)

  return {
    blocksDrawn(from, rooms) {
      for (let at = from; at * BLOCK_ROOMS < rooms; at++) {
        if (at === observers.length) observeBlock(at)
        observeRooms(at)
      }
    },
    blockRedrawn: observeRooms,
    blockEmptied: (at) => sight.unobserve(`room-of-${at}`),
    stop() {
      for (const observer of observers) observer.disconnect()
      observers.length = 0
      sight.stop()
    },
  }
}
