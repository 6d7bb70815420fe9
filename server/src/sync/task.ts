import type { Step } from './types'

/** Something that can be done, and from when on it should be. */
export interface Task {
  readonly dueMs: number
  readonly step: Exclude<Step, { kind: 'wait' }>
}

const MINUTE_MS = 60_000
const BACK_MS = MINUTE_MS
/** Pull is added up in such steps; nothing is looked at more often. */
const GRAIN_MS = 5_000
const GRAIN_MOST_MS = 30_000
/** How far back and ahead pull is added up. */
const SPAN_MS = 60 * MINUTE_MS

/**
 * A moment that should be past. A clock set back by little is waited for; one set back further must not
 * silence us until it has caught up, so what it leaves in the future counts as never.
 */
export function asPast(ms: number, nowMs: number, toleratedMs = BACK_MS): number {
  if (ms <= nowMs) return ms
  return ms <= nowMs + toleratedMs ? nowMs : 0
}

export interface Pull {
  readonly pullAt: (atMs: number) => number
  /** From when on pull adds up. */
  readonly lastMs: number
  readonly spacedFromMs: number
  readonly perPull: number
  readonly refreshMs: number
  readonly nowMs: number
}

/** When looks due since `lastMs`, at this pace, add up to one; Infinity when that is not in sight. */
export function dueByPull(pull: Pull): number {
  const { pullAt, lastMs, spacedFromMs, perPull, refreshMs, nowMs } = pull
  if (perPull <= 0) return Infinity
  const fromMs = Math.max(lastMs, nowMs - SPAN_MS)
  let looks = 0
  for (let atMs = fromMs, grainMs = GRAIN_MS; atMs < nowMs + SPAN_MS; atMs += grainMs) {
    const rate = (perPull * pullAt(atMs + grainMs / 2)) / MINUTE_MS
    if (looks + rate * grainMs >= 1) {
      return Math.max(atMs + (1 - looks) / rate, spacedFromMs + refreshMs)
    }
    looks += rate * grainMs
    if (atMs - fromMs > 2 * MINUTE_MS) grainMs = GRAIN_MOST_MS
  }
  return Infinity
}
