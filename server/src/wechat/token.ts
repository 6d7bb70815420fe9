import type { Clock } from '../clock'
import { numberOf } from '../numbers'
import type { Secret } from '../secret'
import { unquoted, type Failure } from './answers'
import type { ForcedTokens } from './forced-tokens'
import type { Post } from './transport'

export type TokenAnswer =
  | { readonly kind: 'token'; readonly token: string }
  /** WeChat's cloud hosting vouches for the call: it carries no token. */
  | { readonly kind: 'vouched' }
  | Failure

/** The access token, fetched when it is needed and kept in memory only. */
export interface Tokens {
  get(): Promise<TokenAnswer>
  /** WeChat refused this token. A newer one, fetched meanwhile, stays. */
  drop(token: string): void
  /** Until when the token that is kept will do; undefined without one. Never the token itself. */
  expiresAtMs(): number | undefined
}

export interface Credentials {
  readonly appId: string
  readonly appSecret: Secret
}

export interface TokensParts {
  readonly post: Post
  readonly credentials: Credentials
  readonly clock: Clock
  readonly forced: ForcedTokens
}

interface Kept {
  readonly kind: 'kept'
  readonly token: string
  readonly expiresAtMs: number
  readonly renewAtMs: number
}

/** WeChat renews 5 minutes early and keeps the old token valid for them; asked within, it gives the new one. */
const RENEW_EARLY_MS = 4 * 60_000

/**
 * Tokens by `stable_token` in normal mode, which invalidates nothing: other instances and other
 * systems keep theirs. WeChat itself keeps the token that all instances share: each asks for it, each
 * gets the same one, and so it lies in no storage of ours. Callers that ask at the same time share one
 * call. Only where WeChat hands out the very token that it has just refused is a new one forced.
 * @see contract B10, stable_token
 */
export function createTokens({ post, credentials, clock, forced }: TokensParts): Tokens {
  let kept: Kept | undefined
  let refused: string | undefined
  let fetching: Promise<TokenAnswer> | undefined

  const ask = async (forceRefresh: boolean): Promise<Kept | Failure> => {
    const askedAtMs = clock.nowMs()
    const secret = credentials.appSecret.reveal()
    const said = await post('/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid: credentials.appId,
      secret,
      force_refresh: forceRefresh,
    })
    const answer = [secret, refused ?? secret].reduce(unquoted, said)
    if (answer.kind !== 'answered') return answer
    const { access_token: token } = answer.body
    const expiresInSec = numberOf(answer.body['expires_in'])
    if (typeof token !== 'string' || token === '' || expiresInSec === undefined) {
      return { kind: 'unreadable', why: 'unexpected', status: 200 }
    }
    const lifeMs = expiresInSec * 1000
    // A short remainder must not make every call ask anew.
    const expiresAtMs = askedAtMs + lifeMs
    const renewAtMs = expiresAtMs - Math.min(RENEW_EARLY_MS, lifeMs / 2)
    return { kind: 'kept', token, expiresAtMs, renewAtMs }
  }

  const fetchToken = async (): Promise<TokenAnswer> => {
    let answer = await ask(false)
    if (answer.kind === 'kept' && answer.token === refused && (await forced.take())) {
      answer = await ask(true)
    }
    if (answer.kind !== 'kept') return answer
    kept = answer
    return { kind: 'token', token: answer.token }
  }

  return {
    get: async () => {
      if (kept !== undefined && clock.nowMs() < kept.renewAtMs) {
        return { kind: 'token', token: kept.token }
      }
      fetching ??= fetchToken().finally(() => {
        fetching = undefined
      })
      return fetching
    },
    drop: (token) => {
      refused = token
      if (kept?.token === token) kept = undefined
    },
    expiresAtMs: () => kept?.expiresAtMs,
  }
}

/** Inside WeChat's cloud hosting: no token, and nothing to renew. @see contract G, 开放接口服务 */
export function createVouchedTokens(): Tokens {
  return {
    get: () => Promise.resolve({ kind: 'vouched' }),
    drop: () => undefined,
    expiresAtMs: () => undefined,
  }
}
