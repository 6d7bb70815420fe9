import { readStored, removeStored, writeStored } from '../phone/storage'

/**
 * Stores the last good answers of the back end, so that a visited page opens without a network. When it is
 * full, the least recently used answer is removed.
 */
const MAX_ANSWERS = 24

const INDEX_KEY = 'answers'

/** An answer as it is stored. */
export interface StoredAnswer<T> {
  /** '' if the back end sent none. */
  readonly etag: string
  readonly value: T
}

export function storeAnswer(path: string, json: unknown, etag: string): void {
  const others = evictAfter(otherPaths(path), MAX_ANSWERS - 1)
  const answer: StoredAnswer<unknown> = { etag, value: json }
  if (writeWithIndex(path, answer, others)) return
  // storage is full: free the older half and try once more
  const rest = evictAfter(others, Math.floor(others.length / 2))
  if (writeWithIndex(path, answer, rest)) return
  removeEntry(path)
  writeStored(INDEX_KEY, rest)
}

/** @returns null if no answer is stored, or it cannot be parsed */
export function readAnswer<T>(
  path: string,
  parse: (json: unknown) => T | null,
): StoredAnswer<T> | null {
  return readStored(keyOf(path), (json) => {
    const { etag, value: stored } = json as Partial<StoredAnswer<unknown>>
    if (typeof etag !== 'string') return null
    const value = parse(stored)
    return value === null ? null : { etag, value }
  })
}

/** Marks the answer as most recently used. */
export function touchAnswer(path: string): void {
  if (cachedPaths()[0] !== path) writeStored(INDEX_KEY, [path, ...otherPaths(path)])
}

/** Removes the stored answer of a room or product that no longer exists. */
export function removeAnswer(path: string): void {
  const others = otherPaths(path)
  if (others.length === cachedPaths().length) return
  removeEntry(path)
  writeStored(INDEX_KEY, others)
}

function cachedPaths(): string[] {
  return (
    readStored(INDEX_KEY, (json) =>
      Array.isArray(json) ? json.filter((path) => typeof path === 'string') : null,
    ) ?? []
  )
}

function otherPaths(path: string): string[] {
  return cachedPaths().filter((other) => other !== path)
}

/** Writes the answer and the index, newest first. An answer that is not in the index would never be freed. */
function writeWithIndex(path: string, answer: unknown, others: readonly string[]): boolean {
  return (
    writeStored(keyOf(path), answer).kind === 'ok' &&
    writeStored(INDEX_KEY, [path, ...others]).kind === 'ok'
  )
}

/** Removes the answers after the first `count`. */
function evictAfter(paths: readonly string[], count: number): readonly string[] {
  paths.slice(count).forEach(removeEntry)
  return paths.slice(0, count)
}

function removeEntry(path: string): void {
  removeStored(keyOf(path))
}

function keyOf(path: string): string {
  return `answer:${path}`
}
