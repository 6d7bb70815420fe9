import { spawn } from 'node:child_process'
import { accessSync, chmodSync, constants } from 'node:fs'
import path from 'node:path'

export type Ended =
  | { readonly kind: 'ended'; readonly code: number; readonly printed: string }
  /** It was started and went down, or was ended: too slow, or interrupted. */
  | { readonly kind: 'fell'; readonly why: string }
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
export function programOf(compiler: 'wcc' | 'wcsc'): string | null {
  const folder = FOLDERS[process.platform]
  if (folder === undefined) return null
  const home = path.dirname(require.resolve('miniprogram-compiler/package.json'))
  const program = path.join(home, 'bin', folder, compiler)
  return process.platform === 'win32' ? `${program}.exe` : program
}

/** What it compiles goes nowhere: only what it has against it is read. */
export function run(program: string, args: readonly string[], options: RunOptions): Promise<Ended> {
  return new Promise((resolve) => {
    const cannotRun = (error: unknown) =>
      resolve({ kind: 'cannot-run', why: error instanceof Error ? error.message : String(error) })
    let child
    try {
      makeRunnable(program)
      child = start(program, args, options)
    } catch (error) {
      // a program for another processor is refused before there is a process
      cannotRun(error)
      return
    }
    let printed = ''
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')))
    child.once('error', cannotRun)
    child.once('close', (code, killedBy) => {
      if (code === null) resolve({ kind: 'fell', why: `ended by ${killedBy ?? 'nobody'}` })
      // by a shell's custom: no program of this system, or one that lacks its libraries
      else if (code === 126 || code === 127) cannotRun(printed.trim())
      else resolve({ kind: 'ended', code, printed })
    })
  })
}

function start(program: string, args: readonly string[], options: RunOptions) {
  const { cwd, timeLimitMs, signal } = options
  return spawn(program, args, {
    cwd,
    signal,
    timeout: Math.max(1, Math.ceil(timeLimitMs)), // spawn takes whole numbers only
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  })
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
