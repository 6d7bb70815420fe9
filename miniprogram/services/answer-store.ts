import { readStored, removeStored, writeStored } from './storage'

/**
 * The last good answers of the back end, so that a shop seen once can be seen without a network.
 * Bounded: the answer not used for the longest time makes room.
 */
const MOST_KEPT = 24

const INDEX = 'answers'

export function rememberAnswer(path: string, json: unknown): void {
  const others = keptPaths().filter((kept) => kept !== path)
  const kept = others.slice(0, MOST_KEPT - 1)
  others.slice(MOST_KEPT - 1).forEach(forget)
  if (keep(path, json, kept)) return
  // no space left: the older half of the others goes, and a second refusal is accepted
  const half = Math.floor(kept.length / 2)
  kept.slice(half).forEach(forget)
  const rest = kept.slice(0, half)
  if (keep(path, json, rest)) return
  forget(path)
  writeStored(INDEX, rest)
}

/** @returns null where no answer is stored, or its shape is of another time. */
export function recallAnswer<T>(path: string, parse: (json: unknown) => T | null): T | null {
  return readStored(keyOf(path), parse)
}

function keptPaths(): string[] {
  return (
    readStored(INDEX, (json) =>
      Array.isArray(json) ? json.filter((path) => typeof path === 'string') : null,
    ) ?? []
  )
}

/** The answer with its place in the index, newest first; an answer unknown there is never freed. */
function keep(path: string, json: unknown, others: readonly string[]): boolean {
  return (
    writeStored(keyOf(path), json).kind === 'ok' &&
    writeStored(INDEX, [path].concat(others)).kind === 'ok'
  )
}

function forget(path: string): void {
  removeStored(keyOf(path))
}

function keyOf(path: string): string {
  return `answer:${path}`
}
