import { MIDNIGHT_GUARD_MS, nextResetMs } from '../../server/src/quota/day'
import type { Charge } from './charges'

/** Of the limit; less than that is a storm that did not get through. */
export const ENOUGH = 0.9

/** All that was counted in one storm, by those who counted it. */
export interface Counted {
  /** Calls a day that the back ends were allowed. */
  readonly limit: number
  /** What the ledger has written down. */
  readonly charges: readonly Charge[]
  /** Calls that arrived at WeChat, by its day; counted by WeChat. */
  readonly arrived: Readonly<Record<string, number>>
  readonly kills: number
  /** Orders that were told that there is no call left. */
  readonly refused: number
  /** Where WeChat itself ended the day (45009). */
  readonly ended?: {
    /** Calls that had arrived by then. */
    readonly at: number
    /** Kills from then on: whoever is killed between the answer and the ledger asks once more. */
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

/** Near midnight a call is charged to two days. The later one has them all, see `safeStartInMs`. */
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

/** Whatever a storm must not have shown, in words; none when all is well. */
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
  if (kills === 0) faults.push('nobody was killed')
  if (refused === 0) faults.push('no order was refused: the demand was too small')
  if (ended !== undefined) {
    // Each may have had one call under way; near midnight there is another day to be told of.
    const closed = charges.filter((charge) => charge.closed).length
    const late = upstream - ended.at
    const most = instances * closed + ended.killsAfter
    if (closed === 0) faults.push('45009 did not close the day')
    else if (late > most) faults.push(`${late} calls after WeChat had ended the day, of ${most}`)
  }
  return faults
}

/** Just past the moment from which on calls are charged to the new day too. */
const MARGIN_MS = 1_000

/**
 * How long to wait before a storm begins that may take so long: over midnight, what is used of a limit
 * is the sum of two days and means nothing. From half a minute before it on, every call is charged to
 * the new day (see `server/src/quota/day.ts`), and the storm may go on over midnight as it likes.
 */
export function safeStartInMs(nowMs: number, mostMs: number): number {
  const guardMs = nextResetMs(nowMs) - MIDNIGHT_GUARD_MS
  const isCrossing = nowMs < guardMs + MARGIN_MS && nowMs + mostMs > guardMs - MARGIN_MS
  return isCrossing ? guardMs + MARGIN_MS - nowMs : 0
}
