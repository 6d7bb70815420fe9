import { request, type Dispatcher } from 'undici'
import type { Clock } from '../clock'
import { readAnswer, type Answered, type Failure } from './answers'
import { skewOf } from './skew'
import type { JsonRepairs } from './tolerant-json'

export interface TransportOptions {
  /** Without a path, for example https://api.weixin.qq.com */
  readonly baseUrl: string
  /** Holds the connections. It must not retry, because a retry is a call without a reservation. */
  readonly dispatcher: Dispatcher
  /** For the whole call, from connecting to the last byte. */
  readonly timeoutMs?: number
  readonly maxBytes?: number
  /** Receives the clock skew of each answer of WeChat. */
  readonly skewRecorder?: SkewRecorder
  /** Called if a body was parsed after removing characters. */
  readonly onRepairs?: (path: string, mends: JsonRepairs) => void
}

export interface SkewRecorder {
  readonly clock: Clock
  recordSkew(aheadMs: number): void
}

/** One POST call to WeChat. Never throws, never retries, never reveals an address. */
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

/** The same for GET. */
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
  const { skewRecorder, onRepairs } = options
  return async (
    path: string,
    query: Readonly<Record<string, string>>,
    sent: Sent,
  ): Promise<Answered | Failure> => {
    const url = new URL(path, baseUrl)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const askedAtMs = skewRecorder?.clock.nowMs() ?? 0
    try {
      const answer = await request(url, {
        dispatcher,
        ...sent,
        signal: AbortSignal.timeout(timeoutMs),
      })
      const answeredAtMs = skewRecorder?.clock.nowMs() ?? 0
      const bytes = await readBytes(answer.body, maxBytes)
      if (bytes === undefined) {
        return { kind: 'unreadable', why: 'too-large', status: answer.statusCode }
      }
      const { answer: read, repairs } = readAnswer(bytes, answer.statusCode)
      if (repairs.size > 0) onRepairs?.(path, repairs)
      // The Date header of a proxy's page is the proxy's.
      const aheadMs =
        read.kind === 'unreadable'
          ? undefined
          : skewOf(answer.headers['date'], askedAtMs, answeredAtMs)
      if (aheadMs !== undefined) skewRecorder?.recordSkew(aheadMs)
      return read
    } catch (error) {
      return unreachable(error)
    }
  }
}

/** undefined if the body is larger than `maxBytes`; the rest is not read. */
async function readBytes(
  body: Dispatcher.ResponseData['body'],
  maxBytes: number,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    // leaving the loop destroys the body and its connection
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

/** Keeps the error code only, because network errors may contain the address. */
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
