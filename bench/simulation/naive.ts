import { createClockwork } from './clockwork'
import type { Outcome } from './outcome'
import { DAY_MS, HOUR_MS, MINUTE_MS, type Trace } from './trace'

/** Share of the calls for replays. */
const REPLAYS_PART = 0.05
const TTL_MS = 5 * MINUTE_MS
/** Replays are requested for this time after the end. */
const FORGET_MS = HOUR_MS

/** Reads the whole list at an even interval that lasts for the day. */
export function uniformPolling(trace: Trace): Promise<Outcome> {
  const pages = Math.ceil(trace.rooms.length / Math.min(100, trace.pageCap))
  const walks = Math.floor((trace.limit * (1 - REPLAYS_PART)) / pages)
  return every(DAY_MS / Math.max(1, walks), trace)
}

/** Caches an answer for five minutes, as a cache in front of WeChat does, with shoppers all day. */
export function fixedTtl(trace: Trace): Promise<Outcome> {
  return every(TTL_MS, trace)
}

/** Runs a full scan each time, then requests replays, until the calls are used up. */
async function every(waitMs: number, trace: Trace): Promise<Outcome> {
  const clockwork = createClockwork(trace)
  while (clockwork.sleep(waitMs)) {
    await clockwork.walk()
    for (const { roomId, endSeenMs } of clockwork.withoutReplay()) {
      if (clockwork.nowMs() - endSeenMs < FORGET_MS) await clockwork.askReplay(roomId)
    }
  }
  return clockwork.outcome()
}
