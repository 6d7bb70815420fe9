import { readStored, removeStored, writeStored } from '../phone/storage'

/**
 * The last good answers of the back end, so that a shop seen once can be seen without a network.
 * Bounded: the answer not used for the longest time makes room.
 */
const MAX_ANSWERS = 24

const INDEX_KEY = 'answers'

/** An answer as it is stored. */
export interface StoredAnswer<T> {
  /** What the back end called this very answer; '' where it gave no name. */
  readonly etag: string
  readonly value: T
}

export function storeAnswer(path: string, json: unknown, etag: string): void {
  const kept = evictAfter(otherPaths(path), MAX_ANSWERS - 1)
  const answer: StoredAnswer<unknown> = { etag, value: json }
  if (writeWithIndex(path, answer, kept)) return
  // no space left: the older half of the others goes, and a second refusal is accepted
  const rest = evictAfter(kept, Math.floor(kept.length / 2))
  if (writeWithIndex(path, answer, rest)) return
  removeEntry(path)
  writeStored(INDEX_KEY, rest)
}

/** @returns null where no answer is stored, or its shape is of another time. */
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

/** The answer was confirmed: it has been used now. */
export function touchAnswer(path: string): void {
  if (cachedPaths()[0] !== path) writeStored(INDEX_KEY, [path].concat(otherPaths(path)))
}

/** There is no such thing any more; what is stored of it must not be drawn again. */
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
  return cachedPaths().filter((kept) => kept !== path)
}

/** The answer with its place in the index, newest first; an answer unknown there is never freed. */
function writeWithIndex(path: string, answer: unknown, others: readonly string[]): boolean {
  return (
    writeStored(keyOf(path), answer).kind === 'ok' &&
    writeStored(INDEX_KEY, [path].concat(others)).kind === 'ok'
  )
}

/** The answers of the others are freed. */
function evictAfter(paths: readonly string[], count: number): readonly string[] {
  paths.slice(count).forEach(removeEntry)
  return paths.slice(0, count)
}

function removeEntry(path: string): void {
  removeStored(keyOf(path))
}

function keyOf(path: string): string {
  return 'answer:' + path
}
