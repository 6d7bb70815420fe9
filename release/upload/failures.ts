import { isRecord } from '../project/project'
import type { CiError, Refused } from './ci-error'
import { refusal, type Refusal } from './refusal'
import { recognise } from './known-failures'
import type { WechatAnswer } from './wechat-answers'

export type Failure =
  | { readonly kind: 'refused'; readonly error: CiError }
  | { readonly kind: 'timed-out'; readonly limitMs: number; readonly doing: string }
  | { readonly kind: 'crashed'; readonly output: string }

/** Converts a failure to a refusal with the original text, its codes and the remedy. */
export function explainFailure(failure: Failure): Refusal {
  switch (failure.kind) {
    case 'timed-out':
      return refusal(
        'time-limit',
        `No answer within ${Math.round(failure.limitMs / 1000)} s. Last step: ${failure.doing}. ` +
          'The upload was stopped.',
        'Check at mp.weixin.qq.com whether the version has arrived, then try again. ' +
          'On a slow connection, raise --time-limit.',
      )
    case 'crashed':
      return refusal(
        'crashed',
        `miniprogram-ci ended without an answer: ${failure.output || 'it printed nothing'}`,
        'Run npm ci and try again.',
      )
    case 'refused': {
      const refused = withWechatAnswer(failure.error)
      const known = recognise(refused)
      return refusal(known.code, withCodes(refused), known.advice)
    }
  }
}

/** -80057 quotes the refused script, which can be a line of a megabyte. */
const TEXT_LIMIT = 600

function withCodes({ code, answer, message }: Refused): string {
  const codes = [
    ...(code === null ? [] : [`miniprogram-ci ${code}`]),
    ...(answer === null ? [] : [`WeChat ${answer.code}`]),
  ]
  const whole = withoutNames(message).trim() || 'no text'
  const text = whole.length > TEXT_LIMIT ? `${whole.slice(0, TEXT_LIMIT)}…` : whole
  return codes.length === 0 ? text : `${codes.join(', ')}: ${text}`
}

function withoutNames(message: string): string {
  return message.replace(/^(?:(?:Code)?Error: )+/, '')
}

/**
 * A refused upload reads `Error: {"errCode":…,"errMsg":"…"}`. Other calls read `Error: … errCode:
 * …; errMsg: …`, for source maps with a comma instead of the semicolon.
 */
function withWechatAnswer(error: CiError): Refused {
  const text = withoutNames(error.message)
  const answer = jsonAnswer(text) ?? answerOf(/\berrCode: (-?\d+)[;,] errMsg: ([^]*)$/.exec(text))
  return { ...error, answer: answer && unwrapped(answer) }
}

function jsonAnswer(text: string): WechatAnswer | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const { errCode, errMsg } = isRecord(value) ? value : {}
  if (typeof errCode !== 'number') return null
  return { code: errCode, text: typeof errMsg === 'string' ? errMsg : '' }
}

/** The two known wrappings. @see docs/wechat-live-contract.md, Upload of the app */
const WRAPPINGS = [
  /^inner upload fail with errcode:\s*(-?\d+)(?:,\s*errmsg:\s*)?([^]*)$/i,
  /^get new ticket fail:?\s*innerCode:\s*(-?\d+)([^]*)$/i,
]

function unwrapped(answer: WechatAnswer): WechatAnswer {
  const inner = WRAPPINGS.map((wrapping) => answerOf(wrapping.exec(answer.text))).find(
    (found) => found !== null,
  )
  return inner ?? answer
}

function answerOf(found: RegExpExecArray | null): WechatAnswer | null {
  return found === null ? null : { code: Number(found[1]), text: found[2] ?? '' }
}
