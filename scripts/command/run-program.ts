import { spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process'

export type ProgramEnd =
  | { readonly kind: 'ended'; readonly code: number; readonly printed: string }
  /** It was started and then ended by a signal that is not ours. */
  | { readonly kind: 'killed'; readonly signal: string; readonly printed: string }
  | { readonly kind: 'timed-out'; readonly limitMs: number; readonly printed: string }
  | { readonly kind: 'aborted' }
  /** This machine cannot start it. */
  | { readonly kind: 'not-started'; readonly why: string }

/** How a program failed, in words: its own, where it has printed any. */
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
  /** `printed` holds what goes to a pipe. Without it: no input, and both outputs are kept. */
  readonly stdio?: StdioOptions
  /** How long it may take to clean up after SIGINT; 0, the default, ends it at once. */
  readonly graceMs?: number
}

/**
 * Runs a program to its end. No process of it is left then, and no timer: `timeout` of `spawn` keeps its
 * timer, and with it this process, when a program cannot be started (Node 20 and 24).
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
    // a program for another processor is refused before there is a process
    return { kind: 'not-started', why: messageOf(error) }
  }
  let printed = ''
  // neither is there when the limit of processes or of open files is reached
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
    // what it has started and left behind
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
 * A process group of its own: one signal reaches all processes of it, and Ctrl-C at the keyboard none of
 * them before we end them in order.
 */
export const OWN_GROUP = { detached: process.platform !== 'win32', windowsHide: true }

/** Ends a process that was started with `OWN_GROUP`, and all that it has started. */
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
    // the group is gone already
  }
}

/** @returns the timer that ends it by force */
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
