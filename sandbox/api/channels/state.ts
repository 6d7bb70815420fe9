import type { ChannelsAccount } from './accounts'
import type { NoticeView } from './accounts-data'
import type { Broadcast } from './broadcast'
import {
  ENDED,
  LIVE,
  NEVER_LIVE,
  NO_REPLAY,
  NOTICE_CANCELLED,
  NOTICE_USED,
  noticeStatusAt,
  planBroadcast,
  PREPARING,
  replayStatusAt,
  statusAt,
} from './broadcast'
import type { Wechat } from '../wechat'

export interface BroadcastView {
  /** '' if the account was never live. */
  readonly feedId: string
  readonly nonceId: string
  readonly description: string
  readonly status: number
  readonly replayStatus: number
  readonly startAtSec: number
}

export interface AccountView {
  readonly account: ChannelsAccount
  readonly refusal: number | null
  readonly latest: BroadcastView
  /** In order of time. */
  readonly others: readonly BroadcastView[]
  /** In order of time. */
  readonly notices: readonly NoticeView[]
}

export function findAccount({ channels }: Wechat, finderUserName: unknown) {
  return channels.accounts.find((account) => account.finderUserName === finderUserName)
}

/** The current state of the account. */
export function viewAccount(wechat: Wechat, account: ChannelsAccount): AccountView {
  const nowMs = wechat.nowMs()
  const override = wechat.channels.overrides.get(account.finderUserName) ?? {}
  const { status, replayStatus, notices, refusal, extra } = override
  const begun = account.broadcasts.flatMap((one) => viewBroadcast(one, nowMs))
  if (extra !== undefined) begun.push(...viewBroadcast(extra, nowMs))
  const latest = begun.pop() ?? NONE
  return {
    account,
    refusal: refusal ?? account.refusal,
    latest: {
      ...latest,
      ...(status === undefined ? {} : { status }),
      ...(replayStatus === undefined ? {} : { replayStatus }),
    },
    others: begun,
    notices: notices ?? noticesByCourse(account, nowMs),
  }
}

const NONE: BroadcastView = {
  ...{ feedId: '', nonceId: '', description: '' },
  status: NEVER_LIVE,
  replayStatus: NO_REPLAY,
  startAtSec: 0,
}

function viewBroadcast(broadcast: Broadcast, nowMs: number): BroadcastView[] {
  const status = statusAt(broadcast, nowMs)
  if (status === null) return []
  const { feedId, nonceId, description, liveAtMs } = broadcast
  const replayStatus = replayStatusAt(broadcast, nowMs)
  const startAtSec = Math.floor(liveAtMs / 1000)
  return [{ feedId, nonceId, description, status, replayStatus, startAtSec }]
}

function noticesByCourse({ broadcasts }: ChannelsAccount, nowMs: number): NoticeView[] {
  return broadcasts.flatMap((broadcast) => {
    const status = noticeStatusAt(broadcast, nowMs)
    if (status === null) return []
    const { noticeId, liveAtMs } = broadcast
    const startAtSec = Math.floor(liveAtMs / 1000)
    return [{ noticeId, status, reservable: status !== NOTICE_USED, startAtSec }]
  })
}

/**
 * The broadcast that an overridden status needs if the plan has none: a live one after the last has ended,
 * or any for an account that was never live. It has ids of its own.
 */
export function extraBroadcastFor(
  wechat: Wechat,
  { account, latest }: AccountView,
  status: number,
): Broadcast | null {
  const begins = status === LIVE || status === PREPARING
  const isOver = latest.status === ENDED || latest.status === NEVER_LIVE
  const isNeeded = (begins && isOver) || (status !== NEVER_LIVE && latest.feedId === '')
  if (!isNeeded) return null
  const nowMs = wechat.nowMs()
  return planBroadcast({
    finderUserName: account.finderUserName,
    description: `${account.nickname}临时开播`,
    noticedAtMs: null,
    preparingAtMs: nowMs,
    liveAtMs: nowMs,
    endAtMs: Infinity,
    replay: null,
  })
}

/** State of a notice, which determines the content of WeChat's dialog. */
export type NoticePhase = 'open' | 'live' | 'cancelled' | 'ended' | 'expired'

export interface NoticeFound {
  readonly account: ChannelsAccount
  readonly startAtSec: number
  readonly phase: NoticePhase
}

/** WeChat does not document when a notice expires after its start; this value is ours. */
const EXPIRES_AFTER_SEC = 2 * 3600

/** Also finds notices that are no longer shown: a page may still have the id. */
export function findNotice(wechat: Wechat, noticeId: unknown): NoticeFound | null {
  const nowMs = wechat.nowMs()
  for (const account of wechat.channels.accounts) {
    const { notices, latest } = viewAccount(wechat, account)
    const notice = notices.find((one) => one.noticeId === noticeId)
    if (notice !== undefined)
      return { account, ...notice, phase: phaseOf(notice, latest.status === LIVE, nowMs) }
    const past = account.broadcasts.find((one) => one.noticeId === noticeId)
    if (past !== undefined)
      return {
        account,
        startAtSec: Math.floor(past.liveAtMs / 1000),
        phase: past.endAtMs <= nowMs ? 'ended' : 'cancelled',
      }
  }
  return null
}

function phaseOf(
  { status, startAtSec }: NoticeView,
  isAccountLive: boolean,
  nowMs: number,
): NoticePhase {
  const sinceSec = nowMs / 1000 - startAtSec
  if (status === NOTICE_CANCELLED) return 'cancelled'
  if (isAccountLive && (status === NOTICE_USED || sinceSec >= 0)) return 'live'
  if (status === NOTICE_USED) return 'ended'
  return sinceSec > EXPIRES_AFTER_SEC ? 'expired' : 'open'
}
