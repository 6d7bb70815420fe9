import type {
  ChannelsFailure,
  ChannelsNotice,
  ChannelsPage,
  ChannelsDestination,
  ChannelsReply,
} from '../../shared/channels'
import type { Wechat } from '../wechat'
import type { ChannelsAccount } from './accounts'
import { ENDED, LIVE, NOTICE_CANCELLED, PREPARING, REPLAY_READY } from './broadcast'
import { failure } from './failure'
import type { NoticeView } from './accounts-data'
import type { AccountView, BroadcastView } from './state'
import { findAccount, findNotice, viewAccount } from './state'

type Fields = Readonly<Record<string, unknown>>
const BAD_ARGUMENT = 40097
const ILLEGAL_ID = 1416100
const NO_DATA = 1416104
/** The nearest one is in the answer itself, the others in otherInfos: at most this many together. */
const MAX_LISTED = 15

/** wx.getChannelsLiveInfo of the newest base library. The phone removes what an older one lacks. */
export function liveInfo(wechat: Wechat, fields: Fields): ChannelsReply<Fields> {
  const asked = askedAccount(wechat, fields['finderUserName'])
  if ('kind' in asked) return asked
  const { startTime, endTime } = fields
  if (![startTime, endTime].every((one) => one === undefined || typeof one === 'number'))
    return fail(wechat, BAD_ARGUMENT)
  const isPeriod = startTime !== undefined && endTime !== undefined
  if (isPeriod && wechat.options.channelsPeriod === 'fails') return fail(wechat, NO_DATA)
  const from = Number(startTime ?? 0)
  const to = endTime === undefined ? Infinity : Number(endTime)
  const isFiltered = startTime !== undefined || endTime !== undefined
  const { account, latest, others } = asked
  const found = [...others, latest]
    .filter(({ startAtSec }) => !isFiltered || (startAtSec >= from && startAtSec <= to))
    .slice(-MAX_LISTED)
  const newest = found.pop()
  // the error number of a period without broadcasts is undocumented; this one means "no data"
  if (newest === undefined) return fail(wechat, NO_DATA)
  return ok({
    ...wireBroadcast(wechat, newest),
    nickname: account.nickname,
    headUrl: pictureOf(wechat, account, 'feeds'),
    otherInfos: found.map((one) => wireBroadcast(wechat, one)),
  })
}

/** wx.getChannelsLiveNoticeInfo. The number of an empty answer is undocumented; the text is ours. */
export function noticeInfo(wechat: Wechat, fields: Fields): ChannelsReply<Fields> {
  const asked = askedAccount(wechat, fields['finderUserName'])
  if ('kind' in asked) return asked
  const { account, notices } = asked
  const hidesWithdrawn = wechat.options.withdrawnNotice === 'fails'
  const [nearest, ...others] = notices
    .filter(({ status }) => !(hidesWithdrawn && status === NOTICE_CANCELLED))
    .slice(0, MAX_LISTED)
  if (nearest === undefined) return { kind: 'failed', errMsg: 'no live notice' }
  return ok({
    ...wireNotice(wechat, nearest),
    nickname: account.nickname,
    // documented as the cover, reported as the avatar
    headUrl: pictureOf(wechat, account, 'feeds'),
    otherInfos: others.map((one) => wireNotice(wechat, one)),
  })
}

/**
 * The page that opens: the account's newest broadcast, or the one of `feedId`. Failures have no number, as
 * was reported for wx.openChannelsLive.
 */
export function destination(wechat: Wechat, fields: Fields): ChannelsReply<ChannelsDestination> {
  const asked = askedAccount(wechat, fields['finderUserName'])
  if ('kind' in asked) return { kind: 'failed', errMsg: '' }
  const { account, latest, others } = asked
  const { feedId } = fields
  const known = [...others, latest]
  const at = feedId === undefined ? known.length - 1 : known.findIndex((o) => o.feedId === feedId)
  const broadcast = known[at]
  if (broadcast === undefined) return { kind: 'failed', errMsg: '' }
  return ok({
    finderUserName: account.finderUserName,
    nickname: account.nickname,
    headUrl: pictureOf(wechat, account, 'feeds'),
    coverUrl: pictureOf(wechat, account, 'cover'),
    status: broadcast.status,
    replayStatus: broadcast.replayStatus,
    description: broadcast.description,
    // openChannelsLive does not open replays: if not live, it shows the end page of the last broadcast
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

/** Applies the user's choice in the reservation dialog. */
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

function askedAccount(wechat: Wechat, finderUserName: unknown): AccountView | ChannelsFailure {
  if (typeof finderUserName !== 'string' || finderUserName === '') return fail(wechat, BAD_ARGUMENT)
  const account = findAccount(wechat, finderUserName)
  if (account === undefined) return fail(wechat, ILLEGAL_ID)
  const view = viewAccount(wechat, account)
  return view.refusal === null ? view : fail(wechat, view.refusal)
}

function fail({ options }: Wechat, code: number): ChannelsFailure {
  return failure(options.channelsFailureAs, code)
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

function wireNotice(wechat: Wechat, notice: NoticeView): Fields {
  const { noticeId, status, reservable, startAtSec } = notice
  return { noticeId, status, reservable, startTime: wireStart(wechat, startAtSec) }
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
