import { parseWholeNumber } from '../parse-number'
import { readJson, type JsonRepairs } from './tolerant-json'

/**
 * How a call to WeChat can fail. No value contains an address, because the query contains the
 * token.
 */
export type Failure =
  /** WeChat answered with an errcode. */
  | {
      readonly kind: 'refused'
      readonly errcode: number
      readonly errmsg: string
      /** WeChat's request id, for its support; '' if there is none. */
      readonly rid: string
    }
  /** No answer. WeChat may have counted the call. */
  | {
      readonly kind: 'unreachable'
      readonly why: 'timeout' | 'connection'
      readonly detail: string
    }
  /** The answer is not WeChat's JSON: a proxy's page, a redirect, a truncated or too large body. */
  | {
      readonly kind: 'unreadable'
      readonly why: 'not-json' | 'too-large' | 'unexpected' | 'redirect'
      readonly status: number
    }

export interface Answered {
  readonly kind: 'answered'
  readonly body: Readonly<Record<string, unknown>>
}

export interface ReadBody {
  readonly answer: Answered | Failure
  /** Characters removed so that the body could be parsed. */
  readonly repairs: JsonRepairs
}

const RID = /\brid:\s*([\w-]+)/

/**
 * Parses a body as WeChat's JSON, whatever its content type is.
 * @param status HTTP status, kept for the log; WeChat sends 200 with its errcodes
 */
export function readAnswer(bytes: Buffer, status: number): ReadBody {
  const read = readJson(bytes)
  if (read.kind === 'not-json' || !isObject(read.value))
    return { answer: { kind: 'unreadable', why: parseFailure(status), status }, repairs: new Map() }
  return { answer: classify(read.value, status), repairs: read.repairs }
}

function classify(body: Readonly<Record<string, unknown>>, status: number): Answered | Failure {
  // WeChat does not redirect, so something else sent the answer.
  if (isRedirect(status)) return { kind: 'unreadable', why: 'redirect', status }
  const errcode = parseWholeNumber(body['errcode'] ?? 0)
  if (errcode === undefined) return { kind: 'unreadable', why: 'unexpected', status }
  if (errcode !== 0) {
    const errmsg = typeof body['errmsg'] === 'string' ? body['errmsg'] : ''
    return { kind: 'refused', errcode, errmsg, rid: RID.exec(errmsg)?.[1] ?? '' }
  }
  if (status >= 400) return { kind: 'unreadable', why: 'unexpected', status }
  return { kind: 'answered', body }
}

/** Removes a secret from WeChat's message, in case WeChat quotes it. */
export function redactSecret(answer: Answered | Failure, secret: string): Answered | Failure {
  if (answer.kind !== 'refused') return answer
  const hide = (text: string) => text.replaceAll(secret, '[secret]')
  return { ...answer, errmsg: hide(answer.errmsg), rid: hide(answer.rid) }
}

const isRedirect = (status: number): boolean => status >= 300 && status < 400

function parseFailure(status: number): 'not-json' | 'redirect' {
  return isRedirect(status) ? 'redirect' : 'not-json'
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
