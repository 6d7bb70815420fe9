import type { Command } from '../../scripts/command/command'
import { runStorm, type StormOptions, type StormResult } from './run'
import type { StoreKind } from './stores'
import { ENOUGH, type Figures } from './verdict'

export interface SeriesOptions {
  readonly stores: readonly StoreKind[]
  /** So long on each store, then the storm that is going on is played to its end. */
  readonly minutes: number
  /** Calls of each storm. */
  readonly limit: number
  readonly seed: number
  /** Where WeChat ends the day in every storm; without it, in every second one. */
  readonly refuseAfter?: number | undefined
  readonly command: Pick<Command, 'open'>
  /** Told of every storm, as soon as it is over. */
  readonly tell: (result: StormResult) => void
}

/** All storms on one store, added up. */
export interface StoreSum extends Figures {
  readonly store: StoreKind
  readonly storms: number
  readonly faults: readonly string[]
}

/** A storm that has not used up its calls by then never will. */
const PATIENCE_MS = 90_000
/** With its start, its end, and the wait for midnight in Beijing. */
const STORM_LIMIT_MS = PATIENCE_MS + 240_000
/** Of the limit: late enough for 90 % of it, and early enough that calls are left that must not be made. */
const REFUSE_AT = ENOUGH + 0.02

/**
 * Storm after storm, each with a day of its own: most can go wrong where the last calls of a day are
 * granted, so a long series has many such moments. On each store there is at least one storm that ends
 * by the ledger alone, and one that WeChat ends.
 */
export async function runSeries(options: SeriesOptions): Promise<readonly StoreSum[]> {
  const { stores, minutes, limit, refuseAfter, command, tell } = options
  const sums: StoreSum[] = []
  for (const store of stores) {
    const untilMs = performance.now() + minutes * 60_000
    const results: StormResult[] = []
    while (results.length < 2 || performance.now() < untilMs) {
      const isEnded = results.length % 2 === 1
      const storm: Omit<StormOptions, 'signal'> = {
        store,
        limit,
        atMostMs: PATIENCE_MS,
        seed: options.seed + results.length,
        refuseAfter: refuseAfter ?? (isEnded ? Math.ceil(limit * REFUSE_AT) : undefined),
      }
      const name = `Storm ${results.length + 1} on ${store}`
      const result = await command.open(name, STORM_LIMIT_MS, (signal) =>
        runStorm({ ...storm, signal }),
      )
      results.push(result)
      tell(result)
    }
    sums.push(sumOf(store, results))
  }
  return sums
}

function sumOf(store: StoreKind, results: readonly StormResult[]): StoreSum {
  return {
    store,
    storms: results.length,
    ...addFigures(results),
    faults: results.flatMap(({ faults }) => faults),
  }
}

export function addFigures(all: readonly Figures[]): Figures {
  const sum = (what: keyof Figures) => all.reduce((total, one) => total + one[what], 0)
  return {
    limit: sum('limit'),
    granted: sum('granted'),
    upstream: sum('upstream'),
    kills: sum('kills'),
    overspend: sum('overspend'),
  }
}
