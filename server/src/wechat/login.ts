import { Secret } from '../secret'
import { unquoted, type Answered, type Failure } from './answers'
import type { Credentials } from './token'
import type { Get } from './transport'
import { labelOf, type Watch } from './watch'

export type LoginAnswer =
  /** The AES key that WeChat shares with this back end alone, for this one person. */
  | { readonly kind: 'session'; readonly sessionKey: Secret }
  /** WeChat does not know the code: made up, used already, or older than 5 minutes. */
  | { readonly kind: 'bad-code' }
  | { readonly kind: 'blocked' }
  /** So many logins wait for WeChat that one more is not sent. */
  | { readonly kind: 'busy' }
  | Failure

/** Exchanges the code of wx.login. Costs none of getliveinfo's calls. */
export type Login = (code: string) => Promise<LoginAnswer>

export interface LoginParts {
  /** On connections of its own: a crowd that logs in must not keep the list from being read. */
  readonly get: Get
  readonly credentials: Credentials
  readonly watch?: Pick<Watch, 'wechatAnswered'>
  readonly atOnce?: number
}

const PATH = '/sns/jscode2session'
const BAD_CODE: readonly number[] = [40029, 40163]
const BLOCKED = 40226
const AT_ONCE = 8

/**
 * code2Session. Who the person is stays with WeChat: the openid is not even kept.
 * @see api-backend/open-api/login/auth.code2Session
 */
export function createLogin({ get, credentials, watch, atOnce = AT_ONCE }: LoginParts): Login {
  let waiting = 0
  return async (code) => {
    if (waiting >= atOnce) return { kind: 'busy' }
    const secret = credentials.appSecret.reveal()
    waiting += 1
    try {
      const query = {
        appid: credentials.appId,
        secret,
        js_code: code,
        grant_type: 'authorization_code',
      }
      const answer = unquoted(await get(PATH, query), secret)
      watch?.wechatAnswered(PATH, labelOf(answer))
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
