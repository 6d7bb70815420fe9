import { accessSync, chmodSync, constants } from 'node:fs'
import path from 'node:path'
import { runProgram } from '../../scripts/command/run-program'
import type { Compiler } from './diagnostics'

export type CompilerEnd =
  | { readonly kind: 'ended'; readonly code: number; readonly printed: string }
  /** It started but gave no result. */
  | { readonly kind: 'crashed'; readonly why: string }
  | { readonly kind: 'timed-out'; readonly why: string }
  /** It cannot be started on this machine. */
  | { readonly kind: 'cannot-run'; readonly why: string }

export interface RunCompilerOptions {
  readonly cwd: string
  readonly timeLimitMs: number
  readonly signal: AbortSignal
}

const FOLDERS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'mac',
  linux: 'linux',
  win32: 'windows',
}

/**
 * The program of miniprogram-compiler for this machine. There are builds for x64 on three systems.
 */
export function programOf(compiler: Compiler): string | null {
  const folder = FOLDERS[process.platform]
  if (folder === undefined) return null
  const home = path.dirname(require.resolve('miniprogram-compiler/package.json'))
  const program = path.join(home, 'bin', folder, compiler)
  return process.platform === 'win32' ? `${program}.exe` : program
}

/** Runs a compiler. Only its errors are used; its output is discarded. */
export async function runCompiler(
  program: string,
  args: readonly string[],
  { cwd, timeLimitMs, signal }: RunCompilerOptions,
): Promise<CompilerEnd> {
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
      // by convention: no program for this system, or libraries are missing
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

/** npm unpacks the program without the permission to execute it. */
function makeRunnable(program: string): void {
  if (process.platform === 'win32') return
  try {
    accessSync(program, constants.X_OK)
  } catch {
    chmodSync(program, 0o755)
  }
}
