import { checkFlavours } from '../../release/check/check-flavours'
import type { CheckOptions } from '../../release/check/check-project'
import { DEFAULT_FLAVOUR, type Flavour, FLAVOURS } from '../../release/flavour/flavour'
import type { Problem } from '../../release/problem'
import type { AppReport } from '../../release/check/report'
import { readSettings } from '../../release/settings'
import { copyApp, originalText } from './app-copy'
import { changesOf, type Changes, type Fault } from './fault'
import { createWarmCompiler, type WarmCompiler } from './warm-compiler'

/** Long enough for one of two parallel compiles on a slow machine. */
const TIME_LIMIT_MS = 120_000

/** Number of compilers that run side by side. Each keeps about one core busy. */
const PARALLEL = 2

export interface Verdict {
  readonly fault: Fault
  readonly caught: boolean
  /** What `check` found in the app with this fault, or why the fault could not be applied. */
  readonly result: readonly Problem[] | { readonly notApplied: string }
}

export interface CorpusOptions {
  readonly faults: readonly Fault[]
  readonly signal: AbortSignal
  readonly onVerdict: (verdict: Verdict) => void
}

export type CorpusResult =
  | {
      readonly kind: 'done'
      readonly verdicts: readonly Verdict[]
      readonly falseAlarms: readonly Problem[]
    }
  | { readonly kind: 'aborted' }

/** Checks the app as it is, then once with each fault. */
export async function runCorpus(options: CorpusOptions): Promise<CorpusResult> {
  const { faults, signal, onVerdict } = options
  const compilers = Array.from({ length: PARALLEL }, () => createWarmCompiler(signal))
  try {
    // the unchanged app is compiled in a process of its own
    const unchanged = await checkWith(new Map(), FLAVOURS, { signal })
    if (unchanged === null) return { kind: 'aborted' }
    const verdicts: Verdict[] = []
    const waiting = [...faults]
    const work = async ({ compile }: WarmCompiler) => {
      for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
        const verdict = await tryFault(fault, all(unchanged), { signal, compile })
        if (verdict === null) return
        verdicts.push(verdict)
        onVerdict(verdict)
      }
    }
    await Promise.all(compilers.map(work))
    const { problems: falseAlarms } = unchanged
    return signal.aborted ? { kind: 'aborted' } : { kind: 'done', verdicts, falseAlarms }
  } finally {
    await Promise.all(compilers.map(({ end }) => end()))
  }
}

/**
 * A fault is caught if a finding of its rule names a changed file, or the file that the fault states, and
 * the unchanged app does not have the same finding.
 */
export function isCaught(
  fault: Fault,
  changes: Changes,
  findings: readonly Problem[],
  unchanged: readonly Problem[] = [],
): boolean {
  const names = fault.at === undefined ? [...changes.keys()] : [fault.at]
  return findings.some(
    ({ rule, file, message }) =>
      rule === fault.rule &&
      names.includes(file) &&
      !unchanged.some((other) => other.file === file && other.message === message),
  )
}

type CompileOptions = Pick<CheckOptions, 'signal' | 'compile'>

async function tryFault(
  fault: Fault,
  unchanged: readonly Problem[],
  options: CompileOptions,
): Promise<Verdict | null> {
  let changes: Changes
  try {
    changes = changesOf(fault, originalText)
  } catch (error) {
    const notApplied = error instanceof Error ? error.message : String(error)
    return { fault, caught: false, result: { notApplied } }
  }
  const { flavours = [DEFAULT_FLAVOUR] } = fault
  // the long-running compiler compiles one folder at a time
  const { signal } = options
  const report = await checkWith(changes, flavours, flavours.length === 1 ? options : { signal })
  if (report === null) return null
  const result = all(report)
  return { fault, caught: isCaught(fault, changes, result, unchanged), result }
}

function all({ problems, notes }: Pick<AppReport, 'problems' | 'notes'>): readonly Problem[] {
  return [...problems, ...notes]
}

/** Checks a copy of the app and removes the copy. null: interrupted. */
async function checkWith(
  changes: Changes,
  flavours: readonly Flavour[],
  options: CompileOptions,
): Promise<AppReport | null> {
  const app = copyApp(changes)
  try {
    const outcome = await checkFlavours(flavours, app.dir, {
      settings: readSettings(app.dir),
      timeLimitMs: TIME_LIMIT_MS,
      ...options,
      onProgress: () => undefined,
    })
    return outcome.kind === 'aborted' ? null : outcome.report
  } finally {
    app.remove()
  }
}
