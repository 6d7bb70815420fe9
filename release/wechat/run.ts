import { accessSync, chmodSync, constants } from 'node:fs'
import path from 'node:path'
import { runProgram } from '../../scripts/command/run-program'
import type { Compiler } from './remarks'

export type Ended =
  | { readonly kind: 'ended'; readonly code: number; readonly printed: string }
  /** It was started and gave no answer. */
  | { readonly kind: 'crashed'; readonly why: string }
  | { readonly kind: 'timed-out'; readonly why: string }
  /** This machine cannot start it. */
  | { readonly kind: 'cannot-run'; readonly why: string }

export interface RunOptions {
  readonly cwd: string
  readonly timeLimitMs: number
  readonly signal: AbortSignal
}

const FOLDERS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'mac',
  linux: 'linux',
  win32: 'windows',
}

/** The program of miniprogram-compiler for this machine: built for x64, and for three systems. */
export function programOf(compiler: Compiler): string | null {
  const folder = FOLDERS[process.platform]
  if (folder === undefined) return null
  const home = path.dirname(require.resolve('miniprogram-compiler/package.json'))
  const program = path.join(home, 'bin', folder, compiler)
  return process.platform === 'win32' ? `${program}.exe` : program
}

/** What it compiles goes nowhere: only what it has against it is read. */
export async function run(
  program: string,
  args: readonly string[],
  { cwd, timeLimitMs, signal }: RunOptions,
): Promise<Ended> {
  try {
    makeRunnable(program)
  } catch (error) {
    return { kind: 'cannot-run', why: error instanceof Error ? error.message : String(error) }
  }
  const end = await runProgram(program, args, {
    cwd,
    signal,
    limitMs: timeLimitMs,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  switch (end.kind) {
    case 'ended':
      // by a shell's custom: no program of this system, or one that lacks its libraries
      if (end.code === 126 || end.code === 127)
        return { kind: 'cannot-run', why: end.printed.trim() || `exit code ${end.code}` }
      return end
    case 'killed':
      return { kind: 'crashed', why: `ended by ${end.signal}` }
    case 'timed-out':
      return { kind: 'timed-out', why: `no answer within ${Math.round(end.limitMs / 1000)} s` }
    case 'aborted':
      return { kind: 'cannot-run', why: 'interrupted' }
    case 'not-started':
      return { kind: 'cannot-run', why: end.why }
  }
}

/** npm unpacks it without the right to run. */
function makeRunnable(program: string): void {
  if (process.platform === 'win32') return
  try {
    accessSync(program, constants.X_OK)
  } catch {
    chmodSync(program, 0o755)
  }
}
