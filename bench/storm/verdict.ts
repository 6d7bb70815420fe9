import { MIDNIGHT_GUARD_MS, nextResetMs } from '../../server/src/quota/day'
import type { Charge } from './charges'

/** Share of the limit that a storm must use. */
export const ENOUGH = 0.9

/** All counts of one storm. */
export interface Counted {
  /** Daily limit of the back ends. */
  readonly limit: number
  /** Counts stored in the ledger. */
  readonly charges: readonly Charge[]
  /** Calls that the sandbox received, by its day. */
  readonly arrived: Readonly<Record<string, number>>
  readonly kills: number
  /** Requests answered with "no call left". */
  readonly refused: number
  /** Set if WeChat ended the day (45009). */
  readonly ended?: {
    /** Calls received by then. */
    readonly at: number
    /**
     * Kills after it. A back end killed between the answer and the ledger is replaced by one that
     * calls once more.
     */
    readonly killsAfter: number
  }
}

export interface Figures {
  readonly limit: number
  /** Calls that the ledger granted. */
  readonly granted: number
  /** Calls that arrived at WeChat. */
  readonly upstream: number
  readonly kills: number
  /** Calls beyond the limit of a day. */
  readonly overspend: number
}

/** Near midnight a call is charged to two days. The later day has all of them, see `safeStartInMs`. */
export function figuresOf({ limit, charges, arrived, kills }: Counted): Figures {
  const counts = Object.values(arrived)
  return {
    limit,
    granted: Math.max(0, ...charges.map(({ used }) => used)),
    upstream: counts.reduce((sum, count) => sum + count, 0),
    kills,
    overspend: counts.reduce((sum, count) => sum + Math.max(0, count - limit), 0),
  }
}

/** Faults of a storm as text; empty if all is well. */
export function faultsOf(counted: Counted, instances: number): readonly string[] {
  const { limit, charges, arrived, kills, refused, ended } = counted
  const { granted, upstream, overspend } = figuresOf(counted)
  const faults: string[] = []
  if (overspend > 0) faults.push(`${overspend} calls beyond the limit of ${limit}`)
  if (granted > limit) faults.push(`the ledger granted ${granted} of ${limit}`)
  for (const [day, count] of Object.entries(arrived)) {
    const used = charges.find((charge) => charge.day === day)?.used ?? 0
    if (count > used) faults.push(`${count - used} calls of ${day} that the ledger never granted`)
  }
  const possible = Math.min(limit, ended?.at ?? limit)
  if (upstream < possible * ENOUGH)
    faults.push(`only ${upstream} calls of ${possible}, less than ${ENOUGH * 100} %`)
  if (kills === 0) faults.push('no back end was killed')
  if (refused === 0) faults.push('no request was refused: the demand was too small')
  if (ended !== undefined) {
    // Each back end may have one running call; near midnight it may close another day first.
    const closed = charges.filter((charge) => charge.closed).length
    const late = upstream - ended.at
    const most = instances * closed + ended.killsAfter
    if (closed === 0) faults.push('45009 did not close the day')
    else if (late > most) faults.push(`${late} calls after WeChat had ended the day, of ${most}`)
  }
  return faults
}

/** Margin after the time from which calls are charged to the new day. */
const MARGIN_MS = 1_000

/**
 * Time to wait before a storm of at most `mostMs`. Across midnight the use of a limit is the sum of
 * two days. From 30 seconds before midnight every call is charged to the new day (see
 * `server/src/quota/day.ts`), so a storm may start then and continue across midnight.
 */
export function safeStartInMs(nowMs: number, mostMs: number): number {
  const guardMs = nextResetMs(nowMs) - MIDNIGHT_GUARD_MS
  const isCrossing = nowMs < guardMs + MARGIN_MS && nowMs + mostMs > guardMs - MARGIN_MS
  return isCrossing ? guardMs + MARGIN_MS - nowMs : 0
}
