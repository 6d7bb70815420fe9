import { randomBytes } from 'node:crypto'
import type { Answer } from './answers'
import { refuse } from './answers'
import { shanghaiDay } from './catalogue/shanghai'
import type { SandboxOptions } from './options'

/** The only account of the sandbox. The secret is not a real one. */
export const SANDBOX_ACCOUNT = {
  appid: 'wx0000000000000001',
  secret: 'sandbox-secret-not-a-secret',
} as const

export const TOKEN_LIFE_MS = 7_200_000
/** A token is renewed this long before it expires; the old one stays valid until then (contract B10). */
export const TOKEN_OVERLAP_MS = 300_000
const FORCED_PER_DAY = 20
const FORCED_INTERVAL_MS = 30_000

interface Token {
  readonly text: string
  readonly kind: 'stable' | 'plain'
  readonly expiresAtMs: number
  /** When a later token replaces this one. */
  replacedAtMs: number | null
}

export interface Credentials {
  readonly grantType: unknown
  readonly appid: unknown
  readonly secret: unknown
}

export interface Account {
  /** `POST /cgi-bin/stable_token` */
  stableToken(asked: Credentials, forceRefresh: boolean): Answer
  /** `GET /cgi-bin/token`: a separate credential, independent of the stable one. */
  plainToken(asked: Credentials): Answer
  /** Null if the token is valid, otherwise the error answer. */
  checkToken(token: unknown): Answer | null
}

/** @see wechat-live-contract B10 */
export function openAccount(nowMs: () => number, options: () => SandboxOptions): Account {
  const tokens = new Map<string, Token>()
  let stable: Token | null = null
  let plain: Token | null = null
  let forced = { day: '', count: 0, lastMs: Number.NEGATIVE_INFINITY }

  const issue = (kind: Token['kind']): Token => {
    const token: Token = {
      // The usual length of WeChat's tokens. Clients must store up to 512 characters.
      text: `99_${randomBytes(100).toString('base64url')}`,
      kind,
      expiresAtMs: nowMs() + TOKEN_LIFE_MS,
      replacedAtMs: null,
    }
    for (const old of tokens.values())
      if (old.expiresAtMs < nowMs() - TOKEN_LIFE_MS) tokens.delete(old.text)
    tokens.set(token.text, token)
    return token
  }

  const tokenAnswer = (token: Token): Answer => ({
    access_token: token.text,
    expires_in: Math.floor((token.expiresAtMs - nowMs()) / 1000),
  })

  const checkCredentials = ({ grantType, appid, secret }: Credentials): Answer | null => {
    if (isMissing(appid)) return refuse(41002)
    if (isMissing(secret)) return refuse(41004)
    if (grantType !== 'client_credential') return refuse(40002)
    if (appid !== SANDBOX_ACCOUNT.appid) return refuse(40013)
    if (secret !== SANDBOX_ACCOUNT.secret) return refuse(40125)
    if (options().secretFrozen) return refuse(40243)
    return options().ipAllowed ? null : refuse(40164)
  }

  /** At most 20 a day, 30 s apart. The error codes beyond these limits are unconfirmed (contract E). */
  const checkForced = (): Answer | null => {
    const day = shanghaiDay(nowMs())
    if (forced.day === day && forced.count >= FORCED_PER_DAY) return refuse(45009)
    if (nowMs() - forced.lastMs < FORCED_INTERVAL_MS) return refuse(45011)
    forced = { day, count: forced.day === day ? forced.count + 1 : 1, lastMs: nowMs() }
    return null
  }

  return {
    stableToken: (asked, forceRefresh) => {
      const refusal = checkCredentials(asked) ?? (forceRefresh ? checkForced() : null)
      if (refusal !== null) return refusal
      if (forceRefresh) {
        for (const token of tokens.values())
          if (token.kind === 'stable') token.replacedAtMs ??= nowMs()
        stable = issue('stable')
      } else if (stable === null || nowMs() >= stable.expiresAtMs - TOKEN_OVERLAP_MS) {
        stable = issue('stable')
      }
      return tokenAnswer(stable)
    },

    plainToken: (asked) => {
      const refusal = checkCredentials(asked)
      if (refusal !== null) return refusal
      if (plain !== null) plain.replacedAtMs = nowMs() + TOKEN_OVERLAP_MS
      plain = issue('plain')
      return tokenAnswer(plain)
    },

    checkToken: (text) => {
      if (isMissing(text)) return refuse(41001)
      const token = typeof text === 'string' ? tokens.get(text) : undefined
      if (token === undefined) return refuse(40001)
      if (token.replacedAtMs !== null && token.replacedAtMs <= nowMs()) return refuse(40001)
      return token.expiresAtMs <= nowMs() ? refuse(42001) : null
    },
  }
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}
