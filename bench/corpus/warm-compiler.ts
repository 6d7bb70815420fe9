import { readFileSync } from 'node:fs'
import path from 'node:path'
import { runChild } from '../../release/child-process'
import { compile, type CompileOptions, type CompileResult } from '../../release/compile/compile'
import type { ChildMessage } from '../../release/compile/messages'
import { PROJECT_FILE } from '../../release/project/read-project'
import type { WarmJob } from './warm-child'

/** Longer than any run, because each job has its own limit. */
const A_DAY_MS = 24 * 60 * 60 * 1000

interface Child {
  readonly compile: (job: WarmJob) => Promise<CompileResult>
  readonly end: () => Promise<void>
}

export interface WarmCompiler {
  /** One compile at a time. */
  readonly compile: typeof compile
  readonly end: () => Promise<void>
}

/**
 * Returns the result of `compile` without restarting WeChat's compiler, which takes most of a
 * compile. If its state could change the result, a new process compiles: with other settings of the
 * project, and after each refusal, whose text must be exact. A new compiler then replaces this one.
 */
export function createWarmCompiler(signal: AbortSignal): WarmCompiler {
  let child: Child | null = null
  let settings: string | null = null
  const end = async () => {
    await child?.end()
    child = null
  }
  const warm = async (options: CompileOptions): Promise<CompileResult> => {
    const given = readFileSync(path.join(options.projectDir, PROJECT_FILE), 'utf8')
    settings ??= given
    if (given !== settings) return await compile(options)
    child ??= startChild(signal)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<CompileResult>((resolve) => {
      const limitMs = options.timeLimitMs
      timer = setTimeout(() => resolve({ kind: 'timed-out', limitMs }), limitMs)
    })
    const { projectDir, appid } = options
    const result = await Promise.race([child.compile({ projectDir, appid }), late])
    clearTimeout(timer)
    if (result.kind === 'packed') return result
    await end()
    return await compile(options)
  }
  return { compile: warm, end }
}

function startChild(signal: AbortSignal): Child {
  const stop = new AbortController()
  let send: (job: object) => void = () => undefined
  let receive: (message: ChildMessage) => void = () => undefined
  const ended = runChild<never>({
    script: path.join(__dirname, 'warm-child.ts'),
    tempPrefix: 'live-shop-corpus-compiler-',
    // these would let a request bypass the closed proxy
    without: ['NO_PROXY', 'no_proxy'],
    timeLimitMs: A_DAY_MS,
    signal: AbortSignal.any([signal, stop.signal]),
    onStart: (toChild) => (send = toChild),
    onMessage: (message) => {
      receive(message as ChildMessage)
      return null
    },
  })
  return {
    compile: async (job) => {
      const heard = new Promise<CompileResult>((resolve) => (receive = resolve))
      send(job)
      const end = ended.then((how) => (how.kind === 'answered' ? how.answer : how))
      return await Promise.race([heard, end])
    },
    end: async () => {
      stop.abort()
      await ended
    },
  }
}
