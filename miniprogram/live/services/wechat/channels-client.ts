import { parseChannels } from '../../domain/channels'
import type { ChannelsLive } from '../../domain/channels'
import { isRecord } from '../../domain/json'
import type { LiveStatus } from '../../domain/live-status-code'
import { isFinderUserName } from '../../domain/room-id'
import type { FinderUserName, RoomId } from '../../domain/room-id'
import { text } from '../../domain/text'
import type { UserMessage } from '../../domain/text'
import { parseWxFailure } from '../../domain/wx-failure'
import type { ShareParams } from './share-params'
import type { RequestStatus } from './status-source'
import { channelsAccounts, coverOf } from './channels-accounts'
import { systemClock } from '../phone/clock'
import { hasBaseLibrary, hasCall } from '../phone/platform'
import { readStored, removeStored, writeStored } from '../phone/storage'

/**
 * WeChat's calls about Channels accounts, behind types of our own, and what they last said. Not for
 * pages: a status is asked for by `live/services/live-status/poller`, once a minute for all of them.
 * @see open-ability/channels-live; wechat-live-contract C2
 */

/** The base library that has known Channels accounts first. */
const CHANNELS_SINCE = '2.15.0'
/** The one that has known their notices first. */
const NOTICES_SINCE = '2.19.0'

/** The account's subject is not the app's nor related to it, or the account is not certified. */
const SUBJECT_MISMATCH = 100008

/** Only the merchant can change that WeChat refuses the account. */
export type RefusalReason = 'subject' | 'id'

/** 40097 is a bad argument and 1416100 an illegal id; the id is all that the calls are given. */
const NEEDS_MERCHANT: Readonly<Record<string, RefusalReason>> = {
  100008: 'subject',
  40097: 'id',
  1416100: 'id',
}

/** For the console, by WeChat's number. */
const ADVICE: Readonly<Record<string, string>> = {
  100008:
    'the Channels account and the mini-program have different subjects, or the account is not certified. ' +
    'Shoppers do not see it. Bind both to one Open Platform account; docs/choosing.md tells how.',
  40097: 'WeChat does not accept this id. Copy it anew from the Channels assistant.',
  1416100: 'WeChat has no Channels account of this id. Copy it anew from the Channels assistant.',
  '-14': 'WeChat DevTools does not answer calls about Channels accounts. Use a phone.',
}

/** What WeChat has said of an account is not kept from the shopper for a notice that hangs. */
const NOTICE_WAIT_MS = 5_000

interface KnownChannels {
  readonly live: ChannelsLive
  readonly atMs: number
}

const known = new Map<FinderUserName, KnownChannels>()
const refusals = new Map<FinderUserName, number | null>()
const answeredTimes = new Map<FinderUserName, number>()
const answerListeners = new Set<(of: FinderUserName) => void>()

type ChannelsCall = 'getChannelsLiveInfo' | 'openChannelsLive' | 'reserveChannelsLive'

/** Why this client cannot make a call that its kind of room needs; null: it can. */
export function channelsUnavailableMessage(call: ChannelsCall): UserMessage | null {
  const since = call === 'reserveChannelsLive' ? NOTICES_SINCE : CHANNELS_SINCE
  if (!hasBaseLibrary(since)) return text.channels.tooOld
  return hasCall(call) ? null : text.channels.notHere
}

/** A source of the one poller. null: this client does not show Channels accounts. */
export function connectChannels(): Promise<RequestStatus | null> {
  return Promise.resolve(
    channelsUnavailableMessage('getChannelsLiveInfo') === null ? requestChannels : null,
  )
}

function requestChannels(roomId: RoomId): Promise<LiveStatus> {
  if (!isFinderUserName(roomId)) return Promise.reject(new Error('no Channels account'))
  return requestInfo(roomId)
    .then((info) => requestNotice(roomId, info).then((notice) => storeAnswer(roomId, info, notice)))
    .then(
      (live): LiveStatus => {
        notifyAnswered(roomId)
        return { kind: 'channels', live }
      },
      (cause: unknown) => {
        recordRefusal(roomId, cause)
        throw cause
      },
    )
}

function requestInfo(finderUserName: FinderUserName): Promise<unknown> {
  return new Promise((success, fail) => {
    if (hasBaseLibrary('2.15.0')) wx.getChannelsLiveInfo({ finderUserName, success, fail })
    else fail(new Error('too old'))
  })
}

/** null: nothing is announced, or WeChat is too old to say. While it is live the next can wait. */
function requestNotice(finderUserName: FinderUserName, info: unknown): Promise<unknown> {
  const isLive = isRecord(info) && info['status'] === 2
  return new Promise((resolve) => {
    if (isLive || !hasBaseLibrary('2.19.0') || !hasCall('getChannelsLiveNoticeInfo')) {
      resolve(null)
      return
    }
    const end = (notice: unknown) => {
      systemClock.clearTimeout(timer)
      resolve(notice)
    }
    const endWithout = () => end(null)
    const timer = systemClock.setTimeout(endWithout, NOTICE_WAIT_MS)
    wx.getChannelsLiveNoticeInfo({ finderUserName, success: end, fail: endWithout })
  })
}

