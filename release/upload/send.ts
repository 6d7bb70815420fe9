import path from 'node:path'
import { runChild } from '../child-process'
import { explainFailure } from './failures'
import type { UploadKey } from './key'
import type { ChildAnswer, ChildMessage, Job } from './messages'
import type { Refusal } from './refusal'
import { createRedactor } from './redact'

/** A job without the key, which is added immediately before the start. */
type Unsigned<T> = T extends Job ? Omit<T, 'keyPem'> : never
export type UnsignedJob = Unsigned<Job>

export interface SendOptions {
  readonly job: UnsignedJob
  readonly key: UploadKey
  readonly timeLimitMs: number
  readonly signal: AbortSignal
  /** Called once for each new step. The key is removed from the text. */
  readonly onProgress: (text: string) => void
}

export type Answered = Exclude<ChildAnswer, { kind: 'refused' }>

export type SendResult =
  Answered | { readonly kind: 'failed'; readonly refusal: Refusal } | { readonly kind: 'aborted' }

export const TEMP_PREFIX = 'live-shop-upload-'

/** Runs a job with miniprogram-ci and returns its result or refusal. */
export async function send(options: SendOptions): Promise<SendResult> {
  const { job, key, timeLimitMs, signal } = options
  const redact = createRedactor(key)
  let doing = 'start of miniprogram-ci'
  options.onProgress('Connecting to WeChat …')
  const end = await runChild<ChildAnswer>({
    script: path.join(__dirname, 'child.ts'),
    job: { ...job, keyPem: key.pem } satisfies Job,
    tempPrefix: TEMP_PREFIX,
    timeLimitMs,
    signal,
    onMessage: (raw) => {
      const message = raw as ChildMessage
      if (message.kind !== 'progress') return message
      const text = redact(message.text)
      if (text !== doing) options.onProgress(`  ${text}`)
      doing = text
      return null
    },
  })
  switch (end.kind) {
    case 'aborted':
      return end
    case 'timed-out':
      return { kind: 'failed', refusal: explainFailure({ ...end, doing }) }
    case 'crashed':
      return { kind: 'failed', refusal: explainFailure({ ...end, output: redact(end.output) }) }
    case 'answered':
      if (end.answer.kind !== 'refused') return end.answer
      return { kind: 'failed', refusal: explainFailure(redacted(end.answer, redact)) }
  }
}

function redacted(
  { error }: Extract<ChildAnswer, { kind: 'refused' }>,
  redact: (text: string) => string,
) {
  const message = redact(error.message)
  return { kind: 'refused' as const, error: { code: error.code, message } }
}
