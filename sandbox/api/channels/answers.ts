import type {
  ChannelsNotice,
  ChannelsPage,
  ChannelsPlace,
  ChannelsReply,
} from '../../shared/channels'
import type { Wechat } from '../wechat'
import type { ChannelsAccount } from './accounts'
import { ENDED, LIVE, PREPARING, REPLAY_READY } from './broadcast'
import type { AccountView, BroadcastView } from './state'
import { findAccount, findNotice, viewAccount } from './state'

type Fields = Readonly<Record<string, unknown>>
type Failed = Extract<ChannelsReply<never>, { kind: 'failed' }>

/** As the typings word them. */
const TEXTS: Readonly<Record<number, string>> = {
  40097: '入参异常',
  100008: '视频号需要认证',
  1416100: '非法的视频号id',
  1416104: '视频号获取到的数据为空',
}
const BAD_ARGUMENT = 40097
const ILLEGAL_ID = 1416100
const NO_DATA = 1416104
/** The newest stands in the answer itself, the rest in otherInfos: this many together. */
const MOST_BROADCASTS = 15

/** wx.getChannelsLiveInfo, as of the newest base library; the phone takes away what an older one lacks. */
export function liveInfo(wechat: Wechat, fields: Fields): ChannelsReply<Fields> {
  const asked = askedAccount(wechat, fields['finderUserName'])
  if ('kind' in asked) return asked
  const { startTime, endTime } = fields
  if (![startTime, endTime].every((one) => one === undefined || typeof one === 'number'))
    return fail(wechat, BAD_ARGUMENT)
  const from = Number(startTime ?? 0)
  const to = endTime === undefined ? Infinity : Number(endTime)
  const isFiltered = startTime !== undefined || endTime !== undefined
  const { account, latest, others } = asked
  const found = [...others, latest]
    .filter(({ startAtSec }) => !isFiltered || (startAtSec >= from && startAtSec <= to))
    .slice(-MOST_BROADCASTS)
  const newest = found.pop()
  // which number a period without a broadcast gets is not documented; this one says so in words
  if (newest === undefined) return fail(wechat, NO_DATA)
  return ok({
    ...wireBroadcast(wechat, newest),
    nickname: account.nickname,
    headUrl: pictureOf(wechat, account, 'feeds'),
    otherInfos: found.map((one) => wireBroadcast(wechat, one)),
  })
}

/** wx.getChannelsLiveNoticeInfo; the words for "none" are ours, a number is not documented. */
export function noticeInfo(wechat: Wechat, fields: Fields): ChannelsReply<Fields> {
  const asked = askedAccount(wechat, fields['finderUserName'])
  if ('kind' in asked) return asked
  const { account, notice } = asked
  if (notice === null) return { kind: 'failed', errMsg: 'no live notice' }
  const { noticeId, status, reservable, startAtSec } = notice
  return ok({
    noticeId,
    status,
    reservable,
    startTime: wireStart(wechat, startAtSec),
    nickname: account.nickname,
    headUrl: pictureOf(wechat, account, 'cover'),
    otherInfos: [],
  })
}

/** Where a jump leads: to the account's newest broadcast, or to the one of `feedId`. */
export function place(wechat: Wechat, fields: Fields): ChannelsReply<ChannelsPlace> {
  const asked = askedAccount(wechat, fields['finderUserName'])
  if ('kind' in asked) return asked
  const { account, latest, others } = asked
  const { feedId } = fields
  const known = [...others, latest]
  const at = feedId === undefined ? known.length - 1 : known.findIndex((o) => o.feedId === feedId)
  const broadcast = known[at]
  if (broadcast === undefined) return fail(wechat, NO_DATA)
  return ok({
    finderUserName: account.finderUserName,
    nickname: account.nickname,
    headUrl: pictureOf(wechat, account, 'feeds'),
    coverUrl: pictureOf(wechat, account, 'cover'),
    status: broadcast.status,
    replayStatus: broadcast.replayStatus,
    description: broadcast.description,
    // openChannelsLive knows no replay page: not live → end page of the last broadcast
    leadsTo: leadsTo(broadcast, known[at - 1], feedId !== undefined),
  })
}

