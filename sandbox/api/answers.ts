import { randomBytes } from 'node:crypto'

/** An answer of WeChat's API: always HTTP 200, errors are in the body. @see wechat-live-contract B, B11 */
export interface Answer {
  readonly errcode?: number
  readonly errmsg?: string
  readonly [field: string]: unknown
}

/** Known error texts of WeChat, from contract B11. */
const TEXTS: Readonly<Record<number, string>> = {
  [-1]: 'system error',
  1: 'no room created',
  1001: 'invalid parameter',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40013: 'invalid appid',
  40029: 'invalid code',
  40163: 'code been used',
  40014: 'invalid access_token',
  40125: 'invalid appsecret',
  40164: 'invalid ip 127.0.0.1, not in whitelist',
  40243: 'appsecret frozen',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  42001: 'access_token expired',
  43001: 'require GET method',
  43002: 'require POST method',
  43003: 'require https',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  45035: 'access clientip is not registered, not in ip-white-list',
  47001: 'data format error',
  48001: 'api unauthorized',
  48004: 'api forbidden for irregularities',
  50001: 'user unauthorized',
  50002: 'user limited',
  61004: 'access clientip is not registered, not in ip-white-list',
  61007: 'api is unauthorized to component',
  76003: 'cgi_path error',
  76021: 'cgi_path not found',
  76022: 'could not use this cgi_path, no permission',
  9410000: 'empty room list',
  9410001: 'get room list failed',
  9410002: 'get goods list failed',
  9410003: 'get replay failed',
}

/** WeChat often appends a request id. Clients must not compare whole error texts. */
function withRid(text: string): string {
  const id = randomBytes(12).toString('hex')
  return `${text} rid: ${id.slice(0, 8)}-${id.slice(8, 16)}-${id.slice(16)}`
}

export function refuse(errcode: number, errmsg = TEXTS[errcode] ?? 'error'): Answer {
  return { errcode, errmsg: withRid(errmsg) }
}

/** Both codes mean an empty list, not a failure (contract B3). */
export function emptyAnswer(errcode: 1 | 9410000): Answer {
  const errmsg = TEXTS[errcode] ?? ''
  return errcode === 1 ? { errcode, errmsg } : { errcode, errmsg, room_info: [], live_replay: [] }
}

/** Whether WeChat executed the call. Token answers have no errcode. */
export function isSuccess(answer: Answer): boolean {
  const { errcode = 0 } = answer
  return errcode === 0 || errcode === 1 || errcode === 9410000
}

/** Parses a body as JSON, whatever the content type. Null (error 47001) if it is not an object. */
export function parseBody(text: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof text !== 'string') return null
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
