import { changesOf } from './delays'
import type { Outcome } from './outcome'
import { DAY_END_MS, DAY_START_MS, MINUTE_MS, type Trace, type TraceRoom } from './trace'
import { roomsAt } from './wechat'

const STEP_MS = MINUTE_MS
const REPLAY_AFTER_MS = 10 * MINUTE_MS

/**
 * Lower bound with hindsight: all calls spread evenly over the times of change. A room counts from
 * its start, planned or real, whichever is first, to its end; a replay from ten minutes after the
 * end until it appears. A read costs one call per page. Changes fall anywhere between two reads, so
 * the average delay is half the interval.
 */
export function floorOf(trace: Trace): Outcome {
  let hotMs = 0
  for (let atMs = DAY_START_MS; atMs < DAY_END_MS; atMs += STEP_MS) {
    hotMs += STEP_MS * (hotPages(trace, atMs) + awaitedReplays(trace, atMs))
  }
  const delayMs = hotMs / trace.limit / 2
  const delays = trace.shows
    .flatMap(changesOf)
    .map(({ roomId, change }) => ({ roomId, change, delayMs }))
  return { calls: trace.limit, overspent: 0, delays }
}

/** Smallest number of pages that cover all such rooms; a page may start at any row. */
function hotPages(trace: Trace, atMs: number): number {
  const hot = new Set(trace.shows.filter((room) => isHot(room, atMs)))
  if (hot.size === 0) return 0
  const rows = Math.min(100, trace.pageCap)
  let [pages, coveredTo] = [0, -1]
  roomsAt(trace, atMs).forEach((room, place) => {
    if (!hot.has(room) || place < coveredTo) return
    pages += 1
    coveredTo = place + rows
  })
  return pages
}

function isHot({ createdAtMs, plannedStartMs, live }: TraceRoom, atMs: number): boolean {
  if (live === null || atMs < createdAtMs) return false
  return Math.min(plannedStartMs, live.startMs) <= atMs && atMs < live.endMs
}

function awaitedReplays({ shows }: Trace, atMs: number): number {
  return shows.filter(
    ({ live, replayAtMs }) =>
      live !== null &&
      replayAtMs !== null &&
      live.endMs + REPLAY_AFTER_MS <= atMs &&
      atMs < replayAtMs,
  ).length
}
