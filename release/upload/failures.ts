import { refusal, type Refusal } from './refusal'
import { recognise } from './known-failures'

/** miniprogram-ci's own error, as it came; the key is scrubbed from its text. */
export interface CiError {
  /** 20001 no random string to sign, 20002 key cannot sign, 20003 the upload itself, 100xx compile. */
  readonly code: number | string | null
  readonly message: string
}

export type Failure =
  | { readonly kind: 'refused'; readonly error: CiError }
  | { readonly kind: 'timed-out'; readonly limitMs: number; readonly doing: string }
  | { readonly kind: 'crashed'; readonly output: string }

/** What stands in WeChat's answer, dug out of the text that miniprogram-ci wraps it in. */
export interface Refused extends CiError {
  /** WeChat's own code: that of its inner service where it names one. */
  readonly wechatCode: number | null
}

/** Says what went wrong, in its own words with its own codes, and what to do. */
export function explain(failure: Failure): Refusal {
  switch (failure.kind) {
    case 'timed-out':
      return refusal(
        'time-limit',
        `No answer within ${Math.round(failure.limitMs / 1000)} s, while: ${failure.doing}. ` +
          'The upload was ended.',
        'Look at mp.weixin.qq.com whether the version arrived all the same, then try again; ' +
          'on a slow line raise --time-limit.',
      )
    case 'crashed':
      return refusal(
        'crashed',
        `miniprogram-ci ended without an answer: ${failure.output || 'it printed nothing'}`,
        'Run npm ci and try again.',
      )
    case 'refused': {
      const refused = dig(failure.error)
      const known = recognise(refused)
      return refusal(known.code, withCodes(refused), known.advice)
    }
  }
}

function withCodes({ code, wechatCode, message }: Refused): string {
  const codes = [
    ...(code === null ? [] : [`miniprogram-ci ${code}`]),
    ...(wechatCode === null ? [] : [`WeChat ${wechatCode}`]),
  ]
  const text = message.replace(/^(?:(?:Code)?Error: )+/, '').trim() || 'no text'
  return codes.length === 0 ? text : `${codes.join(', ')}: ${text}`
}

/**
 * An upload's refusal is `Error: {"errCode":…,"errMsg":"…"}`, that of a first call
 * `Error: errCode: …; errMsg: …`; WeChat's upload in turn wraps its own as
 * `inner upload fail with errcode: …`.
 */
export function dig(error: CiError): Refused {
  const text = error.message
  const outer = /"errCode"\s*:\s*(-?\d+)/.exec(text) ?? /\berrCode[:=]\s*(-?\d+)/.exec(text)
  const inner = /\berrcode[:=]\s*(-?\d+)/.exec(text)
  const found = inner?.[1] ?? outer?.[1]
  return { ...error, wechatCode: found === undefined ? null : Number(found) }
}
