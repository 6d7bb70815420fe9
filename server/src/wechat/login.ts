import { Secret } from '../secret'
import { redactSecret, type Answered, type Failure } from './answers'
import type { Credentials } from './token'
import type { Get } from './transport'
import { metricLabelOf, type WechatEvents } from './events'

export type LoginAnswer =
  /** The AES key that WeChat shares with this back end for this person. */
  | { readonly kind: 'session'; readonly sessionKey: Secret }
  /** Unknown code: invented, already used, or older than 5 minutes. */
  | { readonly kind: 'bad-code' }
  | { readonly kind: 'blocked' }
  /** Too many logins are waiting for WeChat; this one is not sent. */
  | { readonly kind: 'busy' }
  | Failure

/** Exchanges the code of wx.login. Does not count towards the quota of getliveinfo. */
export type Login = (code: string) => Promise<LoginAnswer>

export interface LoginParts {
  /** Uses its own connections, so that many logins do not delay the refresh of the list. */
  readonly get: Get
  readonly credentials: Credentials
  readonly events?: Pick<WechatEvents, 'wechatAnswered'>
  readonly maxConcurrent?: number
}

const PATH = '/sns/jscode2session'
const BAD_CODE: readonly number[] = [40029, 40163]
const BLOCKED = 40226
const MAX_CONCURRENT = 8

/**
 * code2Session. The openid is not kept.
 * @see api-backend/open-api/login/auth.code2Session
 */
export function createLogin({
  get,
  credentials,
  events,
  maxConcurrent = MAX_CONCURRENT,
}: LoginParts): Login {
  let waiting = 0
  return async (code) => {
    if (waiting >= maxConcurrent) return { kind: 'busy' }
    const secret = credentials.appSecret.reveal()
    waiting += 1
    try {
      const query = {
        appid: credentials.appId,
        secret,
        js_code: code,
        grant_type: 'authorization_code',
      }
      const answer = redactSecret(await get(PATH, query), secret)
      events?.wechatAnswered(PATH, metricLabelOf(answer))
      return read(answer)
    } finally {
      waiting -= 1
    }
  }
}

function read(answer: Answered | Failure): LoginAnswer {
  if (answer.kind === 'refused' && BAD_CODE.includes(answer.errcode)) return { kind: 'bad-code' }
  if (answer.kind === 'refused' && answer.errcode === BLOCKED) return { kind: 'blocked' }
  if (answer.kind !== 'answered') return answer
  const key = answer.body['session_key']
  return typeof key === 'string' && Buffer.from(key, 'base64').byteLength === 16
    ? { kind: 'session', sessionKey: new Secret(key) }
    : { kind: 'unreadable', why: 'unexpected', status: 200 }
}
