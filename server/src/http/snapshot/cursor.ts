import type { RoomListKind } from '../../catalog/room-list-kind'

/**
 * End of a page: the sort position of its last room, not a count. Rooms that appear or disappear
 * between two requests neither repeat nor hide others.
 */
export interface Cursor {
  readonly list: RoomListKind | 'all'
  readonly after: Place
}

/**
 * Sort position, compared member by member. The last member is made of the room id, so that no two
 * rooms are equal.
 */
export type Place = readonly [number, number, number]

const VERSION = 1

export function packCursor({ list, after }: Cursor): string {
  return Buffer.from(JSON.stringify([VERSION, list, ...after])).toString('base64url')
}

/** @returns undefined unless `packCursor` wrote the text for this list */
export function unpackCursor(text: string, list: Cursor['list']): Cursor | undefined {
  const parts = parse(Buffer.from(text, 'base64url').toString('utf8'))
  if (!Array.isArray(parts) || parts.length !== 5) return undefined
  const [version, of, ...after] = parts as unknown[]
  if (version !== VERSION || of !== list || !isPlace(after)) return undefined
  const cursor = { list, after }
  return packCursor(cursor) === text ? cursor : undefined
}

export function comparePlaces(a: Place, b: Place): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}

function isPlace(value: readonly unknown[]): value is Place {
  return value.length === 3 && value.every(Number.isSafeInteger)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
