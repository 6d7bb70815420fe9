import path from 'node:path'
import { type ChildEnd, runChild } from '../child-process'
import type { ChildMessage } from './messages'

export type CompileResult = ChildMessage | Exclude<ChildEnd<never>, { kind: 'answered' }>

export interface CompileOptions {
  readonly projectDir: string
  readonly appid: string
  readonly timeLimitMs: number
  readonly signal?: AbortSignal
}

export const TEMP_PREFIX = 'live-shop-check-'

/** Compiles as an upload does, with WeChat's own compiler, but without network, account or key. */
export async function compile(options: CompileOptions): Promise<CompileResult> {
  const end = await runChild<ChildMessage>({
    script: path.join(__dirname, 'child.ts'),
    args: [path.resolve(options.projectDir), options.appid],
    tempPrefix: TEMP_PREFIX,
    // these would let a request bypass the closed proxy
    without: ['NO_PROXY', 'no_proxy'],
    timeLimitMs: options.timeLimitMs,
    signal: options.signal,
    onMessage: (message) => message as ChildMessage,
  })
  return end.kind === 'answered' ? end.answer : end
}
