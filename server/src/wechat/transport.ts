import { request, type Dispatcher } from 'undici'
import type { Clock } from '../clock'
import { readAnswer, type Answered, type Failure } from './answers'
import { skewOf } from './skew'
import type { Mends } from './tolerant-json'

export interface TransportOptions {
  /** Without a path, e.g. https://api.weixin.qq.com */
  readonly baseUrl: string
  /** Keeps the connections; must not retry by itself, for a retry is a call that nobody reserved. */
  readonly dispatcher: Dispatcher
  /** For the whole attempt, from connecting to the last byte. */
  readonly timeoutMs?: number
  readonly maxBytes?: number
  /** Is told, at each answer of WeChat's, how far this clock is ahead of its. */
  readonly witness?: SkewWitness
  /** Is told of a body that could be read only without some of its characters. */
  readonly noteMends?: (path: string, mends: Mends) => void
}

export interface SkewWitness {
  readonly clock: Clock
  noteSkew(aheadMs: number): void
}

/** One attempt at one POST interface of WeChat. Never throws, never retries, never tells an address. */
export type Post = (
  path: string,
  body: Readonly<Record<string, unknown>>,
  query?: Readonly<Record<string, string>>,
) => Promise<Answered | Failure>

const TIMEOUT_MS = 10_000
/** A page of 100 rooms is well below 1 MB. */
const MAX_BYTES = 8 * 1024 * 1024

export function createPost(options: TransportOptions): Post {
  const send = createSend(options)
  return (path, body, query = {}) =>
    send(path, query, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    })
}

/** One attempt at one GET interface; the same promises. */
export type Get = (
  path: string,
  query: Readonly<Record<string, string>>,
) => Promise<Answered | Failure>

export function createGet(options: TransportOptions): Get {
  const send = createSend(options)
  return (path, query) =>
    send(path, query, { method: 'GET', headers: { accept: 'application/json' } })
}

type Sent = Pick<Dispatcher.RequestOptions, 'method' | 'headers' | 'body'>

function createSend(options: TransportOptions) {
  const { baseUrl, dispatcher, timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES } = options
  const { witness, noteMends } = options
  return async (
    path: string,
    query: Readonly<Record<string, string>>,
    sent: Sent,
  ): Promise<Answered | Failure> => {
    const url = new URL(path, baseUrl)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const askedAtMs = witness?.clock.nowMs() ?? 0
    try {
      const answer = await request(url, {
        dispatcher,
        ...sent,
        signal: AbortSignal.timeout(timeoutMs),
      })
      const answeredAtMs = witness?.clock.nowMs() ?? 0
      const bytes = await readBytes(answer.body, maxBytes)
      if (bytes === undefined) {
        return { kind: 'unreadable', why: 'too-large', status: answer.statusCode }
      }
      const { answer: read, mends } = readAnswer(bytes, answer.statusCode)
      if (mends.size > 0) noteMends?.(path, mends)
      // A page of some proxy carries that proxy's time.
      const aheadMs =
        read.kind === 'unreadable'
          ? undefined
          : skewOf(answer.headers['date'], askedAtMs, answeredAtMs)
      if (aheadMs !== undefined) witness?.noteSkew(aheadMs)
      return read
    } catch (error) {
      return unreachable(error)
    }
  }
}

/** undefined when there is more than `maxBytes`; the rest is then not read. */
async function readBytes(
  body: Dispatcher.ResponseData['body'],
  maxBytes: number,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    // leaving the loop destroys the body, and with it the connection
    if (size > maxBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const TIMEOUTS: readonly unknown[] = [
  'TimeoutError',
  'ConnectTimeoutError',
  'HeadersTimeoutError',
  'BodyTimeoutError',
]

/** Keeps the code only: messages of the network layer may quote the address. */
function unreachable(error: unknown): Failure {
  const { code, name }: { code?: unknown; name?: unknown } =
    typeof error === 'object' && error !== null ? error : {}
  const detail = [code, name].find((word) => typeof word === 'string')
  return {
    kind: 'unreachable',
    why: TIMEOUTS.includes(name) ? 'timeout' : 'connection',
    detail: typeof detail === 'string' ? detail : 'unknown',
  }
}
