/**
 * Keeps a child process that runs miniprogram-ci: it forks children that keep node alive, prints to
 * stdout as it likes, and leaves an empty folder in the current one. Whatever way it ends here, its
 * processes are gone and its temporary folder with them.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { killTree, OWN_GROUP } from '../scripts/command/run-program'

/** Where an upload key may come from. No child process inherits them. */
export const KEY_VARIABLES = ['WX_UPLOAD_KEY', 'WX_UPLOAD_KEY_FILE'] as const

export interface ChildOptions<Answer> {
  /** A TypeScript file, and all of them that it needs imported at its top; it tells by `process.send`. */
  readonly script: string
  readonly args?: readonly string[]
  /** Sent to the child at once: what may stand neither in its arguments nor in its environment. */
  readonly job?: object
  /** For a child of many jobs: how to send it the next ones. */
  readonly onStart?: (send: (job: object) => void) => void
  /** Begins the name of its temporary folder, which is its current one. */
  readonly tempPrefix: string
  /** Of the variables that it would inherit. */
  readonly without?: readonly string[]
  readonly timeLimitMs: number
  readonly signal?: AbortSignal | undefined
  /** Called with every message; the first that it makes an answer of ends the child. */
  readonly onMessage: (message: unknown) => Answer | null
}

export type ChildEnd<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'timed-out'; readonly limitMs: number }
  /** It went down without an answer; `output` is the end of what it printed. */
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
    // own channel: stdout is not ours to parse
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // one signal ends the children that miniprogram-ci forks as well
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
  // a child that is gone before it has read its job says so by its end
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
