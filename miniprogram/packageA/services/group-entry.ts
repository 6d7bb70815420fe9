import { isRecord } from '../../live/domain/json'
import { request } from '../../live/services/backend/client'
import {
  currentAttribution,
  saveAttribution,
  emptyAttribution,
} from '../../live/services/entry/attribution'
import { systemClock } from '../../live/services/phone/clock'
import { currentEntry } from '../../live/services/entry/entry'
import type { Entry } from '../../live/services/entry/entry'
import { hasBaseLibrary, hasCall } from '../../live/services/phone/platform'
import { hasPrivacyConsent } from './privacy'

/** WeChat's data about a group. Only the back end can decrypt it; the phone never has the key. */
interface EncryptedGroup {
  readonly encryptedData: string
  readonly iv: string
}

type GroupCard = Extract<Entry, { kind: 'group-card' }>

const TIMEOUT_MS = 10_000

/** In memory only. The token is valid for this one request, and a new one costs little. */
let session: { readonly token: string; readonly expiresAtMs: number } | null = null
let asked: { readonly atMs: number; readonly answer: Promise<string | null> } | null = null

/**
 * Id of the WeChat group whose card the shopper opened. Sends requests only when it is called, only for a
 * group card, and once for each: browsing needs no login.
 * @returns null without a group, without the shopper's privacy consent, or if WeChat or the back end does
 * not answer within 10 s. Never rejects.
 */
export async function entryGroupId(): Promise<string | null> {
  const entry = currentEntry()
  if (entry?.kind !== 'group-card') return currentAttribution()?.groupId ?? null
  // share parameters that arrive later make a new object of the same entry, with the same time
  if (asked?.atMs !== entry.atMs) asked = { atMs: entry.atMs, answer: fetchAndRecord(entry) }
  return asked.answer
}

async function fetchAndRecord(entry: GroupCard): Promise<string | null> {
  const { kind, atMs } = entry
  const groupId = await nullAfterTimeout(fetchWithConsent(entry))
  if (groupId !== null && currentEntry()?.atMs === atMs) {
    const kept = currentAttribution()
    const known = kept?.atMs === atMs ? kept : emptyAttribution(kind, atMs)
    saveAttribution({ ...known, groupId })
  }
  return groupId
}

async function fetchWithConsent(entry: GroupCard): Promise<string | null> {
  return (await hasPrivacyConsent()) ? fetchGroupId(entry, 1) : null
}

/** @throws if WeChat or the network fails */
async function fetchGroupId(entry: GroupCard, retries: number): Promise<string | null> {
  // log in first: WeChat encrypts with the key of the latest login
  const token = await openSession()
  const { statusCode, data } = await request('/group-entries', {
    method: 'POST',
    data: await encryptedGroup(entry),
    header: { authorization: `Bearer ${token}` },
  })
  // 401: the session has expired; 400: WeChat has changed the key since the login
  const isSessionOver = statusCode === 401 || statusCode === 400
  if (!isSessionOver || retries === 0) return textOf(data, 'groupId')
  session = null
  return fetchGroupId(entry, retries - 1)
}

async function openSession(): Promise<string> {
  if (session !== null && systemClock.nowMs() < session.expiresAtMs) return session.token
  const { code } = await login()
  const { data } = await request('/sessions', { method: 'POST', data: { code }, header: {} })
  const token = textOf(data, 'sessionToken')
  if (token === null) throw new Error('The back end answered without a session token.')
  session = { token, expiresAtMs: Number(isRecord(data) && data['expiresAtSec']) * 1000 }
  return token
}

function login(): Promise<WechatMiniprogram.LoginSuccessCallbackResult> {
  return new Promise((success, fail) => {
    wx.login({ success, fail })
  })
}

/**
 * Since 2.17.3 wx.getGroupEnterInfo works for group cards with and without a ticket. Before, wx.getShareInfo
 * needs the ticket, and fails while a page of the plugin is on top.
 */
function encryptedGroup({ shareTicket }: GroupCard): Promise<EncryptedGroup> {
  return new Promise((resolve, fail) => {
    const success = (group: unknown) => {
      const encryptedData = textOf(group, 'encryptedData')
      const iv = textOf(group, 'iv')
      if (encryptedData === null || iv === null) fail(new Error('WeChat sent no group data.'))
      else resolve({ encryptedData, iv })
    }
    if (hasBaseLibrary('2.17.3') && hasCall('getGroupEnterInfo'))
      wx.getGroupEnterInfo({ success, fail })
    else if (shareTicket === null) fail(new Error('The entry has no share ticket.'))
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only call below 2.17.3
    else wx.getShareInfo({ shareTicket, success, fail })
  })
}

function textOf(body: unknown, key: string): string | null {
  const found = isRecord(body) ? body[key] : null
  return typeof found === 'string' && found !== '' ? found : null
}

/** A call of WeChat may never answer, and a checkout must not wait for it. A failure is null too. */
function nullAfterTimeout(answer: Promise<string | null>): Promise<string | null> {
  return new Promise((resolve) => {
    const timer = systemClock.setTimeout(() => resolve(null), TIMEOUT_MS)
    const settle = (groupId: string | null) => {
      systemClock.clearTimeout(timer)
      resolve(groupId)
    }
    answer.then(settle, () => settle(null))
  })
}
