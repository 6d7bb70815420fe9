import type { FastifyInstance } from 'fastify'
import type { ChannelsReply } from '../../shared/channels'
import { parseBody } from '../answers'
import type { Wechat } from '../wechat'
import type { ChannelsAccount } from './accounts'
import { liveInfo, noticeInfo, noticeToReserve, pictureOf, destination, reserve } from './answers'
import { parseOverride } from './override'
import { findAccount, viewAccount } from './state'

const PATH = '/__sandbox/channels'

type Answer = (wechat: Wechat, fields: Readonly<Record<string, unknown>>) => ChannelsReply<unknown>

/** The requests of WeChat's client. The real protocol is unknown; this one is ours. */
const PHONE: Readonly<Record<string, Answer>> = {
  'live-info': liveInfo,
  'notice-info': noticeInfo,
  notice: noticeToReserve,
  reserve,
  place: destination,
}

export function serveChannels(app: FastifyInstance, wechat: Wechat): void {
  app.get(PATH, () => ({
    accounts: wechat.channels.accounts.map((account) => accountView(wechat, account)),
  }))
  app.get<{ Params: { name: string } }>(`${PATH}/:name`, (request, reply) => {
    const account = findAccount(wechat, request.params.name)
    if (account === undefined) return reply.code(404).send(noSuchAccount(request.params.name))
    return accountView(wechat, account)
  })
  app.put<{ Params: { name: string } }>(`${PATH}/:name`, (request, reply) => {
    const account = findAccount(wechat, request.params.name)
    if (account === undefined) return reply.code(404).send(noSuchAccount(request.params.name))
    const parsed = parseOverride(wechat, account, request.body)
    if (parsed.kind === 'bad') {
      const { field, tell } = parsed
      return reply.code(400).send({ status: 400, code: 'bad-request', field, tell })
    }
    if (parsed.override === null) wechat.channels.overrides.delete(account.finderUserName)
    else wechat.channels.overrides.set(account.finderUserName, parsed.override)
    return accountView(wechat, account)
  })
  for (const [name, answer] of Object.entries(PHONE))
    app.post(`/__sandbox/phone/channels/${name}`, (request) =>
      answer(wechat, parseBody(request.body) ?? {}),
    )
}

/** The actual state, without the deviations that options apply to answers. */
function accountView(wechat: Wechat, account: ChannelsAccount): Record<string, unknown> {
  const { refusal, latest, others, notices } = viewAccount(wechat, account)
  const [notice = null, ...otherNotices] = notices.map((one) => ({
    ...one,
    reserved: wechat.channels.reserved.has(one.noticeId),
  }))
  return {
    finderUserName: account.finderUserName,
    nickname: account.nickname,
    headUrl: pictureOf(wechat, account, 'feeds'),
    coverUrl: pictureOf(wechat, account, 'cover'),
    refusal,
    latest,
    others,
    notice,
    otherNotices,
  }
}

const noSuchAccount = (name: string) => ({
  ...{ status: 404, code: 'account-not-found', tell: `There is no Channels account ${name}` },
})
