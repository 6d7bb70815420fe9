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
  /** Something came that is not WeChat's JSON: a proxy's page, half an answer, far too much. */
  | {
      readonly kind: 'unreadable'
      readonly why: 'not-json' | 'too-large' | 'unexpected'
      readonly status: number
    }

export interface Answered {
  readonly kind: 'answered'
  readonly body: Readonly<Record<string, unknown>>
}

const RID = /\brid:\s*([\w-]+)/

/**
 * Reads a body as WeChat's JSON, whatever content type came with it.
 * @param status HTTP status, kept for the log; WeChat sends 200 with its errcodes
 */
export function readAnswer(text: string, status: number): Answered | Failure {
  const body = parseObject(text)
  if (body === undefined) return { kind: 'unreadable', why: 'not-json', status }
  const errcode = body['errcode'] ?? 0
  if (typeof errcode !== 'number') return { kind: 'unreadable', why: 'unexpected', status }
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

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
