import type { FastifyInstance } from 'fastify'
import { GROUP_ID } from '../shared/logins'
import { parseBody } from './answers'
import { SANDBOX_OPENID } from './logins'
import type { Wechat } from './wechat'

/** Logins and group cards for tests that run without a phone. */
export function serveLoginControls(app: FastifyInstance, wechat: Wechat): void {
  /** `{openid?}` → `{code}`, as from wx.login. */
  app.post('/__sandbox/logins', (request) => {
    const openid = parseBody(request.body)?.['openid']
    return { code: wechat.logins.issueCode(typeof openid === 'string' ? openid : undefined) }
  })

  /**
   * `{openid?, data?}` → `{encryptedData, iv}`, as from wx.getShareInfo. `data` replaces the group id or
   * the watermark. 409 before the first login of this openid.
   */
  app.post('/__sandbox/encrypted', (request, reply) => {
    const { openid, data } = parseBody(request.body) ?? {}
    const person = typeof openid === 'string' ? openid : SANDBOX_OPENID
    const encrypted = wechat.logins.encrypt(
      person,
      typeof data === 'object' && data !== null ? { ...data } : { openGId: GROUP_ID },
    )
    if (encrypted !== null) return encrypted
    const tell = `Nobody has logged in as ${person} yet: call GET /sns/jscode2session first`
    return reply.code(409).send({ status: 409, code: 'no-session', tell })
  })
}
