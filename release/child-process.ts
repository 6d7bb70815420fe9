/**
 * Runs miniprogram-ci in a child process, because it forks processes that keep node alive, prints
 * to stdout and leaves an empty folder in the current directory. When the child ends for any
 * reason, its processes are killed and its temporary folder is removed.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { killTree, OWN_GROUP } from '../scripts/command/run-program'

/** The variables that can hold an upload key. No child process inherits them. */
export const KEY_VARIABLES = ['WX_UPLOAD_KEY', 'WX_UPLOAD_KEY_FILE'] as const

export interface ChildOptions<Answer> {
  /**
   * A TypeScript file that imports everything it needs at its top. It answers by `process.send`.
   */
  readonly script: string
  readonly args?: readonly string[]
  /** Sent to the child at its start. For data that must not be in its arguments or environment. */
  readonly job?: object
  /** For a child that does several jobs: receives the function that sends the next ones. */
  readonly onStart?: (send: (job: object) => void) => void
  /** Prefix of its temporary folder, which is its current directory. */
  readonly tempPrefix: string
  /** Environment variables that the child does not inherit. */
  readonly without?: readonly string[]
  readonly timeLimitMs: number
  readonly signal?: AbortSignal | undefined
  /**
   * Called with each message. The first result other than null is the answer and ends the child.
   */
  readonly onMessage: (message: unknown) => Answer | null
}

export type ChildEnd<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'timed-out'; readonly limitMs: number }
  /** The child ended without an answer. `output` is the end of what it printed. */
  | { readonly kind: 'crashed'; readonly output: string }
  | { readonly kind: 'aborted' }

const OUTPUT_KEPT = 2_000

export async function runChild<Answer>(options: ChildOptions<Answer>): Promise<ChildEnd<Answer>> {
  if (options.signal?.aborted) return { kind: 'aborted' }
  const work = mkdtempSync(path.join(tmpdir(), options.tempPrefix))
  try {
    return await runIn(work, options)
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function runIn<Answer>(
  work: string,
  options: ChildOptions<Answer>,
): Promise<ChildEnd<Answer>> {
  const { signal } = options
  const child = startChild(options, work)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let timer: NodeJS.Timeout | undefined
  let onAbort: (() => void) | undefined
  try {
    return await Promise.race([
      answerOf(child, options),
      new Promise<ChildEnd<Answer>>((resolve) => {
        timer = setTimeout(
          () => resolve({ kind: 'timed-out', limitMs: options.timeLimitMs }),
          options.timeLimitMs,
        )
      }),
      new Promise<ChildEnd<Answer>>((resolve) => {
        onAbort = () => resolve({ kind: 'aborted' })
        signal?.addEventListener('abort', onAbort)
      }),
    ])
  } finally {
    clearTimeout(timer)
    if (onAbort) signal?.removeEventListener('abort', onAbort)
    killTree(child)
    await ended
  }
}

function startChild(
  { script, args = [], without = [] }: Pick<ChildOptions<never>, 'script' | 'args' | 'without'>,
  work: string,
): ChildProcess {
  const env = { ...process.env }
  for (const name of [...KEY_VARIABLES, ...without]) Reflect.deleteProperty(env, name)
  return spawn(process.execPath, [path.join(__dirname, 'start-child.js'), script, ...args], {
    cwd: work,
    env,
    // a separate channel, because miniprogram-ci prints to stdout
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // one signal also ends the processes that miniprogram-ci forks
    ...OWN_GROUP,
  })
}

function answerOf<Answer>(
  child: ChildProcess,
  { job, onStart, onMessage }: ChildOptions<Answer>,
): Promise<ChildEnd<Answer>> {
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-OUTPUT_KEPT)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  // if the child has already ended, its end is the result
  const send = (message: object) => void child.send(message, () => undefined)
  if (job) send(job)
  onStart?.(send)
  return new Promise((resolve) => {
    child.on('message', (message) => {
      const answer = onMessage(message)
      if (answer !== null) resolve({ kind: 'answered', answer })
    })
    child.once('error', (error) => resolve({ kind: 'crashed', output: error.message }))
    child.once('close', () => resolve({ kind: 'crashed', output: output.trim() }))
  })
}
