import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ChildMessage, CompileError, PackedFile } from './messages'

export type CompileResult =
  | { readonly kind: 'packed'; readonly files: readonly PackedFile[] }
  | { readonly kind: 'refused'; readonly error: CompileError }
  | { readonly kind: 'timed-out'; readonly limitMs: number }
  /** The compiler went down without a word of its own; `output` is the end of what it printed. */
  | { readonly kind: 'crashed'; readonly output: string }
  | { readonly kind: 'aborted' }

export interface CompileOptions {
  readonly projectDir: string
  readonly appid: string
  readonly timeLimitMs: number
  readonly signal?: AbortSignal
}

export const TEMP_PREFIX = 'live-shop-check-'

const OUTPUT_KEPT = 2_000

/**
 * Compiles as an upload would, with WeChat's own compiler, without network, account or key. Whatever
 * way it ends, its processes are gone and its temporary folder with them.
 */
export async function compile(options: CompileOptions): Promise<CompileResult> {
  const { signal } = options
  if (signal?.aborted) return { kind: 'aborted' }
  const work = mkdtempSync(path.join(tmpdir(), TEMP_PREFIX))
  const child = startChild(options, work)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let timer: NodeJS.Timeout | undefined
  let onAbort: (() => void) | undefined
  try {
    return await Promise.race([
      answerOf(child),
      new Promise<CompileResult>((resolve) => {
        timer = setTimeout(
          () => resolve({ kind: 'timed-out', limitMs: options.timeLimitMs }),
          options.timeLimitMs,
        )
      }),
      new Promise<CompileResult>((resolve) => {
        onAbort = () => resolve({ kind: 'aborted' })
        signal?.addEventListener('abort', onAbort)
      }),
    ])
  } finally {
    clearTimeout(timer)
    if (onAbort) signal?.removeEventListener('abort', onAbort)
    killTree(child)
    await ended
    rmSync(work, { recursive: true, force: true, maxRetries: 5 })
  }
}

function startChild({ projectDir, appid }: CompileOptions, work: string): ChildProcess {
  const env = { ...process.env }
  // would let a request past the dead proxy
  for (const name of ['NO_PROXY', 'no_proxy']) Reflect.deleteProperty(env, name)
  return spawn(
    process.execPath,
    [
      '--import',
      pathToFileURL(require.resolve('tsx')).href,
      path.join(__dirname, 'child.ts'),
      path.resolve(projectDir),
      appid,
    ],
    {
      cwd: work,
      env,
      // own channel: stdout is not ours to parse
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // own group: one signal ends the children that miniprogram-ci forks as well
      detached: process.platform !== 'win32',
      windowsHide: true,
    },
  )
}

function answerOf(child: ChildProcess): Promise<CompileResult> {
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-OUTPUT_KEPT)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return new Promise((resolve) => {
    child.once('message', (message) => resolve(message as ChildMessage))
    child.once('error', (error) => resolve({ kind: 'crashed', output: error.message }))
    child.once('close', () => resolve({ kind: 'crashed', output: output.trim() }))
  })
}

function killTree(child: ChildProcess): void {
  if (child.pid === undefined) return
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { windowsHide: true })
    return
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // the group is gone already
  }
}
