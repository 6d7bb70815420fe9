import { createHash } from 'node:crypto'

/**
 * A planned broadcast of a Channels account. Like a room's timeline, it gives the state at any time.
 * @see wechat-live-contract C2
 */
export interface Broadcast {
  readonly feedId: string
  readonly nonceId: string
  readonly noticeId: string
  readonly description: string
  /** When the notice appears; null: no notice. */
  readonly noticedAtMs: number | null
  readonly preparingAtMs: number
  readonly liveAtMs: number
  readonly endAtMs: number
  readonly replay: { readonly readyAtMs: number; readonly expiresAtMs: number } | null
}

export const NEVER_LIVE = 1
export const LIVE = 2
export const ENDED = 3
export const PREPARING = 4

export const NO_REPLAY = 0
export const REPLAY_READY = 1
export const REPLAY_GENERATING = 3
export const REPLAY_EXPIRED = 6

export const NOTICE_USABLE = 0
export const NOTICE_CANCELLED = 1
export const NOTICE_USED = 2

/** Null: the broadcast does not exist on WeChat yet. */
export function statusAt(broadcast: Broadcast, nowMs: number): number | null {
  if (nowMs < broadcast.preparingAtMs) return null
  if (nowMs < broadcast.liveAtMs) return PREPARING
  return nowMs < broadcast.endAtMs ? LIVE : ENDED
}

export function replayStatusAt({ endAtMs, replay }: Broadcast, nowMs: number): number {
  if (replay === null || nowMs < endAtMs) return NO_REPLAY
  if (nowMs < replay.readyAtMs) return REPLAY_GENERATING
  return nowMs < replay.expiresAtMs ? REPLAY_READY : REPLAY_EXPIRED
}

/** Null: there is no notice. */
export function noticeStatusAt(broadcast: Broadcast, nowMs: number): number | null {
  const { noticedAtMs, liveAtMs, endAtMs } = broadcast
  if (noticedAtMs === null || nowMs < noticedAtMs || nowMs >= endAtMs) return null
  return nowMs < liveAtMs ? NOTICE_USABLE : NOTICE_USED
}

export interface BroadcastPlan extends Omit<Broadcast, 'feedId' | 'nonceId' | 'noticeId'> {
  readonly finderUserName: string
}

export function planBroadcast({ finderUserName, ...plan }: BroadcastPlan): Broadcast {
  const id = (kind: string) => opaque(kind, finderUserName, plan.liveAtMs)
  return {
    ...plan,
    feedId: `export/${id('feed')}`,
    nonceId: id('nonce'),
    noticeId: noticeIdOf(finderUserName, plan.liveAtMs),
  }
}

/** Two notices with the same start have the same id. */
export function noticeIdOf(finderUserName: string, startAtMs: number): string {
  return opaque('notice', finderUserName, Math.floor(startAtMs / 1000))
}

/** The alphabet of WeChat's ids is undocumented, so these contain characters that a URL must escape. */
function opaque(kind: string, finderUserName: string, startAt: number): string {
  const hash = createHash('sha256').update(`${kind} ${finderUserName} ${startAt}`)
  return `${hash.digest('base64').slice(0, 30)}+/==`
}
