import type { Purpose, QuotaLedger, Refusal } from '../quota/ledger'
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
  readonly watch?: Pick<Watch, 'denied'>
}

const PATH = '/wxa/business/getliveinfo'
const NOTHING_HERE: readonly number[] = [1, 9410000]
const DAY_USED_UP = 45009

export function createLiveInfo({ post, tokens, ledger, watch }: LiveInfoParts): LiveInfo {
  /** One attempt. The token comes first: without one there is nothing to reserve a call for. */
  const attempt = async (
    purpose: Purpose,
    body: Readonly<Record<string, unknown>>,
  ): Promise<{ answer: Answered | LiveInfoFailure; token?: string }> => {
    const held = await tokens.get()
    if (held.kind !== 'token' && held.kind !== 'vouched') return { answer: held }
    const grant = await ledger.reserve(purpose)
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
    return (await attempt(purpose, body)).answer
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
  const total = answer.body['total']
  return {
    kind: 'page',
    rows,
    total: typeof total === 'number' && Number.isSafeInteger(total) && total >= 0 ? total : null,
  }
}
