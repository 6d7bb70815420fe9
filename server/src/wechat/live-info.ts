import type { Clock } from '../clock'
import { parseWholeNumber } from '../parse-number'
import type { Grant, Purpose, QuotaLedger, Refusal } from '../quota/types'
import { adviceFor } from './advice'
import { redactSecret, type Answered, type Failure } from './answers'
import type { Tokens } from './token'
import type { Post } from './transport'
import type { WechatEvents } from './events'

export type LiveInfoFailure = Failure | { readonly kind: 'not-granted'; readonly grant: Refusal }

/** Rows as sent by WeChat; `total` is null if the answer has none. */
export interface Page {
  readonly kind: 'page'
  readonly rows: readonly unknown[]
  readonly total: number | null
}

/** errcode 1 and 9410000: no rooms, or none from this offset on. Not a failure. */
export interface Empty {
  readonly kind: 'empty'
}

export type LiveInfoAnswer = Page | Empty | LiveInfoFailure

/** getliveinfo. The ledger grants every call before it is made. */
export interface LiveInfo {
  /** @param start offset of the first row, not a page number */
  listRooms(start: number, limit: number, purpose?: Purpose): Promise<LiveInfoAnswer>
  listReplays(
    roomId: number,
    start: number,
    limit: number,
    purpose?: Purpose,
  ): Promise<LiveInfoAnswer>
}

export interface LiveInfoParts {
  readonly post: Post
  readonly tokens: Tokens
  readonly ledger: Pick<QuotaLedger, 'reserve' | 'closeDay'>
  readonly clock: Clock
  readonly events?: Pick<WechatEvents, 'denied'>
}

const PATH = '/wxa/business/getliveinfo'
const NOTHING_HERE: readonly number[] = [1, 9410000]
const DAY_USED_UP = 45009

/**
 * Maximum age of a grant when it is used. Together with the timeout of a call it is below the half
 * minute around midnight in which both days are charged.
 */
const GRANT_HOLDS_MS = 10_000
const GRANT_TRIES = 3

interface Attempt {
  readonly answer: Answered | LiveInfoFailure
  /** The token used; undefined if no call was made or none is needed. */
  readonly token?: string
}

export function createLiveInfo({ post, tokens, ledger, clock, events }: LiveInfoParts): LiveInfo {
  /**
   * Reserves a call to be used at once. If the host suspends the process in between, it may resume
   * on another day. That grant is lost, because none is given back, and a new one is requested.
   */
  const reserveNow = async (purpose: Purpose): Promise<Grant> => {
    for (let tries = 0; tries < GRANT_TRIES; tries += 1) {
      const askedAtMs = clock.nowMs()
      const grant = await ledger.reserve(purpose)
      if (grant.kind !== 'granted') return grant
      if (Math.abs(clock.nowMs() - askedAtMs) <= GRANT_HOLDS_MS) return grant
    }
    return {
      kind: 'ledger-down',
      cause: new Error(
        'The process was suspended after each reservation, so no grant could be used',
      ),
    }
  }

  /**
   * One attempt. The token is fetched first, because without it no call needs to be reserved.
   * @param refused the previous attempt; returned unchanged if the token is the same
   */
  const attempt = async (
    purpose: Purpose,
    body: Readonly<Record<string, unknown>>,
    refused?: Attempt,
  ): Promise<Attempt> => {
    const auth = await tokens.get()
    if (auth.kind !== 'token' && auth.kind !== 'not-needed') return { answer: auth }
    if (auth.kind === 'token' && refused?.token === auth.token) return refused
    const grant = await reserveNow(purpose)
    if (grant.kind !== 'granted') {
      events?.denied(purpose, grant.kind)
      return { answer: { kind: 'not-granted', grant } }
    }
    const answer =
      auth.kind === 'not-needed'
        ? await post(PATH, body)
        : redactSecret(await post(PATH, body, { access_token: auth.token }), auth.token)
    if (answer.kind === 'refused' && answer.errcode === DAY_USED_UP) {
      // If the ledger cannot be reached, it grants nothing anyway.
      await ledger.closeDay(grant.day).catch(() => undefined)
    }
    return auth.kind === 'not-needed' ? { answer } : { answer, token: auth.token }
  }

  const call = async (
    purpose: Purpose,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Answered | LiveInfoFailure> => {
    const first = await attempt(purpose, body)
    const { answer, token } = first
    if (token === undefined || answer.kind !== 'refused') return answer
    if (adviceFor(answer).retry !== 'after-token') return answer
    tokens.drop(token)
    return (await attempt(purpose, body, first)).answer
  }

  return {
    listRooms: async (start, limit, purpose = 'sync') =>
      toPage(await call(purpose, { start, limit }), 'room_info'),
    listReplays: async (roomId, start, limit, purpose = 'replay') =>
      toPage(
        await call(purpose, { action: 'get_replay', room_id: roomId, start, limit }),
        'live_replay',
      ),
  }
}

function toPage(
  answer: Answered | LiveInfoFailure,
  field: 'room_info' | 'live_replay',
): LiveInfoAnswer {
  if (answer.kind === 'refused' && NOTHING_HERE.includes(answer.errcode)) return { kind: 'empty' }
  if (answer.kind !== 'answered') return answer
  const rows: unknown = answer.body[field]
  if (!Array.isArray(rows)) return { kind: 'unreadable', why: 'unexpected', status: 200 }
  const total = parseWholeNumber(answer.body['total'])
  return { kind: 'page', rows, total: total !== undefined && total >= 0 ? total : null }
}
