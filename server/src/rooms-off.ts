import type { Clock } from './clock'
import type { AdminService } from './http/routes/admin'
import type { RefreshReport } from './http/schemas/admin'
import type { QuotaLedger } from './quota/types'
import type { Snapshot } from './store/snapshot'
import type { Scheduler } from './sync/scheduler'

/**
 * Replaces the refresh with LIVE_ROOMS=off, for a merchant without permission for getliveinfo.
 * Nothing here calls WeChat.
 */

const HOUR_MS = 3_600_000

/**
 * An empty list that is always fresh. It is dated to the current hour, not to the process start, so
 * that all instances send the same bytes and a phone that was offline shows a plausible age.
 */
export function createEmptySource(clock: Clock): () => Snapshot {
  let latest: Snapshot | undefined
  return () => {
    const asOfMs = Math.floor(clock.nowMs() / HOUR_MS) * HOUR_MS
    if (latest?.asOfMs !== asOfMs) latest = emptySnapshot(asOfMs)
    return latest
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

/** A scheduler without steps. */
export const idleScheduler: Scheduler = {
  start: () => undefined,
  tick: () => Promise.resolve(),
  stop: () => Promise.resolve(),
}

/** Answers refresh requests with the reason why there is no refresh. */
export function createDisabledAdminService(ledger: Pick<QuotaLedger, 'usage'>): AdminService {
  const advice: RefreshReport = {
    result: 'failed',
    code: 'live-rooms-off',
    whatToDo:
      'LIVE_ROOMS=off: getliveinfo is not called. To list the rooms of the live plugin, remove LIVE_ROOMS and restart.',
  }
  const advise = () => Promise.resolve(advice)
  return { refresh: advise, tick: advise, usage: () => ledger.usage() }
}
