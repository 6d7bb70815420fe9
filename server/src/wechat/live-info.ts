import type { Clock } from '../clock'
import { wholeNumberOf } from '../numbers'
import type { Grant, Purpose, QuotaLedger, Refusal } from '../quota/ledger'
import { adviceOn } from './advice'
import { unquoted, type Answered, type Failure } from './answers'
import type { Tokens } from './token'
import type { Post } from './transport'
import type { Watch } from './watch'

export type LiveInfoFailure = Failure | { readonly kind: 'not-granted'; readonly grant: Refusal }

/** Rows as WeChat sent them; `total` is null where it forgot to say. */
export interface Page {
  readonly kind: 'page'
  readonly rows: readonly unknown[]
  readonly total: number | null
}

/** errcode 1 and 9410000: no rooms, or none so far down the list. No failure. */
export interface Empty {
  readonly kind: 'empty'
}

export type LiveInfoAnswer = Page | Empty | LiveInfoFailure

/** getliveinfo, where every call has been granted by the ledger before it is made. */
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
  readonly watch?: Pick<Watch, 'denied'>
}

const PATH = '/wxa/business/getliveinfo'
const NOTHING_HERE: readonly number[] = [1, 9410000]
const DAY_USED_UP = 45009

/**
 * How old a grant may be when it is used; with the time limit of an attempt, less than the half minute
 * around midnight in which both days are charged.
 */
const GRANT_HOLDS_MS = 10_000
const GRANT_TRIES = 3

interface Attempt {
  readonly answer: Answered | LiveInfoFailure
  /** With which it was made; undefined where none was, or none is needed. */
  readonly token?: string
}

export function createLiveInfo({ post, tokens, ledger, clock, watch }: LiveInfoParts): LiveInfo {
  /**
   * A grant that is used at once. Where the host freezes the process in between, it may wake up on
   * another day: that grant is lost, as none is given back, and a new one has to be asked for.
   */
  const reserveNow = async (purpose: Purpose): Promise<Grant> => {
    for (let tries = 0; tries < GRANT_TRIES; tries += 1) {
      const askedAtMs = clock.nowMs()
      const grant = await ledger.reserve(purpose)
      if (grant.kind !== 'granted') return grant
      if (Math.abs(clock.nowMs() - askedAtMs) <= GRANT_HOLDS_MS) return grant
    }
    return { kind: 'ledger-down', cause: new Error('Each grant came too late to be used') }
  }

  /**
   * One attempt. The token comes first: without one there is nothing to reserve a call for.
   * @param refused what was tried before, and is not worth a second call
   */
  const attempt = async (
    purpose: Purpose,
    body: Readonly<Record<string, unknown>>,
    refused?: Attempt,
  ): Promise<Attempt> => {
    const held = await tokens.get()
    if (held.kind !== 'token' && held.kind !== 'vouched') return { answer: held }
    if (held.kind === 'token' && refused?.token === held.token) return refused
    const grant = await reserveNow(purpose)
    if (grant.kind !== 'granted') {
      watch?.denied(purpose, grant.kind)
      return { answer: { kind: 'not-granted', grant } }
    }
    const answer =
      held.kind === 'vouched'
        ? await post(PATH, body)
        : unquoted(await post(PATH, body, { access_token: held.token }), held.token)
    if (answer.kind === 'refused' && answer.errcode === DAY_USED_UP) {
      // Should the ledger be out of reach just now, it grants nothing anyway.
      await ledger.closeDay(grant.day).catch(() => undefined)
    }
    return held.kind === 'vouched' ? { answer } : { answer, token: held.token }
  }

  const call = async (
    purpose: Purpose,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Answered | LiveInfoFailure> => {
    const first = await attempt(purpose, body)
    const { answer, token } = first
    if (token === undefined || answer.kind !== 'refused') return answer
    if (adviceOn(answer).retry !== 'after-token') return answer
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
  const total = wholeNumberOf(answer.body['total'])
  return { kind: 'page', rows, total: total !== undefined && total >= 0 ? total : null }
}
