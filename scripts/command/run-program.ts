import { spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process'

export type ProgramEnd =
  | { readonly kind: 'ended'; readonly code: number; readonly printed: string }
  /** It was ended by a signal that this process has not sent. */
  | { readonly kind: 'killed'; readonly signal: string; readonly printed: string }
  | { readonly kind: 'timed-out'; readonly limitMs: number; readonly printed: string }
  | { readonly kind: 'aborted' }
  /** It cannot be started on this machine. */
  | { readonly kind: 'not-started'; readonly why: string }

/** The output of a failed program, or the way it ended. */
export function failureOf(end: ProgramEnd): string {
  switch (end.kind) {
    case 'ended':
      return end.printed.trim() || `exit code ${end.code}`
    case 'killed':
      return `${end.printed}\nended by ${end.signal}`.trim()
    case 'timed-out':
      return `${end.printed}\nno end within ${end.limitMs / 1000} s`.trim()
    case 'aborted':
      return 'interrupted'
    case 'not-started':
      return end.why
  }
}

export interface ProgramOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  readonly limitMs: number
  readonly signal?: AbortSignal | undefined
  /** `printed` contains the output of pipes. Default: no input, both outputs piped. */
  readonly stdio?: StdioOptions
  /** Time for clean-up after SIGINT. Default 0: it is killed at once. */
  readonly graceMs?: number
}

/**
 * Runs a program to its end. It leaves no process and no timer: the `timeout` of `spawn` keeps its
 * timer, and therefore this process, if a program cannot be started (Node 20 and 24).
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramEnd> {
  const { limitMs, signal, graceMs = 0 } = options
  if (signal?.aborted === true) return { kind: 'aborted' }
  let child: ChildProcess
  try {
    child = start(program, args, options)
  } catch (error) {
    // a program for another processor fails before there is a process
    return { kind: 'not-started', why: messageOf(error) }
  }
  let printed = ''
  // both are missing if the limit of processes or open files is reached
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (printed += text))
  let stop: 'timed-out' | 'aborted' | undefined
  let timer: NodeJS.Timeout | undefined
  const end = (why: 'timed-out' | 'aborted') => {
    stop ??= why
    clearTimeout(timer)
    timer = endWithin(child, graceMs)
  }
  const onAbort = () => end('aborted')
  timer = setTimeout(() => end('timed-out'), limitMs)
  signal?.addEventListener('abort', onAbort)
  try {
    return await new Promise<ProgramEnd>((resolve) => {
      child.once('error', (error) => resolve({ kind: 'not-started', why: error.message }))
      child.once('close', (code, killedBy) => {
        if (stop === 'timed-out') resolve({ kind: stop, limitMs, printed })
        else if (stop === 'aborted') resolve({ kind: stop })
        else if (code === null) resolve({ kind: 'killed', signal: String(killedBy), printed })
        else resolve({ kind: 'ended', code, printed })
      })
    })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
    // processes that it has started and that still run
    killTree(child)
  }
}

function start(
  program: string,
  args: readonly string[],
  { cwd, env, stdio = ['ignore', 'pipe', 'pipe'] }: ProgramOptions,
): ChildProcess {
  return spawn(program, args, { cwd, env, stdio, ...OWN_GROUP })
}

/**
 * A process group of its own: one signal reaches all its processes, and Ctrl-C at the keyboard does
 * not reach them before they are stopped in order.
 */
export const OWN_GROUP = { detached: process.platform !== 'win32', windowsHide: true }

/** Kills a process that was started with `OWN_GROUP` and all its descendants. */
export function killTree(
  { pid }: Pick<ChildProcess, 'pid'>,
  signal: NodeJS.Signals = 'SIGKILL',
): void {
  if (pid === undefined) return
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true })
    return
  }
  try {
    process.kill(-pid, signal)
  } catch {
    // the group has already ended
  }
}

/** @returns the timer that kills it */
function endWithin(child: ChildProcess, graceMs: number): NodeJS.Timeout | undefined {
  if (graceMs === 0) {
    killTree(child)
    return undefined
  }
  killTree(child, 'SIGINT')
  return setTimeout(() => killTree(child), graceMs)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
