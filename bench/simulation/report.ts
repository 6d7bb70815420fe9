import type { Change } from './delays'
import type { Summary } from './outcome'

export type PolicyName = 'ours' | 'uniform' | 'ttl' | 'floor'

export interface CaseResult {
  readonly name: string
  readonly policies: Readonly<Record<PolicyName, Summary>>
}

const LABELS: Readonly<Record<PolicyName, string>> = {
  ours: 'ours',
  uniform: 'uniform polling',
  ttl: 'fixed TTL, 5 min',
  floor: 'floor (hindsight)',
}
const CHANGES: readonly Change[] = ['start', 'end', 'replay']

/** Table of the seconds until a change is seen: average and maximum. */
export function tableOf({ name, policies }: CaseResult): string {
  const head = ['policy', 'calls', 'mean s', 'worst s', ...CHANGES, 'starved']
  const rows = (Object.keys(LABELS) as PolicyName[]).map((policy) => {
    const { calls, meanSec, worstSec, bySort, starved } = policies[policy]
    const each = CHANGES.map(
      (change) => `${one(bySort[change].meanSec)}/${whole(bySort[change].worstSec)}`,
    )
    return [LABELS[policy], String(calls), one(meanSec), whole(worstSec), ...each, String(starved)]
  })
  const { toFloor, fromUniform } = ratiosOf(policies)
  return [
    name,
    ...aligned([head, ...rows]).map((line) => `  ${line}`),
    `  mean ÷ floor's ${toFloor.toFixed(2)}, uniform's mean ÷ ours ${fromUniform.toFixed(1)}`,
  ].join('\n')
}

export function ratiosOf({ ours, uniform, floor }: CaseResult['policies']) {
  return { toFloor: ours.meanSec / floor.meanSec, fromUniform: uniform.meanSec / ours.meanSec }
}

/** The last line of output, for programs. */
export function verdictOf(results: readonly CaseResult[]) {
  const ratios = results.map(({ policies }) => ratiosOf(policies))
  return {
    worstFloorRatio: rounded(Math.max(...ratios.map(({ toFloor }) => toFloor))),
    worstUniformRatio: rounded(Math.min(...ratios.map(({ fromUniform }) => fromUniform))),
    overspend: results.reduce((sum, { policies }) => sum + policies.ours.overspent, 0),
    starved: results.reduce((sum, { policies }) => sum + policies.ours.starved, 0),
    cases: results.map(({ name, policies }) => ({
      name,
      ...Object.fromEntries(
        Object.entries(policies).map(([policy, summary]) => [policy, brief(summary)]),
      ),
    })),
  }
}

function brief({ calls, meanSec, worstSec, bySort, starved }: Summary) {
  const sort = (change: Change) => ({
    meanSec: rounded(bySort[change].meanSec),
    worstSec: rounded(bySort[change].worstSec),
  })
  return {
    calls,
    meanSec: rounded(meanSec),
    worstSec: rounded(worstSec),
    start: sort('start'),
    end: sort('end'),
    replay: sort('replay'),
    starved,
  }
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  )
}

const one = (value: number) => value.toFixed(1)
const whole = (value: number) => value.toFixed(0)
const rounded = (value: number) => Math.round(value * 100) / 100
