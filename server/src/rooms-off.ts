import type { Clock } from './clock'
import type { AdminDesk } from './http/routes/admin'
import type { RefreshReport } from './http/schemas/admin'
import type { QuotaLedger } from './quota/ledger'
import type { Snapshot } from './store/snapshot'
import type { Scheduler } from './sync/scheduler'

/**
 * What stands in for the refresh with LIVE_ROOMS=off: a merchant of Channels alone, whom WeChat would
 * refuse getliveinfo. Nothing here can reach WeChat.
 */

const HOUR_MS = 3_600_000

/**
 * That there are no rooms is always fresh. It is dated by the hour, not by the start of this process:
 * all instances then send the same bytes, and a phone that was offline tells a believable age.
 */
export function nothingListed(clock: Clock): () => Snapshot {
  let open: Snapshot | undefined
  return () => {
    const asOfMs = Math.floor(clock.nowMs() / HOUR_MS) * HOUR_MS
    if (open?.asOfMs !== asOfMs) open = emptySnapshot(asOfMs)
    return open
  }
}

function emptySnapshot(asOfMs: number): Snapshot {
  return {
    asOfMs,
    freshUntilMs: asOfMs + HOUR_MS,
    walkedAtMs: asOfMs,
    walkCalls: 0,
    frontAtMs: asOfMs,
    pageRows: 0,
    dropped: 0,
    rooms: [],
    replays: [],
  }
}

/** Nothing is ever due. */
export const idleScheduler: Scheduler = {
  start: () => undefined,
  tick: () => Promise.resolve(),
  stop: () => Promise.resolve(),
}

/** Tells whoever orders a refresh why there is none. */
export function adviseLiveRooms(ledger: Pick<QuotaLedger, 'usage'>): AdminDesk {
  const advice: RefreshReport = {
    result: 'failed',
    code: 'live-rooms-off',
    whatToDo:
      'LIVE_ROOMS=off: WeChat is not asked for rooms. To list the rooms of the live plugin, take LIVE_ROOMS out and start again.',
  }
  const advise = () => Promise.resolve(advice)
  return { refresh: advise, tick: advise, usage: () => ledger.usage() }
}
