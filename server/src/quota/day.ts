const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** China has no daylight saving: a fixed offset is right, and needs no time zone data. */
const BEIJING_AHEAD_MS = 8 * HOUR_MS

/** So near to midnight, nobody can tell on which day WeChat will count a call. */
export const MIDNIGHT_GUARD_MS = 30_000

/**
 * The calendar day in Beijing, which is WeChat's day of quota, wherever this process runs.
 * @example dayKey(Date.parse('2026-11-22T16:00:00Z')) // '2026-11-23'
 */
export function dayKey(nowMs: number): string {
  return new Date(nowMs + BEIJING_AHEAD_MS).toISOString().slice(0, 10)
}

/** The next midnight in Beijing, in epoch milliseconds; always later than `nowMs`. */
export function nextResetMs(nowMs: number): number {
  return lastResetMs(nowMs) + DAY_MS
}

/** The midnight with which the day in Beijing began. */
export function lastResetMs(nowMs: number): number {
  return nowMs - mod(nowMs + BEIJING_AHEAD_MS, DAY_MS)
}

/**
 * The days on which WeChat may count a call that is made now: one, or near midnight two. Where our
 * clock and WeChat's disagree, the day of either may be the right one.
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
  if (first === undefined) throw new Error('There is always a day')
  return [...new Set([first, ...others])] as [string, ...string[]]
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by
}
