import type { Command } from '../../scripts/command/command'
import { runStorm, type StormOptions, type StormResult } from './run'
import type { StoreKind } from './stores'
import { ENOUGH, type Figures } from './verdict'

export interface SeriesOptions {
  readonly stores: readonly StoreKind[]
  /** Time on each store; the running storm is completed. */
  readonly minutes: number
  /** Limit of each storm. */
  readonly limit: number
  readonly seed: number
  /** Number of calls after which WeChat ends the day in every storm; default: in every second one. */
  readonly refuseAfter?: number | undefined
  readonly command: Pick<Command, 'open'>
  /** Called with each result. */
  readonly report: (result: StormResult) => void
}

/** Sum of the storms on one store. */
export interface StoreSum extends Figures {
  readonly store: StoreKind
  readonly storms: number
  readonly faults: readonly string[]
}

/** Time limit of a storm. */
const PATIENCE_MS = 90_000
/** Including start, end, and the wait for midnight in Beijing. */
const STORM_LIMIT_MS = PATIENCE_MS + 240_000
/** Share of the limit: late enough for 90 %, early enough that unused calls remain. */
const REFUSE_AT = ENOUGH + 0.02

/**
 * Runs storms one after the other, each with its own day, because most faults appear when the last
 * calls of a day are granted. On each store at least one storm ends by the ledger and one by
 * WeChat.
 */
export async function runSeries(options: SeriesOptions): Promise<readonly StoreSum[]> {
  const { stores, minutes, limit, refuseAfter, command, report } = options
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
      report(result)
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
