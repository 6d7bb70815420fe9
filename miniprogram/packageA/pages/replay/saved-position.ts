import { isRecord } from '../../../live/domain/json'
import { isRoomId } from '../../../live/domain/room-id'
import type { RoomId } from '../../../live/domain/room-id'
import { readStored, writeStored } from '../../../live/services/phone/storage'
import type { ReplayFormat } from './replay-parts'

/** Where a shopper stopped watching a replay. */
export interface ReplayPosition {
  readonly roomId: RoomId
  readonly format: ReplayFormat
  /** Index among the parts of this format. */
  readonly part: number
  readonly sec: number
}

const KEY = 'replay-places'
/** The oldest positions are dropped. */
const MAX_SAVED = 20

export function savedPosition(roomId: RoomId): ReplayPosition | null {
  return positions().find((position) => position.roomId === roomId) ?? null
}

/** Without storage, the next visit starts at the beginning. */
export function savePosition(position: ReplayPosition): void {
  writeStored(KEY, [position, ...positionsWithout(position.roomId)].slice(0, MAX_SAVED))
}

/** For a replay that was watched to its end: the next visit starts at the beginning. */
export function forgetPosition(roomId: RoomId): void {
  if (savedPosition(roomId) !== null) writeStored(KEY, positionsWithout(roomId))
}

function positionsWithout(roomId: RoomId): ReplayPosition[] {
  return positions().filter((position) => position.roomId !== roomId)
}

function positions(): ReplayPosition[] {
  return readStored(KEY, (json) => (Array.isArray(json) ? json.filter(isPosition) : null)) ?? []
}

function isPosition(json: unknown): json is ReplayPosition {
  if (!isRecord(json)) return false
  const { roomId, format, part, sec } = json
  return (
    isRoomId(roomId) && isCount(part) && isCount(sec) && (format === 'mp4' || format === 'm3u8')
  )
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
