import type { Answer } from './answers'
import { parseBody, refuse, isSuccess } from './answers'
import { getLiveInfo } from './getliveinfo'
import type { Endpoint } from './http'
import { GETLIVEINFO_PATH } from './quota'
import type { Wechat } from './wechat'

type Fields = Readonly<Record<string, unknown>>

/** The implemented endpoints of api.weixin.qq.com. Add further ones here. */
export function endpointsOf(wechat: Wechat): Endpoint[] {
  return [
    {
      method: 'POST',
      path: '/cgi-bin/stable_token',
      answer: ({ body }) =>
        withBody(body, ({ grant_type, appid, secret, force_refresh }) =>
          wechat.account.stableToken(
            { grantType: grant_type, appid, secret },
            force_refresh === true,
          ),
        ),
    },
    {
      method: 'GET',
      path: '/cgi-bin/token',
      answer: ({ query }) =>
        wechat.account.plainToken({
          grantType: query['grant_type'],
          appid: query['appid'],
          secret: query['secret'],
        }),
    },
    {
      method: 'GET',
      path: '/sns/jscode2session',
      answer: ({ query }) =>
        wechat.logins.codeToSession({
          grantType: query['grant_type'],
          appid: query['appid'],
          secret: query['secret'],
          code: query['js_code'],
        }),
    },
    {
      method: 'POST',
      path: GETLIVEINFO_PATH,
      answer: ({ query, body }) =>
        withQuota(wechat, query['access_token'], () =>
          withBody(body, (fields) => getLiveInfo(wechat, fields)),
        ),
    },
    {
      method: 'POST',
      path: '/cgi-bin/openapi/quota/get',
      answer: ({ query, body }) =>
        wechat.account.checkToken(query['access_token']) ??
        withBody(body, ({ cgi_path }) => wechat.quota.report(cgi_path)),
    },
  ]
}

/**
 * Charges every attempt, also failed ones, unless `countFailed` is false: WeChat does not document
 * which is right. An invalid token is reported before a used-up quota.
 */
function withQuota(wechat: Wechat, token: unknown, inner: () => Answer): Answer {
  const spent = wechat.quota.charge()
  const answer =
    wechat.account.checkToken(token) ??
    (wechat.options.liveEnabled ? null : refuse(48001)) ??
    spent ??
    inner()
  if (spent === null && !wechat.options.countFailed && !isSuccess(answer)) wechat.quota.refund()
  return answer
}

function withBody(body: unknown, inner: (fields: Fields) => Answer): Answer {
  const fields = parseBody(body)
  return fields === null ? refuse(47001) : inner(fields)
}
