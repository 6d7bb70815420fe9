import { createCipheriv, randomBytes } from 'node:crypto'
import { PHONE_CODE } from '../shared/logins'
import type { Credentials } from './account'
import { SANDBOX_ACCOUNT } from './account'
import type { Answer } from './answers'
import { refuse } from './answers'

const CODE_LIFE_MS = 5 * 60_000

/** wx.login, code2Session, and what WeChat encrypts with the session key. */
export interface Logins {
  /** A code as from wx.login: valid once, for 5 minutes. */
  issueCode(openid?: string): string
  /** `GET /sns/jscode2session` */
  codeToSession(asked: Credentials & { readonly code: unknown }): Answer
  /**
   * The encrypted data of wx.getShareInfo, with the latest session key of this openid. Null if it has
   * never logged in.
   */
  encrypt(
    openid: string,
    data: Readonly<Record<string, unknown>>,
  ): { encryptedData: string; iv: string } | null
}

export const SANDBOX_OPENID = 'oSandboxShopper0000000000001'

export function openLogins(nowMs: () => number): Logins {
  const codes = new Map<string, { openid: string; issuedAtMs: number; used: boolean }>()
  const keys = new Map<string, Buffer>()

  const openidOf = (code: unknown): string | Answer => {
    if (code === PHONE_CODE) return SANDBOX_OPENID
    const issued = typeof code === 'string' ? codes.get(code) : undefined
    if (issued === undefined || nowMs() - issued.issuedAtMs > CODE_LIFE_MS) return refuse(40029)
    if (issued.used) return refuse(40163)
    issued.used = true
    return issued.openid
  }

  return {
    issueCode: (openid = SANDBOX_OPENID) => {
      const code = `0${randomBytes(15).toString('hex')}`
      codes.set(code, { openid, issuedAtMs: nowMs(), used: false })
      return code
    },

    codeToSession: ({ appid, secret, grantType, code }) => {
      if (appid !== SANDBOX_ACCOUNT.appid) return refuse(40013)
      if (secret !== SANDBOX_ACCOUNT.secret) return refuse(40125)
      if (grantType !== 'authorization_code') return refuse(40002)
      const openid = openidOf(code)
      if (typeof openid !== 'string') return openid
      // Each login creates a new key. Data encrypted with the old key is no longer readable.
      const key = randomBytes(16)
      keys.set(openid, key)
      return { openid, session_key: key.toString('base64') }
    },

    encrypt: (openid, data) => {
      const key = keys.get(openid)
      if (key === undefined) return null
      const iv = randomBytes(16)
      const cipher = createCipheriv('aes-128-cbc', key, iv)
      const watermark = { timestamp: Math.floor(nowMs() / 1000), appid: SANDBOX_ACCOUNT.appid }
      const text = JSON.stringify({ watermark, ...data })
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return { encryptedData: encrypted.toString('base64'), iv: iv.toString('base64') }
    },
  }
}
