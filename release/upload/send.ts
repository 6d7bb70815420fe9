import path from 'node:path'
import { runChild } from '../child-process'
import { explain } from './failures'
import type { UploadKey } from './key'
import type { ChildAnswer, ChildMessage, Job } from './messages'
import type { Refusal } from './refusal'
import { scrubber } from './scrub'

/** A job as its caller knows it: the key is put in here, at the last moment. */
type Unsigned<T> = T extends Job ? Omit<T, 'keyPem'> : never
export type UnsignedJob = Unsigned<Job>

export interface SendOptions {
  readonly job: UnsignedJob
  readonly key: UploadKey
  readonly timeLimitMs: number
  readonly signal: AbortSignal
  /** Gets each new step once, free of the key. */
  readonly onProgress: (text: string) => void
}

export type Answered = Exclude<ChildAnswer, { kind: 'refused' }>

export type SendResult =
  Answered | { readonly kind: 'failed'; readonly refusal: Refusal } | { readonly kind: 'aborted' }

export const TEMP_PREFIX = 'live-shop-upload-'

/** Has miniprogram-ci talk to WeChat, and says in our form how that ended. */
export async function send(options: SendOptions): Promise<SendResult> {
  const { job, key, timeLimitMs, signal } = options
  const scrub = scrubber(key)
  let doing = 'miniprogram-ci starts'
  options.onProgress('Talking to WeChat …')
  const end = await runChild<ChildAnswer>({
    script: path.join(__dirname, 'child.ts'),
    job: { ...job, keyPem: key.pem } satisfies Job,
    tempPrefix: TEMP_PREFIX,
    timeLimitMs,
    signal,
    onMessage: (raw) => {
      const message = raw as ChildMessage
      if (message.kind !== 'progress') return message
      const text = scrub(message.text)
      if (text !== doing) options.onProgress(`  ${text}`)
      doing = text
      return null
    },
  })
  switch (end.kind) {
    case 'aborted':
      return end
    case 'timed-out':
      return { kind: 'failed', refusal: explain({ ...end, doing }) }
    case 'crashed':
      return { kind: 'failed', refusal: explain({ ...end, output: scrub(end.output) }) }
    case 'answered':
      if (end.answer.kind !== 'refused') return end.answer
      return { kind: 'failed', refusal: explain(scrubbed(end.answer, scrub)) }
  }
}

function scrubbed(
  { error }: Extract<ChildAnswer, { kind: 'refused' }>,
  scrub: (text: string) => string,
) {
  const message = scrub(error.message)
  return { kind: 'refused' as const, error: { code: error.code, message } }
}
