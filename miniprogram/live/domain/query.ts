import { decodeOnce, unpackCustomParams } from './custom-params'
import type { PackedParams, Unpacked } from './custom-params'
import { isRecord } from './json'
import type { RoomListKind } from './live-status-code'
import { isFinderUserName } from './room-id'
import type { RoomId } from './room-id'

/** What `onLoad` and `App.onShow` hand over: texts, some of them still encoded, any of them absent. */
export type Query = Readonly<Record<string, unknown>>

/**
 * The room of any entry: `room_id`, else the `scene` of a code (`room_id=7` or `r=7`, encoded by
 * WeChat). null: none.
 */
export function roomIdOf(query: Query): RoomId | null {
  const scene = /(?:^|&)(?:room_id|r)=(\w+)(?:&|$)/.exec(textOf(query, 'scene') ?? '')
  return readRoomId(textOf(query, 'room_id')) ?? readRoomId(scene?.[1])
}

function readRoomId(word: string | null | undefined): RoomId | null {
  return isFinderUserName(word) ? word : idOf(word)
}

/** The merchant's parameters, which every link of a room and of its goods may carry. */
export function paramsOf(query: Query): Unpacked {
  return unpackCustomParams(rawOf(query, 'custom_params'))
}

/** A text of the query, encoded not at all, once or twice; null: absent. */
export function textOf(query: Query, key: string): string | null {
  const raw = rawOf(query, key)
  if (typeof raw === 'number') return String(raw)
  if (typeof raw !== 'string' || raw === '') return null
  return decodeOnce(decodeOnce(raw))
}

/** Some clients give no query where a link has none. */
function rawOf(query: Query, key: string): unknown {
  return isRecord(query) ? query[key] : undefined
}

export function idOf(digits: string | null | undefined): number | null {
  if (typeof digits !== 'string' || !/^\d{1,16}$/.test(digits)) return null
  const id = Number(digits)
  return id > 0 && Number.isSafeInteger(id) ? id : null
}

/**
 * Nothing here needs encoding, by its type; packed parameters have been encoded, and to do it again
 * is how double-encoded parameters come about. undefined, null: left out.
 */
type QueryValue = RoomId | RoomListKind | PackedParams | undefined | null

export function buildUrl(path: string, query: Readonly<Record<string, QueryValue>>): string {
  let url = path
  Object.keys(query).forEach((key) => {
    const value = query[key]
    if (value !== undefined && value !== null) url += `${url === path ? '?' : '&'}${key}=${value}`
  })
  return url
}
