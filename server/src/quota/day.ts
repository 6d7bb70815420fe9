const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** China has no daylight saving time, so a fixed offset is correct and needs no time zone data. */
const BEIJING_AHEAD_MS = 8 * HOUR_MS

/** Within this time of midnight it is uncertain on which day WeChat counts a call. */
export const MIDNIGHT_GUARD_MS = 30_000

/**
 * The calendar day in Beijing, by which WeChat resets the quota. Independent of the machine's time
 * zone.
 * @example dayKey(Date.parse('2026-11-22T16:00:00Z')) // '2026-11-23'
 */
export function dayKey(nowMs: number): string {
  return new Date(nowMs + BEIJING_AHEAD_MS).toISOString().slice(0, 10)
}

/** The next midnight in Beijing, in epoch milliseconds. Always later than `nowMs`. */
export function nextResetMs(nowMs: number): number {
  return lastResetMs(nowMs) + DAY_MS
}

/** The last midnight in Beijing, in epoch milliseconds. */
export function lastResetMs(nowMs: number): number {
  return nowMs - mod(nowMs + BEIJING_AHEAD_MS, DAY_MS)
}

/**
 * The days on which WeChat may count a call made now: one, or two near midnight. If our clock and
 * WeChat's differ, both clocks' days are included.
 * @param aheadMs how far our clock is ahead of WeChat's; negative when it is behind
 * @returns each day once, earliest first
 * @see contract B12
 */
export function daysAround(nowMs: number, aheadMs: number): readonly [string, ...string[]] {
  const moments = [nowMs, nowMs - aheadMs]
  const [first, ...others] = moments
    .flatMap((ms) => [ms - MIDNIGHT_GUARD_MS, ms + MIDNIGHT_GUARD_MS])
    .map(dayKey)
    .sort()
  if (first === undefined) throw new Error('No day was computed')
  return [...new Set([first, ...others])] as [string, ...string[]]
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by
}
