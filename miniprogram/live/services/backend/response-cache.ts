import { readStored, removeStored, writeStored } from '../phone/storage'

/**
 * The last good answers of the back end, so that a shop seen once can be seen without a network.
 * Bounded: the answer not used for the longest time makes room.
 */
const MOST_KEPT = 24

const INDEX = 'answers'

/** An answer as it is stored. */
export interface StoredAnswer<T> {
  /** What the back end called this very answer; '' where it gave no name. */
  readonly etag: string
  readonly value: T
}

export function rememberAnswer(path: string, json: unknown, etag: string): void {
  const kept = firstOf(othersThan(path), MOST_KEPT - 1)
  const answer: StoredAnswer<unknown> = { etag, value: json }
  if (keep(path, answer, kept)) return
  // no space left: the older half of the others goes, and a second refusal is accepted
  const rest = firstOf(kept, Math.floor(kept.length / 2))
  if (keep(path, answer, rest)) return
  remove(path)
  writeStored(INDEX, rest)
}

/** @returns null where no answer is stored, or its shape is of another time. */
export function recallAnswer<T>(
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
  if (keptPaths()[0] !== path) writeStored(INDEX, [path].concat(othersThan(path)))
}

/** There is no such thing any more; what is stored of it must not be drawn again. */
export function forgetAnswer(path: string): void {
  const others = othersThan(path)
  if (others.length === keptPaths().length) return
  remove(path)
  writeStored(INDEX, others)
}

function keptPaths(): string[] {
  return (
    readStored(INDEX, (json) =>
      Array.isArray(json) ? json.filter((path) => typeof path === 'string') : null,
    ) ?? []
  )
}

function othersThan(path: string): string[] {
  return keptPaths().filter((kept) => kept !== path)
}

/** The answer with its place in the index, newest first; an answer unknown there is never freed. */
function keep(path: string, answer: unknown, others: readonly string[]): boolean {
  return (
    writeStored(keyOf(path), answer).kind === 'ok' &&
    writeStored(INDEX, [path].concat(others)).kind === 'ok'
  )
}

/** The answers of the others are freed. */
function firstOf(paths: readonly string[], count: number): readonly string[] {
  paths.slice(count).forEach(remove)
  return paths.slice(0, count)
}

function remove(path: string): void {
  removeStored(keyOf(path))
}

function keyOf(path: string): string {
  return 'answer:' + path
}
