import { isRecord } from '../../../live/domain/json'
import { isRoomId } from '../../../live/domain/room-id'
import type { RoomId } from '../../../live/domain/room-id'
import { readStored, writeStored } from '../../../live/services/phone/storage'
import type { ReplayFormat } from './replay-parts'

/** Where a shopper left a replay. */
export interface ReplayPlace {
  readonly roomId: RoomId
  readonly format: ReplayFormat
  /** Of the parts of this format, from 0. */
  readonly part: number
  readonly sec: number
}

const KEY = 'replay-places'
/** The one left longest ago makes room. */
const MOST_KEPT = 20

export function placeOf(roomId: RoomId): ReplayPlace | null {
  return places().find((place) => place.roomId === roomId) ?? null
}

/** Where nothing can be stored any more, the next visit begins at the beginning. */
export function keepPlace(place: ReplayPlace): void {
  writeStored(KEY, [place].concat(othersThan(place.roomId)).slice(0, MOST_KEPT))
}

/** Seen to the end: the next visit begins at the beginning. */
export function forgetPlace(roomId: RoomId): void {
  if (placeOf(roomId) !== null) writeStored(KEY, othersThan(roomId))
}

function othersThan(roomId: RoomId): ReplayPlace[] {
  return places().filter((place) => place.roomId !== roomId)
}

function places(): ReplayPlace[] {
  return readStored(KEY, (json) => (Array.isArray(json) ? json.filter(isPlace) : null)) ?? []
}

function isPlace(json: unknown): json is ReplayPlace {
  if (!isRecord(json)) return false
  const { roomId, format, part, sec } = json
  return (
    isRoomId(roomId) && isCount(part) && isCount(sec) && (format === 'mp4' || format === 'm3u8')
  )
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
