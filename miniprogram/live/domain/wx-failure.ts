import { isRecord } from './json'

/** A parsed failure of a `wx` or plugin call. */
export interface WxFailure {
  /** null: the failure has no code. */
  readonly code: number | null
  /** WeChat's own message; '' for none. Not for shoppers. */
  readonly message: string
  /** The shopper closed WeChat's dialog. */
  readonly isCancelled: boolean
}

/** In order of precedence: the code of the call before the client's general code. */
const CODE_FIELDS = ['err_code', 'errCode', 'errno']

/** "errcode:1416104", "err_code=-14" */
const NAMED_CODE = /err_?(?:code|no)\W{1,3}?(-?\d{1,10})(?!\d)/i
/** WeChat's codes have five to nine digits; longer numbers are times and ids. */
const BARE_CODE = /(?:^|[^\w./-])(-?\d{5,9})(?![\w/-]|\.\d)/
const CANCELLED = /(?:^|fail:?\s*)(?:user\s+)?cancel/i

/**
 * Parses the value that a `wx` or plugin call fails or rejects with, in every reported form: the code in
 * `err_code` (number or string), `errCode` or `errno`, as digits in `errMsg`, or absent. Never throws.
 * @see wechat-live-contract C2, forms of a failure
 * @example parseWxFailure({ errMsg: 'getChannelsLiveInfo:fail ', err_code: 100008 }).code // 100008
 */
export function parseWxFailure(raw: unknown): WxFailure {
  const message = messageOf(raw)
  const code = codeInFields(raw) ?? codeIn(NAMED_CODE, message) ?? codeIn(BARE_CODE, message)
  return { code, message, isCancelled: CANCELLED.test(message) }
}

function messageOf(raw: unknown): string {
  if (typeof raw === 'string') return raw
  if (!isRecord(raw)) return ''
  const { errMsg, message } = raw
  if (typeof errMsg === 'string') return errMsg
  return typeof message === 'string' ? message : ''
}

function codeInFields(raw: unknown): number | null {
  if (!isRecord(raw)) return null
  return CODE_FIELDS.map((field) => wholeOf(raw[field])).find((code) => code !== null) ?? null
}

function codeIn(pattern: RegExp, message: string): number | null {
  return wholeOf(pattern.exec(message)?.[1])
}

/** WeChat uses 0 for "no error", so it is not a failure code. */
function wholeOf(raw: unknown): number | null {
  const isNumeric =
    typeof raw === 'number' || (typeof raw === 'string' && /^\s*-?\d{1,10}\s*$/.test(raw))
  const code = isNumeric ? Number(raw) : 0
  return Number.isSafeInteger(code) && code !== 0 ? code : null
}
