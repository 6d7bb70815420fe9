import { config } from '../../config'
import { isRecord } from '../../domain/json'
import { attribution, keepAttribution } from '../../services/attribution'
import { systemClock } from '../../services/clock'
import { currentEntry } from '../../services/entry'
import type { Entry } from '../../services/entry'
import { hasBaseLibrary } from '../../services/platform'
import { privacyAgreed } from './privacy'

/** What WeChat gives of a group: only the back end can read it, with a key the phone never sees. */
interface Sealed {
  readonly encryptedData: string
  readonly iv: string
}

interface Session {
  readonly token: string
  readonly expiresAtMs: number
}

type GroupCard = Extract<Entry, { kind: 'group-card' }>

const TIME_LIMIT_MS = 10_000

/** In memory alone: it opens nothing but the one question below, and a new one is cheap. */
let session: Session | null = null
let asked: { readonly entry: Entry; readonly answer: Promise<string | null> } | null = null

/**
 * From which WeChat group did this shopper come? Asks on a group's card alone, once for each, and
 * only when it is called: nobody is logged in for looking around.
 * @returns null: from none, the shopper has not agreed to the privacy guide, or WeChat or the back
 * end will not say. Never an error: it is the merchant's bookkeeping, not the shopper's business.
 */
export function groupOfEntry(): Promise<string | null> {
  const entry = currentEntry()
  if (entry?.kind !== 'group-card') return Promise.resolve(attribution()?.groupId ?? null)
  // its share params may have arrived in between, which makes it a new value of the same entry
  if (asked?.entry.atMs === entry.atMs) return asked.answer
  const answer = withinTime(askGroup(entry))
  asked = { entry, answer }
  void answer.then((groupId) => {
    if (groupId === null || currentEntry()?.atMs !== entry.atMs) return
    const kept = attribution()
    const { kind: enteredBy, atMs } = entry
    const nobody = { roomId: null, shareOpenid: null, customParams: {}, enteredBy, atMs }
    keepAttribution(Object.assign(nobody, kept?.atMs === atMs ? kept : null, { groupId }))
  })
  return answer
}

type Read =
  | { readonly kind: 'group'; readonly groupId: string }
  | { readonly kind: 'none' }
  /** WeChat has changed its key since, or the session is over. */
  | { readonly kind: 'log-in-again' }

const NONE: Read = { kind: 'none' }

function askGroup(entry: GroupCard): Promise<string | null> {
  return privacyAgreed()
    .then((agreed) => (agreed ? readGroup(entry) : NONE))
    .then((read) => {
      if (read.kind !== 'log-in-again') return read
      session = null
      return readGroup(entry) // once more from the start, and then no more
    })
    .then((read) => (read.kind === 'group' ? read.groupId : null))
}

function readGroup(entry: GroupCard): Promise<Read> {
  // logged in first: WeChat seals with the key of the latest login
  return openSession().then((opened): Read | Promise<Read> => {
    if (opened === null) return NONE
    return sealedGroup(entry).then((sealed): Read | Promise<Read> => {
      if (sealed === null) return NONE
      return post('/group-entries', sealed, opened.token).then(({ statusCode, body }): Read => {
        // 401: no such session; 400: sealed with another key
        if (statusCode === 401 || statusCode === 400) return { kind: 'log-in-again' }
        const groupId = textOf(body, 'groupId')
        return groupId === null ? NONE : { kind: 'group', groupId }
      })
    })
  })
}

function openSession(): Promise<Session | null> {
  if (session !== null && systemClock.nowMs() < session.expiresAtMs) return Promise.resolve(session)
  return loginCode().then((code) => {
    if (code === null) return null
    return post('/sessions', { code }).then(({ body }) => {
      const token = textOf(body, 'sessionToken')
      const expiresAtMs = Number(isRecord(body) ? body['expiresAtSec'] : 0) * 1000
      session = token === null ? null : { token, expiresAtMs }
      return session
    })
  })
}

function loginCode(): Promise<string | null> {
  return new Promise((resolve) => {
    wx.login({ success: ({ code }) => resolve(code), fail: () => resolve(null) })
  })
}

/**
 * wx.getGroupEnterInfo knows group cards since 2.17.3, ticket or none; wx.getShareInfo before that
 * needs the ticket, and refuses while a page of the plugin is on top.
 */
function sealedGroup({ shareTicket }: GroupCard): Promise<Sealed | null> {
  return new Promise((resolve) => {
    const success = ({ encryptedData, iv }: Sealed) => resolve({ encryptedData, iv })
    const fail = () => resolve(null)
    if (hasBaseLibrary('2.17.3')) wx.getGroupEnterInfo({ success, fail })
    else if (shareTicket === null) fail()
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- all there is below 2.17.3
    else wx.getShareInfo({ shareTicket, success, fail })
  })
}

interface Reply {
  /** 0: none came. */
  readonly statusCode: number
  readonly body: unknown
}

function post(path: string, data: object, token = ''): Promise<Reply> {
  return new Promise((resolve) => {
    wx.request({
      url: `${config.apiBaseUrl}/api/v1${path}`,
      method: 'POST',
      data,
      header: token === '' ? {} : { authorization: `Bearer ${token}` },
      timeout: TIME_LIMIT_MS,
      success: ({ statusCode, data: body }) => resolve({ statusCode, body }),
      fail: () => resolve({ statusCode: 0, body: null }),
    })
  })
}

function textOf(body: unknown, key: string): string | null {
  const found = isRecord(body) ? body[key] : null
  return typeof found === 'string' && found !== '' ? found : null
}

/** A checkout must not wait for a call that WeChat forgot about. */
function withinTime(answer: Promise<string | null>): Promise<string | null> {
  return new Promise((resolve) => {
    const timer = systemClock.setTimeout(() => resolve(null), TIME_LIMIT_MS)
    void answer.then((groupId) => {
      systemClock.clearTimeout(timer)
      resolve(groupId)
    })
  })
}