function recordRefusal(finderUserName: FinderUserName, cause: unknown): void {
  const { code } = parseWxFailure(cause)
  const isChanged = refusals.get(finderUserName) !== code
  refusals.set(finderUserName, code)
  // neither the next failure nor the next start may show it again
  if (isRefused(finderUserName)) removeAnswer(finderUserName)
  notifyAnswered(finderUserName)
  const advice = code === null ? undefined : ADVICE[String(code)]
  if (isChanged && advice !== undefined && isMerchantAccount(finderUserName, code))
    console.warn(`${finderUserName} (${String(code)}): ${advice}`)
}

/** An id that WeChat does not know and only a link names is not the merchant's to mend. */
function isMerchantAccount(finderUserName: FinderUserName, code: number | null): boolean {
  return code === SUBJECT_MISMATCH || channelsAccounts().some((one) => one === finderUserName)
}

/** A call about the account failed outside the poller. Only a refusal for good counts. */
export function recordFailure(finderUserName: FinderUserName, cause: unknown): void {
  if (parseWxFailure(cause).code === SUBJECT_MISMATCH) recordRefusal(finderUserName, cause)
}

/** What WeChat last said of it, on an earlier visit too; null: nothing, or it does not any more. */
export function knownChannels(finderUserName: FinderUserName): KnownChannels | null {
  if (isRefused(finderUserName)) return null
  const now = known.get(finderUserName)
  if (now !== undefined) return now
  const stored = readStored(keyOf(finderUserName), (json) => parseStored(finderUserName, json))
  if (stored !== null) known.set(finderUserName, stored)
  return stored
}

/** Refused for good: a card of it would lead nowhere. */
export function isRefused(finderUserName: FinderUserName): boolean {
  return refusalReasonOf(finderUserName) !== null
}

function refusalReasonOf(finderUserName: FinderUserName): RefusalReason | null {
  const code = refusals.get(finderUserName) ?? null
  return code === null ? null : (NEEDS_MERCHANT[String(code)] ?? null)
}

/** WeChat's last word on it was no: there may be nothing to wait for. */
export function wasRefused(finderUserName: FinderUserName): boolean {
  return refusals.has(finderUserName)
}

export interface Refusal {
  readonly finderUserName: FinderUserName
  readonly reason: RefusalReason
  readonly code: number
}

/** The accounts that only the merchant can mend. */
export function refusedAccounts(): readonly Refusal[] {
  const refused: Refusal[] = []
  refusals.forEach((code, finderUserName) => {
    const reason = refusalReasonOf(finderUserName)
    if (code !== null && reason !== null && isMerchantAccount(finderUserName, code))
      refused.push({ finderUserName, reason, code })
  })
  return refused
}

/** When WeChat last answered about it, or refused; -Infinity: never. While it is asked that is old. */
export function answeredAtMs(finderUserName: FinderUserName): number {
  return answeredTimes.get(finderUserName) ?? knownChannels(finderUserName)?.atMs ?? -Infinity
}

/** @param heard is told each account that WeChat has answered about, or refused. */
export function onChannelsAnswered(heard: (of: FinderUserName) => void): () => void {
  answerListeners.add(heard)
  return () => void answerListeners.delete(heard)
}

function notifyAnswered(of: FinderUserName): void {
  answeredTimes.set(of, Date.now())
  answerListeners.forEach((heard) => heard(of))
}

function storeAnswer(finderUserName: FinderUserName, info: unknown, notice: unknown): ChannelsLive {
  const live = parseChannels(finderUserName, info, notice, coverOf(finderUserName))
  if (live === null) throw new Error('not as documented')
  const atMs = Date.now()
  known.set(finderUserName, { live, atMs })
  refusals.delete(finderUserName)
  writeStored(keyOf(finderUserName), { info, notice, atMs })
  return live
}

function removeAnswer(finderUserName: FinderUserName): void {
  known.delete(finderUserName)
  removeStored(keyOf(finderUserName))
}

function parseStored(finderUserName: FinderUserName, json: unknown): KnownChannels | null {
  if (!isRecord(json)) return null
  const { info, notice, atMs } = json
  const live = parseChannels(finderUserName, info, notice, coverOf(finderUserName))
  return live === null || typeof atMs !== 'number' ? null : { live, atMs }
}

function keyOf(finderUserName: FinderUserName): string {
  return 'channels:' + finderUserName
}

/** Entries that may carry who shared. @see wx.getChannelsShareKey */
const SHARE_SCENES = [1177, 1184, 1195, 1208]

export function mayAskShareKey(scene: number): boolean {
  return SHARE_SCENES.some((one) => one === scene)
}

/** null: nobody shared, or WeChat, or the shopper, would not say. */
export function getShareKey(): Promise<ShareParams | null> {
  return new Promise((resolve) => {
    const fail = () => resolve(null)
    const success = (result: unknown) => resolve(shareParams(result))
    if (hasBaseLibrary('2.22.1') && hasCall('getChannelsShareKey'))
      wx.getChannelsShareKey({ success, fail })
    else fail()
  })
}

function shareParams(raw: unknown): ShareParams | null {
  if (!isRecord(raw)) return null
  const { sharerOpenId, promoter } = raw
  const promoterId = isRecord(promoter) ? textOrNull(promoter['promoterId']) : null
  const shareOpenid = textOrNull(sharerOpenId)
  if (shareOpenid === null && promoterId === null) return null
  return {
    roomId: null,
    openid: null,
    shareOpenid,
    customParams: { kind: 'none' },
    promoterId,
  }
}

function textOrNull(raw: unknown): string | null {
  return typeof raw === 'string' && raw !== '' ? raw : null
}
