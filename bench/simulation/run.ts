import type { Case } from './cases'
import { floorOf } from './floor'
import { fixedTtl, uniformPolling } from './naive'
import { ours } from './ours'
import { summarise, type Outcome } from './outcome'
import { randomOf } from './random'
import type { CaseResult } from './report'
import { traceOf, type Trace } from './trace'

/** Every policy on the same days. */
export async function runCase(
  { name, shape }: Case,
  seeds: readonly number[],
  refreshMs: number,
): Promise<CaseResult> {
  const traces = seeds.map((seed) => traceOf(shape, randomOf(seed)))
  const all = async (policy: (trace: Trace) => Promise<Outcome>) =>
    summarise(await Promise.all(traces.map(policy)))
  return {
    name,
    policies: {
      ours: await all((trace) => ours(trace, refreshMs)),
      uniform: await all(uniformPolling),
      ttl: await all(fixedTtl),
      floor: await all((trace) => Promise.resolve(floorOf(trace))),
    },
  }
}
