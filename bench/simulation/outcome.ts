import type { Change, Delay } from './delays'

/** Result of one policy on one day. */
export interface Outcome {
  readonly calls: number
  readonly overspent: number
  readonly delays: readonly Delay[]
}

export interface Summary {
  readonly calls: number
  readonly overspent: number
  readonly meanSec: number
  readonly worstSec: number
  readonly bySort: Readonly<Record<Change, { readonly meanSec: number; readonly worstSec: number }>>
  /** Broadcasts with a change seen later than STARVED_MS, or never. */
  readonly starved: number
}

export const STARVED_MS = 15 * 60_000

/** Sums up the days of one case. */
export function summarise(outcomes: readonly Outcome[]): Summary {
  const delays = outcomes.flatMap((one) => one.delays)
  const of = (change: Change) => stats(delays.filter((one) => one.change === change))
  return {
    calls: Math.round(mean(outcomes.map(({ calls }) => calls))),
    overspent: outcomes.reduce((sum, { overspent }) => sum + overspent, 0),
    ...stats(delays),
    bySort: { start: of('start'), end: of('end'), replay: of('replay') },
    starved: outcomes.reduce((sum, one) => sum + starvedIn(one.delays), 0),
  }
}

function starvedIn(delays: readonly Delay[]): number {
  return new Set(delays.filter((one) => one.delayMs > STARVED_MS).map((one) => one.roomId)).size
}

function stats(delays: readonly Delay[]): { meanSec: number; worstSec: number } {
  const seconds = delays.map(({ delayMs }) => delayMs / 1000)
  return { meanSec: mean(seconds), worstSec: Math.max(0, ...seconds) }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length)
}
