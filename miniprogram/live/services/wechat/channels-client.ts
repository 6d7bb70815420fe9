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
 * WeChat's APIs of Channels accounts, with our own types, and their last answers. Pages do not call it for a
 * status: `live/services/live-status/poller` does, once a minute for each account.
 * @see open-ability/channels-live; wechat-live-contract C2
 */

/** The first base library with Channels accounts. */
const CHANNELS_SINCE = '2.15.0'
/** The first base library with their notices. */
const NOTICES_SINCE = '2.19.0'

/** The account belongs to another, unrelated subject, or is not certified. */
const SUBJECT_MISMATCH = 100008

/** Why WeChat refuses the account until the merchant changes something. */
export type RefusalReason = 'subject' | 'id'

/** 40097: bad argument. 1416100: illegal id. The id is the calls' only argument. */
const NEEDS_MERCHANT: Readonly<Record<string, RefusalReason>> = {
  100008: 'subject',
  40097: 'id',
  1416100: 'id',
}

/** Console messages by WeChat's error code. */
const ADVICE: Readonly<Record<string, string>> = {
  100008:
    'the Channels account and the mini-program have different subjects, or the account is not certified. ' +
    'Shoppers do not see it. Bind both to one Open Platform account; see docs/choosing.md.',
  40097: 'WeChat does not accept this id. Copy it again from the Channels assistant.',
  1416100: 'WeChat has no Channels account of this id. Copy it again from the Channels assistant.',
  '-14': 'WeChat DevTools does not answer calls about Channels accounts. Use a phone.',
}

/** The most time that the data of an account waits for its notice. */
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

/** The message for a client that cannot make this call; null: it can. */
export function channelsUnavailableMessage(call: ChannelsCall): UserMessage | null {
  const since = call === 'reserveChannelsLive' ? NOTICES_SINCE : CHANNELS_SINCE
  if (!hasBaseLibrary(since)) return text.channels.tooOld
  return hasCall(call) ? null : text.channels.notHere
}

/** A source of the poller. null: this client does not support Channels accounts. */
export function connectChannels(): Promise<RequestStatus | null> {
  return Promise.resolve(
    channelsUnavailableMessage('getChannelsLiveInfo') === null ? requestChannels : null,
  )
}

async function requestChannels(roomId: RoomId): Promise<LiveStatus> {
  if (!isFinderUserName(roomId)) throw new Error('Not a Channels account')
  try {
    const info = await requestInfo(roomId)
    const live = storeAnswer(roomId, info, await requestNotice(roomId, info))
    notifyAnswered(roomId)
    return { kind: 'channels', live }
  } catch (cause) {
    recordRefusal(roomId, cause)
    throw cause
  }
}

function requestInfo(finderUserName: FinderUserName): Promise<unknown> {
  return new Promise((success, fail) => {
    if (hasBaseLibrary('2.15.0')) wx.getChannelsLiveInfo({ finderUserName, success, fail })
    else fail(new Error('too old'))
  })
}

/** null: no notice, or WeChat is too old. Not requested for a live account, which does not show it. */
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
  // delete the stored data, so that later failures and starts do not show it
  if (isRefused(finderUserName)) removeAnswer(finderUserName)
  notifyAnswered(finderUserName)
  const advice = code === null ? undefined : ADVICE[String(code)]
  if (isChanged && advice !== undefined && isMerchantAccount(finderUserName, code))
    console.warn(`${finderUserName} (${String(code)}): ${advice}`)
}

/** false for an unknown id that only a link contains: the merchant cannot fix that. */
function isMerchantAccount(finderUserName: FinderUserName, code: number | null): boolean {
  return code === SUBJECT_MISMATCH || channelsAccounts().some((one) => one === finderUserName)
}

/** Records a failure outside the poller. Only a permanent refusal counts. */
export function recordFailure(finderUserName: FinderUserName, cause: unknown): void {
  if (parseWxFailure(cause).code === SUBJECT_MISMATCH) recordRefusal(finderUserName, cause)
}

/** The last data of the account, also from an earlier start. null: none, or refused since. */
export function knownChannels(finderUserName: FinderUserName): KnownChannels | null {
  if (isRefused(finderUserName)) return null
  const now = known.get(finderUserName)
  if (now !== undefined) return now
  const stored = readStored(keyOf(finderUserName), (json) => parseStored(finderUserName, json))
  if (stored !== null) known.set(finderUserName, stored)
  return stored
}

/** Permanently refused: its card would lead nowhere. */
export function isRefused(finderUserName: FinderUserName): boolean {
  return refusalReasonOf(finderUserName) !== null
}

function refusalReasonOf(finderUserName: FinderUserName): RefusalReason | null {
  const code = refusals.get(finderUserName) ?? null
  return code === null ? null : (NEEDS_MERCHANT[String(code)] ?? null)
}

/** WeChat's last answer was a refusal. */
export function wasRefused(finderUserName: FinderUserName): boolean {
  return refusals.has(finderUserName)
}

export interface Refusal {
  readonly finderUserName: FinderUserName
  readonly reason: RefusalReason
  readonly code: number
}

/** The refused accounts that the merchant can fix. */
export function refusedAccounts(): readonly Refusal[] {
  const refused: Refusal[] = []
  refusals.forEach((code, finderUserName) => {
    const reason = refusalReasonOf(finderUserName)
    if (code !== null && reason !== null && isMerchantAccount(finderUserName, code))
      refused.push({ finderUserName, reason, code })
  })
  return refused
}

/** The time of WeChat's last answer or refusal; -Infinity: never. */
export function answeredAtMs(finderUserName: FinderUserName): number {
  return answeredTimes.get(finderUserName) ?? knownChannels(finderUserName)?.atMs ?? -Infinity
}

/** @param listener called with each account that WeChat has answered or refused */
export function onChannelsAnswered(listener: (of: FinderUserName) => void): () => void {
  answerListeners.add(listener)
  return () => void answerListeners.delete(listener)
}

function notifyAnswered(of: FinderUserName): void {
  answeredTimes.set(of, Date.now())
  for (const listener of answerListeners) listener(of)
}

function storeAnswer(finderUserName: FinderUserName, info: unknown, notice: unknown): ChannelsLive {
  const live = parseChannels(finderUserName, info, notice, coverOf(finderUserName))
  if (live === null) throw new Error('WeChat answered in an undocumented form')
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
  return `channels:${finderUserName}`
}

/** Scenes that may have a sharer. @see wx.getChannelsShareKey */
const SHARE_SCENES = [1177, 1184, 1195, 1208]

export function mayAskShareKey(scene: number): boolean {
  return SHARE_SCENES.includes(scene)
}

/** null: no sharer, or WeChat or the shopper refused. */
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
