import type { FastifyInstance } from 'fastify'
import { GROUP_ID } from '../shared/logins'
import { parseBody } from './answers'
import { SANDBOX_OPENID } from './logins'
import type { Wechat } from './wechat'

/** What a phone would do, for tests that have none: log in, and come out of a group's card. */
export function serveLoginControls(app: FastifyInstance, wechat: Wechat): void {
  /** `{openid?}` → `{code}`, as of wx.login. */
  app.post('/__sandbox/logins', (request) => {
    const openid = parseBody(request.body)?.['openid']
    return { code: wechat.logins.issueCode(typeof openid === 'string' ? openid : undefined) }
  })

  /**
   * `{openid?, data?}` → `{encryptedData, iv}`, as of wx.getShareInfo; `data` takes the place of the
   * group id, or of the watermark.
   */
  app.post('/__sandbox/encrypted', (request, reply) => {
    const { openid, data } = parseBody(request.body) ?? {}
    const encrypted = wechat.logins.encrypt(
      typeof openid === 'string' ? openid : SANDBOX_OPENID,
      typeof data === 'object' && data !== null ? { ...data } : { openGId: GROUP_ID },
    )
    if (encrypted !== null) return encrypted
    const tell = 'This person has never logged in: POST /sns/jscode2session first'
    return reply.code(409).send({ status: 409, code: 'no-session', tell })
  })
}
