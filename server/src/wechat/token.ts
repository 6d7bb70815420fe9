import type { Clock } from '../clock'
import { parseNumber } from '../parse-number'
import type { Secret } from '../secret'
import { redactSecret, type Failure } from './answers'
import type { ForcedTokens } from './forced-tokens'
import type { Post } from './transport'

export type TokenAnswer =
  | { readonly kind: 'token'; readonly token: string }
  /** Cloud hosting authenticates the call itself; no token is sent. */
  | { readonly kind: 'not-needed' }
  | Failure

/** The access token, fetched on demand and kept in memory only. */
export interface Tokens {
  get(): Promise<TokenAnswer>
  /** Discards a token that WeChat refused. A newer token is kept. */
  drop(token: string): void
  /** Expiry of the kept token; undefined without one. Never the token itself. */
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

/**
 * WeChat renews a token 5 minutes before its end and returns the new one from then on; the old one
 * stays valid.
 */
const RENEW_EARLY_MS = 4 * 60_000

/**
 * Tokens by `stable_token` in normal mode, which invalidates no other token. All instances get the
 * same token from WeChat, so no token is stored. Concurrent callers share one call. A new token is
 * forced only if WeChat returns the token that it has just refused.
 * @see contract B10, stable_token
 */
export function createTokens({ post, credentials, clock, forced }: TokensParts): Tokens {
  let kept: Kept | undefined
  let refused: string | undefined
  let fetching: Promise<TokenAnswer> | undefined

  const ask = async (forceRefresh: boolean): Promise<Kept | Failure> => {
    const askedAtMs = clock.nowMs()
    const secret = credentials.appSecret.reveal()
    const response = await post('/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid: credentials.appId,
      secret,
      force_refresh: forceRefresh,
    })
    const answer = [secret, refused ?? secret].reduce(redactSecret, response)
    if (answer.kind !== 'answered') return answer
    const { access_token: token } = answer.body
    const expiresInSec = parseNumber(answer.body['expires_in'])
    if (typeof token !== 'string' || token === '' || expiresInSec === undefined) {
      return { kind: 'unreadable', why: 'unexpected', status: 200 }
    }
    const lifeMs = expiresInSec * 1000
    // Renew at half the remaining life if that is short, so that not every call fetches a token.
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

/** In WeChat's cloud hosting no token is used. @see contract G, 开放接口服务 */
export function createCloudHostingTokens(): Tokens {
  return {
    get: () => Promise.resolve({ kind: 'not-needed' }),
    drop: () => undefined,
    expiresAtMs: () => undefined,
  }
}
