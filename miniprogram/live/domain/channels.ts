import { isRecord } from './json'
import type { FinderUserName } from './room-id'

/**
 * WeChat's data of a Channels account: the latest broadcast, older ones, and notices of the next.
 * States are never merged. An undocumented state is "unknown".
 * @see wx.getChannelsLiveInfo; wx.getChannelsLiveNoticeInfo; wechat-live-contract C2
 */
export interface ChannelsLive {
  readonly finderUserName: FinderUserName
  readonly nickname: string
  /** The avatar. WeChat sends no cover. */
  readonly headUrl: string
  /** The picture from config.ts; '' for none. */
  readonly coverUrl: string
  readonly latest: Broadcast
  /** At most 15. Empty below base library 2.29.0. */
  readonly others: readonly Broadcast[]
  /** At most 15, in time order. Below base library 2.24.6 only the first. */
  readonly notices: readonly Notice[]
}

export interface Broadcast {
  /** '' for an account that was never live. */
  readonly feedId: string
  readonly nonceId: string
  /** The topic of the broadcast; '' if the host wrote none. */
  readonly description: string
  readonly status: BroadcastStatus
  readonly replay: ReplayStatus
}

export type BroadcastStatus = (typeof STATUSES)[number]
export type ReplayStatus = (typeof REPLAYS)[keyof typeof REPLAYS] | 'unknown'

const STATUSES = ['unknown', 'never', 'live', 'ended', 'preparing'] as const
/** WeChat's documents disagree: one page has strings, another numbers. Both are read. */
const REPLAYS = { 0: 'none', 1: 'ready', 3: 'generating', 6: 'expired' } as const

export interface Notice {
  readonly noticeId: string
  readonly state: NoticeState
  readonly reservable: boolean
  /** null: the format is not documented. */
  readonly startAtSec: number | null
}

export type NoticeState = (typeof NOTICE_STATES)[number] | 'unknown'

const NOTICE_STATES = ['usable', 'cancelled', 'used'] as const

/** @returns null if `info` is not an object */
export function parseChannels(
  finderUserName: FinderUserName,
  info: unknown,
  notice: unknown,
  coverUrl = '',
): ChannelsLive | null {
  if (!isRecord(info)) return null
  const others = info['otherInfos']
  return {
    finderUserName,
    nickname: textOrEmpty(info['nickname']),
    headUrl: textOrEmpty(info['headUrl']),
    coverUrl,
    latest: parseBroadcast(info),
    others: Array.isArray(others) ? others.filter(isRecord).map(parseBroadcast) : [],
    notices: parseNotices(notice),
  }
}

type Raw = Readonly<Record<string, unknown>>

function parseBroadcast(raw: Raw): Broadcast {
  return {
    feedId: textOrEmpty(raw['feedId']),
    nonceId: textOrEmpty(raw['nonceId']),
    description: textOrEmpty(raw['description']),
    status: STATUSES[numberOf(raw['status'])] ?? 'unknown',
    replay: parseReplayStatus(raw['replayStatus']),
  }
}

function parseReplayStatus(raw: unknown): ReplayStatus {
  const known: Readonly<Record<string, ReplayStatus>> = REPLAYS
  // below base library 2.29.0 the field is absent
  return known[numberOf(raw)] ?? 'unknown'
}

/** The next notice is the answer itself; later ones are in its `otherInfos`. */
function parseNotices(raw: unknown): readonly Notice[] {
  if (!isRecord(raw)) return []
  const others = raw['otherInfos']
  const all: readonly unknown[] = Array.isArray(others)
    ? [raw, ...(others as readonly unknown[])]
    : [raw]
  return all.map(parseNotice).filter((notice) => notice !== null)
}

function parseNotice(raw: unknown): Notice | null {
  const noticeId = isRecord(raw) ? textOrEmpty(raw['noticeId']) : ''
  return !isRecord(raw) || noticeId === ''
    ? null
    : {
        noticeId,
        state: NOTICE_STATES[numberOf(raw['status'])] ?? 'unknown',
        reservable: raw['reservable'] === true,
        startAtSec: parseStartSec(raw['startTime']),
      }
}

