import { decodeOnce, unpackCustomParams } from './custom-params'
import type { PackedParams, Unpacked } from './custom-params'
import { isRecord } from './json'
import type { RoomListKind } from './live-status-code'
import { isFinderUserName } from './room-id'
import type { RoomId } from './room-id'

/** The query of `onLoad` and `App.onShow`: strings, possibly still encoded, each possibly absent. */
export type Query = Readonly<Record<string, unknown>>

/**
 * The room id of an entry: `room_id`, else the `scene` of a code (`room_id=7` or `r=7`, encoded by WeChat).
 * null: none.
 */
export function roomIdOf(query: Query): RoomId | null {
  const scene = /(?:^|&)(?:room_id|r)=(\w+)(?:&|$)/.exec(textOf(query, 'scene') ?? '')
  return readRoomId(textOf(query, 'room_id')) ?? readRoomId(scene?.[1])
}

function readRoomId(word: string | null | undefined): RoomId | null {
  return isFinderUserName(word) ? word : idOf(word)
}

/** The merchant's parameters; links of rooms and goods may have them. */
export function paramsOf(query: Query): Unpacked {
  return unpackCustomParams(rawOf(query, 'custom_params'))
}

/** A decoded query value; it may be plain, or encoded once or twice. null: absent. */
export function textOf(query: Query, key: string): string | null {
  const raw = rawOf(query, key)
  if (typeof raw === 'number') return String(raw)
  if (typeof raw !== 'string' || raw === '') return null
  return decodeOnce(decodeOnce(raw))
}

/** Some clients pass no query object if the link has none. */
function rawOf(query: Query, key: string): unknown {
  return isRecord(query) ? query[key] : undefined
}

export function idOf(digits: string | null | undefined): number | null {
  if (typeof digits !== 'string' || !/^\d{1,16}$/.test(digits)) return null
  const id = Number(digits)
  return id > 0 && Number.isSafeInteger(id) ? id : null
}

/**
 * By their types these values need no encoding; packed parameters are already encoded, and encoding them
 * again would be an error. undefined and null are omitted.
 */
type QueryValue = RoomId | RoomListKind | PackedParams | undefined | null

export function buildUrl(path: string, query: Readonly<Record<string, QueryValue>>): string {
  const pairs: string[] = []
  for (const key of Object.keys(query)) {
    const value = query[key]
    if (value !== undefined && value !== null) pairs.push(`${key}=${value}`)
  }
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
}
