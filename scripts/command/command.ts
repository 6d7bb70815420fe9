import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { interruption, Interrupted, INTERRUPTED } from './interruption'
import { StepTimeout, withLimit } from './limit'

/** The tools of a long-running command: steps with a limit, and clean-up. */
export interface Command {
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** Writes one line to stderr. */
  readonly progress: (line: string) => void
  /** Prints the step on stderr and waits for it. @throws StepTimeout; Interrupted at Ctrl-C */
  readonly step: <T>(name: string, limitMs: number, task: () => Promise<T>) => Promise<T>
  /**
   * A step that opens something to be closed at the end. At Ctrl-C or at the limit it may finish
   * first and is then closed, so that nothing stays open.
   * @param make receives a signal that is aborted when its result is no longer needed
   */
  readonly open: <T>(
    name: string,
    limitMs: number,
    make: (signal: AbortSignal) => Promise<T>,
    close?: (made: T) => Promise<void> | void,
  ) => Promise<T>
  /** Creates a folder that is removed at the end. */
  readonly temporaryFolder: (prefix: string) => string
}

/** The exit code and message of a failed command. */
export interface Explanation {
  readonly exitCode: number
  readonly words: string
}

const CLOSE_LIMIT_MS = 30_000
const REMOVAL = { recursive: true, force: true, maxRetries: 5 } as const

export interface Closer {
  readonly name: string
  readonly close: () => Promise<void>
}

/**
 * Runs a command and ends the process with its exit code; 130 at Ctrl-C. Everything it has opened
 * is closed first, in reverse order.
 * @param explain maps an error to an exit code and a message
 */
export async function runCommand(
  main: (command: Command) => Promise<number>,
  explain: (error: unknown) => Explanation = inWords,
): Promise<void> {
  const closers: Closer[] = []
  const signal = interruption()
  const command = createCommand(signal, closers)
  let exitCode: number
  try {
    exitCode = await main(command)
    if (signal.aborted) exitCode = INTERRUPTED
  } catch (error) {
    exitCode = INTERRUPTED
    if (!signal.aborted) {
      const { words, exitCode: code } = explain(error)
      command.progress(words)
      exitCode = code
    }
  }
  const closed = await closeAll(closers)
  for (const words of closed) command.progress(words)
  if (signal.aborted && closed.length === 0)
    command.progress('Interrupted: nothing is left behind.')
  if (exitCode === 0 && closed.length > 0) exitCode = 1
  process.exitCode = exitCode
  // a step that exceeded its limit must not keep the process alive
  if (signal.aborted || exitCode !== 0) setImmediate(() => process.exit())
}

export function createCommand(signal: AbortSignal, closers: Closer[]): Command {
  const progress = (line: string) => void process.stderr.write(`${line}\n`)
  const step = <T>(name: string, limitMs: number, task: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted()
    progress(`${name} …`)
    return withLimit(name, limitMs, task(), signal)
  }
  return {
    signal,
    progress,
    step,
    open: (name, limitMs, make, close) =>
      step(name, limitMs, () => {
        const unwanted = new AbortController()
        const made = make(AbortSignal.any([signal, unwanted.signal]))
        closers.push({
          name,
          close: async () => {
            unwanted.abort(new Error(`${name}: no longer needed.`))
            const given = await made.then(
              (value) => ({ value }),
              () => undefined,
            )
            if (given !== undefined) await close?.(given.value)
          },
        })
        return made
      }),
    temporaryFolder: (prefix) => {
      const folder = mkdtempSync(path.join(tmpdir(), prefix))
      closers.push({
        name: folder,
        close: () => {
          rmSync(folder, REMOVAL)
          return Promise.resolve()
        },
      })
      return folder
    },
  }
}

/** Closes all in reverse order, even if one fails. @returns the error messages */
export async function closeAll(closers: readonly Closer[]): Promise<string[]> {
  const faults: string[] = []
  for (const { name, close } of closers.toReversed()) {
    try {
      await withLimit(`closing: ${name}`, CLOSE_LIMIT_MS, close())
    } catch (error) {
      faults.push(`Not closed: ${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return faults
}

function inWords(error: unknown): Explanation {
  const isPlain = error instanceof StepTimeout || error instanceof Interrupted
  const words = error instanceof Error ? (isPlain ? error.message : error.stack) : undefined
  return { exitCode: 1, words: words ?? String(error) }
}