function leadsTo(
  broadcast: BroadcastView,
  before: BroadcastView | undefined,
  mayReplay: boolean,
): ChannelsPage {
  const page = (kind: ChannelsPage['kind'], { feedId, description }: BroadcastView) => ({
    ...{ kind, feedId, description },
  })
  const { status, replayStatus } = broadcast
  if (status === LIVE) return page('room', broadcast)
  if (status === PREPARING)
    return page('end', before ?? { ...broadcast, feedId: '', description: '' })
  const hasReplay = mayReplay && status === ENDED && replayStatus === REPLAY_READY
  return page(hasReplay ? 'replay' : 'end', broadcast)
}

export function noticeToReserve(wechat: Wechat, fields: Fields): ChannelsReply<ChannelsNotice> {
  const { noticeId } = fields
  const found = findNotice(wechat, noticeId)
  if (found === null || typeof noticeId !== 'string')
    return { kind: 'failed', errMsg: 'invalid noticeId' }
  const { account, startAtSec, phase } = found
  return ok({
    ...{ startAtSec, phase },
    finderUserName: account.finderUserName,
    nickname: account.nickname,
    headUrl: pictureOf(wechat, account, 'feeds'),
    reserved: wechat.channels.reserved.has(noticeId),
    delayMs: wechat.options.noticeDialogMs,
  })
}

/** What the shopper chose in the dialog. */
export function reserve(wechat: Wechat, fields: Fields): ChannelsReply<ChannelsNotice> {
  const reply = noticeToReserve(wechat, fields)
  if (reply.kind === 'ok' && reply.result.phase === 'open') {
    const { reserved } = wechat.channels
    if (fields['reserved'] === true) reserved.add(String(fields['noticeId']))
    else reserved.delete(String(fields['noticeId']))
  }
  return noticeToReserve(wechat, fields)
}

export function pictureOf(
  { baseUrl }: Wechat,
  { finderUserName }: ChannelsAccount,
  kind: 'cover' | 'feeds',
): string {
  return `${baseUrl}/pictures/channels/${finderUserName}/${kind}.svg`
}

function askedAccount(wechat: Wechat, finderUserName: unknown): AccountView | Failed {
  if (typeof finderUserName !== 'string' || finderUserName === '') return fail(wechat, BAD_ARGUMENT)
  const account = findAccount(wechat, finderUserName)
  if (account === undefined) return fail(wechat, ILLEGAL_ID)
  const view = viewAccount(wechat, account)
  return view.refusal === null ? view : fail(wechat, view.refusal)
}

/** How a failure carries its number is not documented: in errMsg, and, unless told otherwise, beside it. */
function fail({ options }: Wechat, errCode: number): Failed {
  const errMsg = `${errCode} ${TEXTS[errCode] ?? 'error'}`
  return { kind: 'failed', errMsg, ...(options.channelsErrCode ? { errCode } : {}) }
}

function ok<T>(result: T): ChannelsReply<T> {
  return { kind: 'ok', result }
}

function wireBroadcast({ options }: Wechat, broadcast: BroadcastView): Fields {
  const { feedId, nonceId, description, status, replayStatus } = broadcast
  return {
    ...{ feedId, nonceId, description, status },
    replayStatus: options.replayStatusAs === 'text' ? String(replayStatus) : replayStatus,
  }
}

function wireStart({ options }: Wechat, startAtSec: number): string {
  switch (options.noticeStartTime) {
    case 'seconds':
      return String(startAtSec)
    case 'milliseconds':
      return String(startAtSec * 1000)
    case 'words':
      return new Date(startAtSec * 1000).toUTCString()
  }
}
