import type { ShelfName } from './ready-answers'

/**
 * Where a page ended: the place of its last room in the order of the shelf, not a count of rooms.
 * Rooms that come and go between two pages then neither repeat nor hide the others.
 */
export interface Cursor {
  readonly shelf: ShelfName | 'all'
  readonly after: Place
}

/** Sorts ascending, member by member; never equal for two rooms, as the last is made of the room's id. */
export type Place = readonly [number, number, number]

const VERSION = 1

export function packCursor({ shelf, after }: Cursor): string {
  return Buffer.from(JSON.stringify([VERSION, shelf, ...after])).toString('base64url')
}

/** @returns undefined for anything that `packCursor` did not write for this very shelf */
export function unpackCursor(text: string, shelf: Cursor['shelf']): Cursor | undefined {
  const parts = parse(Buffer.from(text, 'base64url').toString('utf8'))
  if (!Array.isArray(parts) || parts.length !== 5) return undefined
  const [version, of, ...after] = parts as unknown[]
  if (version !== VERSION || of !== shelf || !isPlace(after)) return undefined
  const cursor = { shelf, after }
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
