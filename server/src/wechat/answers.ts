import { wholeNumberOf } from '../numbers'
import { readJson, type Mends } from './tolerant-json'

/** What an attempt at WeChat can come to. None of it holds an address: the token is in the query. */
export type Failure =
  /** WeChat answered with an errcode. */
  | {
      readonly kind: 'refused'
      readonly errcode: number
      readonly errmsg: string
      /** WeChat's own name of the request, for its support; '' when it gave none. */
      readonly rid: string
    }
  /** No answer came. It may have been counted all the same. */
  | {
      readonly kind: 'unreachable'
      readonly why: 'timeout' | 'connection'
      readonly detail: string
    }
  /** Something came that is not WeChat's JSON: a proxy's page, a redirect, half an answer, far too much. */
  | {
      readonly kind: 'unreadable'
      readonly why: 'not-json' | 'too-large' | 'unexpected' | 'redirect'
      readonly status: number
    }

export interface Answered {
  readonly kind: 'answered'
  readonly body: Readonly<Record<string, unknown>>
}

export interface Read {
  readonly answer: Answered | Failure
  /** What had to be left out so that the body could be read. */
  readonly mends: Mends
}

const RID = /\brid:\s*([\w-]+)/

/**
 * Reads a body as WeChat's JSON, whatever content type came with it.
 * @param status HTTP status, kept for the log; WeChat sends 200 with its errcodes
 */
export function readAnswer(bytes: Buffer, status: number): Read {
  const read = readJson(bytes)
  if (read.kind === 'not-json' || !isObject(read.value))
    return { answer: { kind: 'unreadable', why: whyNot(status), status }, mends: new Map() }
  return { answer: understand(read.value, status), mends: read.mends }
}

function understand(body: Readonly<Record<string, unknown>>, status: number): Answered | Failure {
  // WeChat does not redirect. Whatever the body holds, something else has sent it.
  if (isRedirect(status)) return { kind: 'unreadable', why: 'redirect', status }
  const errcode = wholeNumberOf(body['errcode'] ?? 0)
  if (errcode === undefined) return { kind: 'unreadable', why: 'unexpected', status }
  if (errcode !== 0) {
    const errmsg = typeof body['errmsg'] === 'string' ? body['errmsg'] : ''
    return { kind: 'refused', errcode, errmsg, rid: RID.exec(errmsg)?.[1] ?? '' }
  }
  if (status >= 400) return { kind: 'unreadable', why: 'unexpected', status }
  return { kind: 'answered', body }
}

/** Should WeChat ever quote a secret of ours back at us, it goes no further than this. */
export function unquoted(answer: Answered | Failure, secret: string): Answered | Failure {
  if (answer.kind !== 'refused') return answer
  const hide = (text: string) => text.replaceAll(secret, '[secret]')
  return { ...answer, errmsg: hide(answer.errmsg), rid: hide(answer.rid) }
}

const isRedirect = (status: number): boolean => status >= 300 && status < 400

function whyNot(status: number): 'not-json' | 'redirect' {
  return isRedirect(status) ? 'redirect' : 'not-json'
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
