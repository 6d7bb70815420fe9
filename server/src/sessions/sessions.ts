import type { Clock } from '../clock'
import type { Log } from '../log'
import { adviceFor, codeOf } from '../wechat/advice'
import type { Login } from '../wechat/login'
import { readGroupId, type GroupData } from './group-data'
import { nameOf, newToken, seal, unseal } from './seal'
import type { SessionStore } from './session-store'

export type OpenedSession =
  | { readonly kind: 'opened'; readonly token: string; readonly expiresAtMs: number }
  | { readonly kind: 'login-refused' }
  | { readonly kind: 'wechat-unavailable' }
  /** The storage does not answer. WeChat has consumed the code, so the phone needs a new one. */
  | { readonly kind: 'sessions-unavailable' }

export type GroupEntry =
  | { readonly kind: 'group'; readonly groupId: string }
  | { readonly kind: 'session-expired' }
  /** Also if the phone has logged in again since, because WeChat then uses another key. */
  | { readonly kind: 'undecipherable' }
  | { readonly kind: 'sessions-unavailable' }

/** Sessions of phones. WeChat's session key is never sent to a client. */
export interface Sessions {
  /** @param code of wx.login; valid once, for 5 minutes */
  open(code: string): Promise<OpenedSession>
  groupOf(token: string, data: GroupData): Promise<GroupEntry>
}

export interface SessionsParts {
  readonly login: Login
  readonly store: SessionStore
  readonly clock: Clock
  readonly log: Log
  readonly appId: string
  readonly lifeMs: number
}

export function createSessions(parts: SessionsParts): Sessions {
  const { login, store, clock, log, appId, lifeMs } = parts
  const unavailable = (error: unknown): { readonly kind: 'sessions-unavailable' } => {
    const why = error instanceof Error ? error.message : String(error)
    log.warn({ event: 'sessions.unavailable', why }, 'The session storage does not answer')
    return { kind: 'sessions-unavailable' }
  }
  return {
    open: async (code) => {
      const answer = await login(code)
      switch (answer.kind) {
        case 'session': {
          const token = newToken()
          const nowMs = clock.nowMs()
          const expiresAtMs = nowMs + lifeMs
          try {
            await store.put(seal(token, answer.sessionKey.reveal()), expiresAtMs, nowMs)
          } catch (error) {
            return unavailable(error)
          }
          return { kind: 'opened', token, expiresAtMs }
        }
        case 'bad-code':
        case 'blocked':
          return { kind: 'login-refused' }
        case 'busy':
          return { kind: 'wechat-unavailable' }
        case 'refused':
        case 'unreachable':
        case 'unreadable': {
          const { meaning, whatToDo } = adviceFor(answer)
          const details =
            answer.kind === 'refused' ? { errmsg: answer.errmsg, rid: answer.rid } : {}
          log.warn(
            { event: 'login.failed', code: codeOf(answer), meaning, whatToDo, ...details },
            meaning,
          )
          return { kind: 'wechat-unavailable' }
        }
      }
    },
    groupOf: async (token, data) => {
      let sealed: Buffer | undefined
      try {
        sealed = await store.get(nameOf(token), clock.nowMs())
      } catch (error) {
        return unavailable(error)
      }
      const sessionKey = sealed === undefined ? undefined : unseal(token, sealed)
      if (sessionKey === undefined) return { kind: 'session-expired' }
      const groupId = readGroupId(data, sessionKey, appId)
      return groupId === undefined ? { kind: 'undecipherable' } : { kind: 'group', groupId }
    },
  }
}