/** The document says "string" and has no example: Unix seconds and milliseconds are both read. */
function parseStartSec(raw: unknown): number | null {
  const digits = digitsOf(raw)
  if (digits.length === 10) return Number(digits)
  return digits.length === 13 ? Math.floor(Number(digits) / 1000) : null
}

/** NaN for anything that is not a whole number. A missing value must not become 0 ("usable"). */
function numberOf(raw: unknown): number {
  const digits = digitsOf(raw)
  return digits === '' ? NaN : Number(digits)
}

function digitsOf(raw: unknown): string {
  const isPlain = typeof raw === 'number' || typeof raw === 'string'
  return isPlain && /^\d+$/.test(String(raw)) ? String(raw) : ''
}

function textOrEmpty(raw: unknown): string {
  return typeof raw === 'string' ? raw : ''
}

/** The phase that the account's card shows. */
export type ChannelsPhase =
  | 'live'
  /** The host is about to start. */
  | 'preparing'
  /** A notice of the next broadcast is valid. */
  | 'announced'
  | 'cancelled'
  | 'ended'
  | 'never'
  | 'unknown'

/** A notice is ignored when its start is longer ago than this (our own limit). */
const NOTICE_VALID_AFTER_START_SEC = 6 * 3600

export function phaseOf(live: ChannelsLive, nowMs: number): ChannelsPhase {
  const { latest, notices } = live
  const { status } = latest
  if (status === 'live' || status === 'preparing') return status
  if (nextNotice(live, nowMs) !== null) return 'announced'
  return status === 'never' && notices[0]?.state === 'cancelled' ? 'cancelled' : status
}

/**
 * The notice of the next broadcast: the first that is neither cancelled nor over. A used notice
 * belongs to the broadcast in preparation. null: no broadcast is announced.
 */
export function nextNotice({ latest, notices }: ChannelsLive, nowMs: number): Notice | null {
  const isPreparing = latest.status === 'preparing'
  const next = notices.find(({ state, startAtSec }) => {
    const isDue = nowMs / 1000 < (startAtSec ?? Infinity) + NOTICE_VALID_AFTER_START_SEC
    return isDue && (state === 'usable' || (isPreparing && state === 'used'))
  })
  return next ?? null
}

/** The broadcasts with a replay, newest first. */
export function replaysOf({ latest, others }: ChannelsLive): readonly Broadcast[] {
  // WeChat lists the others oldest first
  return [latest, ...[...others].reverse()].filter(({ replay }) => replay === 'ready')
}

/** The notice that the shopper can reserve now. null: there is none. */
export function noticeToReserve(live: ChannelsLive, nowMs: number): Notice | null {
  const phase = phaseOf(live, nowMs)
  const notice = phase === 'announced' || phase === 'preparing' ? nextNotice(live, nowMs) : null
  return notice?.state === 'usable' && notice.reservable ? notice : null
}

/**
 * The result of WeChat's reservation dialog, or the reason why it was not shown.
 * @see wx.reserveChannelsLive, state
 */
export type ReserveOutcome = (typeof OUTCOMES)[number] | 'unknown'

const OUTCOMES = [
  'live-refused',
  'live-entered',
  'notice-cancelled',
  'live-ended',
  'not-reserved',
  'reserved',
  'unreserved',
  'kept',
  'cancelled-before',
  'expired',
] as const

export function parseReserveOutcome(state: unknown): ReserveOutcome {
  return OUTCOMES[numberOf(state) - 1] ?? 'unknown'
}

/** Whether WeChat will send a reminder. null: the outcome does not change it. */
export function isReserved(outcome: ReserveOutcome): boolean | null {
  switch (outcome) {
    case 'reserved':
    case 'kept':
      return true
    case 'unreserved':
    case 'not-reserved':
    case 'notice-cancelled':
    case 'cancelled-before':
    case 'expired':
    case 'live-ended':
      return false
    case 'live-refused':
    case 'live-entered':
    case 'unknown':
      return null
  }
}
