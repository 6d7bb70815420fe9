import type { Purpose } from '../quota/types'
import { codeOf } from './advice'
import type { Answered, Failure } from './answers'
import { BY_ERRCODE } from './errcodes'
import type { JsonRepair } from './tolerant-json'
import type { Post } from './transport'

/** Events of calls to WeChat, counted by the metrics. */
export interface WechatEvents {
  /** @param code `ok`, a known errcode, `unknown`, or the kind of failure */
  wechatAnswered(path: string, code: string): void
  /** An answer was parsed after removing characters. @param count number of removed characters */
  repaired(path: string, repair: JsonRepair, count: number): void
  /** The ledger refused a call. @param why kind of the refusal */
  denied(purpose: Purpose, why: string): void
}

/** Wraps `post` and reports every answer. */
export function reportAnswers(post: Post, watch: Pick<WechatEvents, 'wechatAnswered'>): Post {
  return async (path, body, query) => {
    const answer = await post(path, body, query)
    watch.wechatAnswered(path, metricLabelOf(answer))
    return answer
  }
}

export function metricLabelOf(answer: Answered | Failure): string {
  if (answer.kind === 'answered') return 'ok'
  // Unknown codes share one label, so that the metric stays small.
  if (answer.kind === 'refused' && !BY_ERRCODE.has(answer.errcode)) return 'unknown'
  return codeOf(answer)
}
