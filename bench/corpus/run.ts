import { checkFlavours } from '../../release/check-flavours'
import type { CheckOptions } from '../../release/check-project'
import { DEFAULT_FLAVOUR, type Flavour, FLAVOURS } from '../../release/flavour/flavour'
import type { Problem } from '../../release/problem'
import { readSettings } from '../../release/settings'
import { copyApp, originalText } from './app-copy'
import { changesOf, type Changes, type Fault } from './fault'
import { createWarmCompiler, type WarmCompiler } from './warm-compiler'

/** For one compile among others on a slow machine. */
const TIME_LIMIT_MS = 120_000

/** Each with a compiler of its own: two keep two cores busy. */
const AT_ONCE = 2

export interface Verdict {
  readonly fault: Fault
  readonly caught: boolean
  /** What `check` said of the app with this fault, or why the fault could not be put in. */
  readonly said: readonly Problem[] | { readonly cannot: string }
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
      readonly falseAlarms: Problem[]
    }
  | { readonly kind: 'aborted' }

/** Checks the app as it is, then once with each fault. */
export async function runCorpus(options: CorpusOptions): Promise<CorpusResult> {
  const { faults, signal, onVerdict } = options
  const compilers = Array.from({ length: AT_ONCE }, () => createWarmCompiler(signal))
  try {
    // in a process of its own: nothing is warm for the app as it is
    const falseAlarms = await problemsWith(new Map(), FLAVOURS, { signal })
    if (falseAlarms === null) return { kind: 'aborted' }
    const verdicts: Verdict[] = []
    const waiting = [...faults]
    const work = async ({ compile }: WarmCompiler) => {
      for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
        const verdict = await tryFault(fault, falseAlarms, { signal, compile })
        if (verdict === null) return
        verdicts.push(verdict)
        onVerdict(verdict)
      }
    }
    await Promise.all(compilers.map(work))
    return signal.aborted ? { kind: 'aborted' } : { kind: 'done', verdicts, falseAlarms }
  } finally {
    await Promise.all(compilers.map(({ end }) => end()))
  }
}

/**
 * Caught: a problem of exactly that rule that names a changed file, or the one that the fault says,
 * and that the app does not have without the fault.
 */
export function isCaught(
  fault: Fault,
  changes: Changes,
  problems: readonly Problem[],
  falseAlarms: readonly Problem[] = [],
): boolean {
  const names = fault.at === undefined ? [...changes.keys()] : [fault.at]
  return problems.some(
    ({ rule, file, message }) =>
      rule === fault.rule &&
      names.includes(file) &&
      !falseAlarms.some((other) => other.file === file && other.message === message),
  )
}

type Means = Pick<CheckOptions, 'signal' | 'compile'>

async function tryFault(
  fault: Fault,
  falseAlarms: readonly Problem[],
  means: Means,
): Promise<Verdict | null> {
  let changes: Changes
  try {
    changes = changesOf(fault, originalText)
  } catch (error) {
    const cannot = error instanceof Error ? error.message : String(error)
    return { fault, caught: false, said: { cannot } }
  }
  const { flavours = [DEFAULT_FLAVOUR] } = fault
  // a compiler that is kept does one thing at a time
  const { signal } = means
  const said = await problemsWith(changes, flavours, flavours.length === 1 ? means : { signal })
  return said && { fault, caught: isCaught(fault, changes, said, falseAlarms), said }
}

/** null when interrupted. The copy is gone, whatever way it ends. */
async function problemsWith(
  changes: Changes,
  flavours: readonly Flavour[],
  means: Means,
): Promise<Problem[] | null> {
  const app = copyApp(changes)
  try {
    const outcome = await checkFlavours(flavours, app.dir, {
      settings: readSettings(app.dir),
      timeLimitMs: TIME_LIMIT_MS,
      ...means,
      onProgress: () => undefined,
    })
    return outcome.kind === 'aborted' ? null : [...outcome.report.problems]
  } finally {
    app.remove()
  }
}
