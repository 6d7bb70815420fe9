import type { Clock } from '../clock'
import type { Secret } from '../secret'
import { unquoted, type Failure } from './answers'
import type { Post } from './transport'

export type TokenAnswer = { readonly kind: 'token'; readonly token: string } | Failure

/** The access token, fetched when it is needed and kept in memory only. */
export interface Tokens {
  get(): Promise<TokenAnswer>
  /** WeChat refused this token. A newer one, fetched meanwhile, stays. */
  drop(token: string): void
}

export interface Credentials {
  readonly appId: string
  readonly appSecret: Secret
}

/** WeChat renews 5 minutes early and keeps the old token valid for them; asked within, it gives the new one. */
const RENEW_EARLY_MS = 4 * 60_000

/**
 * Tokens by `stable_token` in normal mode, which invalidates nothing: other instances and other
 * systems keep theirs. Callers that ask at the same time share one call.
 * @see contract B10, stable_token
 */
export function createTokens(post: Post, credentials: Credentials, clock: Clock): Tokens {
  let kept: { readonly token: string; readonly renewAtMs: number } | undefined
  let fetching: Promise<TokenAnswer> | undefined

  const fetchToken = async (): Promise<TokenAnswer> => {
    const askedAtMs = clock.nowMs()
    const secret = credentials.appSecret.reveal()
    const answer = unquoted(
      await post('/cgi-bin/stable_token', {
        grant_type: 'client_credential',
        appid: credentials.appId,
        secret,
        force_refresh: false,
      }),
      secret,
    )
    if (answer.kind !== 'answered') return answer
    const { access_token: token, expires_in: expiresInSec } = answer.body
    if (typeof token !== 'string' || token === '' || typeof expiresInSec !== 'number') {
      return { kind: 'unreadable', why: 'unexpected', status: 200 }
    }
    const lifeMs = expiresInSec * 1000
    // A short remainder must not make every call ask anew.
    const renewAtMs = askedAtMs + lifeMs - Math.min(RENEW_EARLY_MS, lifeMs / 2)
    kept = { token, renewAtMs }
    return { kind: 'token', token }
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
      if (kept?.token === token) kept = undefined
    },
  }
}
