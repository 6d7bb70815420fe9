import type { Purpose } from '../quota/ledger'
import { codeOf } from './advice'
import type { Answered, Failure } from './answers'
import { BY_ERRCODE } from './errcodes'
import type { Mend } from './tolerant-json'
import type { Post } from './transport'

/** Told of what happens at WeChat's door, to be counted. */
export interface Watch {
  /** @param code `ok`, an errcode of the table, `unknown`, or the kind of failure: few values */
  wechatAnswered(path: string, code: string): void
  /** An answer could be read only without some of its characters. @param count how many of this kind */
  mended(path: string, mend: Mend, count: number): void
  /** The ledger refused a call. @param why kind of the refusal */
  denied(purpose: Purpose, why: string): void
}

/** The same door, with every answer told. */
export function watchPost(post: Post, watch: Pick<Watch, 'wechatAnswered'>): Post {
  return async (path, body, query) => {
    const answer = await post(path, body, query)
    watch.wechatAnswered(path, labelOf(answer))
    return answer
  }
}

export function labelOf(answer: Answered | Failure): string {
  if (answer.kind === 'answered') return 'ok'
  // Whatever number somebody sends: a metric must not grow by it.
  if (answer.kind === 'refused' && !BY_ERRCODE.has(answer.errcode)) return 'unknown'
  return codeOf(answer)
}
