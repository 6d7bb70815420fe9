/**
 * The part of Stryker's report that is used. @see
 * github.com/stryker-mutator/mutation-testing-elements
 */
export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>
}

interface Mutant {
  readonly mutatorName: string
  readonly replacement?: string
  readonly status: string
  readonly location: { readonly start: { readonly line: number; readonly column: number } }
}

export interface Tally {
  /** The number of changes that were run. */
  readonly mutants: number
  /** Detected: a test failed or timed out. */
  readonly killed: number
  /** Not detected, or not covered by a test. */
  readonly survived: number
  /** `killed` in per cent of `mutants`. */
  readonly score: number
}

const NOTICED = new Set(['Killed', 'Timeout'])
const NOT_NOTICED = new Set(['Survived', 'NoCoverage'])

/** Ignored changes and compile errors do not count. */
export function tallyOf(reports: readonly MutationReport[]): Tally {
  const statuses = reports.flatMap((report) => mutantsOf(report).map(({ status }) => status))
  const killed = statuses.filter((status) => NOTICED.has(status)).length
  const survived = statuses.filter((status) => NOT_NOTICED.has(status)).length
  const mutants = killed + survived
  return { mutants, killed, survived, score: mutants === 0 ? 0 : percent(killed / mutants) }
}

/** @example miniprogram/live/domain/price.ts:12:7 ConditionalExpression: true */
export function survivorsOf(report: MutationReport): string[] {
  return mutantsOf(report)
    .filter(({ status }) => NOT_NOTICED.has(status))
    .map(({ file, location: { start }, mutatorName, replacement = '', status }) => {
      const how = replacement.replace(/\s+/g, ' ').slice(0, 80)
      const never = status === 'NoCoverage' ? ' (run by no test)' : ''
      return `${file}:${start.line}:${start.column} ${mutatorName}: ${how}${never}`
    })
}

function mutantsOf({ files }: MutationReport): (Mutant & { readonly file: string })[] {
  return Object.entries(files).flatMap(([file, { mutants }]) =>
    mutants.map((mutant) => ({ ...mutant, file })),
  )
}

/** Rounded down: 84.99 is not 85. */
function percent(part: number): number {
  return Math.floor(part * 10_000) / 100
}
