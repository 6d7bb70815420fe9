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
import { privacyAgreed } from './privacy'

/** What WeChat gives of a group: only the back end can read it, with a key the phone never sees. */
interface Sealed {
  readonly encryptedData: string
  readonly iv: string
}

type GroupCard = Extract<Entry, { kind: 'group-card' }>

const TIME_LIMIT_MS = 10_000

/** In memory alone: it opens nothing but the one question below, and a new one is cheap. */
let session: { readonly token: string; readonly expiresAtMs: number } | null = null
let asked: { readonly atMs: number; readonly answer: Promise<string | null> } | null = null

/**
 * From which WeChat group did this shopper come? Asks on a group's card alone, once for each, and
 * only when it is called: nobody is logged in for looking around.
 * @returns null: from none, the shopper has not agreed to the privacy guide, or WeChat or the back
 * end will not say. Never an error: it is the merchant's bookkeeping, not the shopper's business.
 */
export function groupOfEntry(): Promise<string | null> {
  const entry = currentEntry()
  if (entry?.kind !== 'group-card') return Promise.resolve(currentAttribution()?.groupId ?? null)
  const { kind: enteredBy, atMs } = entry
  // its share params may have arrived in between, which makes it a new value of the same entry
  if (asked?.atMs === atMs) return asked.answer
  const answer = withinTime(
    privacyAgreed().then((agreed) => (agreed ? readGroup(entry, true) : null)),
  )
  asked = { atMs, answer }
  void answer.then((groupId) => {
    if (groupId === null || currentEntry()?.atMs !== atMs) return
    const kept = currentAttribution()
    const known = kept?.atMs === atMs ? kept : emptyAttribution(enteredBy, atMs)
    saveAttribution(Object.assign({}, known, { groupId }))
  })
  return answer
}

/**
 * Rejects where WeChat, or the network, says no.
 * @param again whether it may be tried once more from the start.
 */
function readGroup(entry: GroupCard, again: boolean): Promise<string | null> {
  // logged in first: WeChat seals with the key of the latest login
  return openSession()
    .then((token) =>
      sealedGroup(entry).then((sealed) =>
        request('/group-entries', {
          method: 'POST',
          data: sealed,
          header: { authorization: `Bearer ${token}` },
        }),
      ),
    )
    .then(({ statusCode, data }) => {
      // 401: the session is over; 400: sealed with a key that WeChat has changed since
      if (!again || (statusCode !== 401 && statusCode !== 400)) return textOf(data, 'groupId')
      session = null
      return readGroup(entry, false)
    })
}

function openSession(): Promise<string> {
  if (session !== null && systemClock.nowMs() < session.expiresAtMs)
    return Promise.resolve(session.token)
  return new Promise<WechatMiniprogram.LoginSuccessCallbackResult>((success, fail) => {
    wx.login({ success, fail })
  })
    .then(({ code }) => request('/sessions', { method: 'POST', data: { code }, header: {} }))
    .then(({ data }) => {
      const token = textOf(data, 'sessionToken')
      if (token === null) throw new Error('no session')
      session = { token, expiresAtMs: Number(isRecord(data) && data['expiresAtSec']) * 1000 }
      return token
    })
}

/**
 * wx.getGroupEnterInfo knows group cards since 2.17.3, ticket or none; wx.getShareInfo before that
 * needs the ticket, and refuses while a page of the plugin is on top.
 */
function sealedGroup({ shareTicket }: GroupCard): Promise<Sealed> {
  return new Promise((resolve, fail) => {
    const success = (group: unknown) => {
      const encryptedData = textOf(group, 'encryptedData')
      const iv = textOf(group, 'iv')
      if (encryptedData === null || iv === null) fail(new Error('not sealed'))
      else resolve({ encryptedData, iv })
    }
    if (hasBaseLibrary('2.17.3') && hasCall('getGroupEnterInfo'))
      wx.getGroupEnterInfo({ success, fail })
    else if (shareTicket === null) fail(new Error('no ticket'))
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- all there is below 2.17.3
    else wx.getShareInfo({ shareTicket, success, fail })
  })
}

function textOf(body: unknown, key: string): string | null {
  const found = isRecord(body) ? body[key] : null
  return typeof found === 'string' && found !== '' ? found : null
}

/** A checkout must not wait for a call that WeChat forgot about; a refusal is an answer too. */
function withinTime(answer: Promise<string | null>): Promise<string | null> {
  return new Promise((resolve) => {
    const end = (groupId: string | null) => {
      systemClock.clearTimeout(timer)
      resolve(groupId)
    }
    const endWithout = () => end(null)
    const timer = systemClock.setTimeout(endWithout, TIME_LIMIT_MS)
    answer.then(end, endWithout)
  })
}
