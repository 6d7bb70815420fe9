const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** China has no daylight saving: a fixed offset is right, and needs no time zone data. */
const BEIJING_AHEAD_MS = 8 * HOUR_MS

/**
 * The calendar day in Beijing, which is WeChat's day of quota, wherever this process runs.
 * @example dayKey(Date.parse('2026-11-22T16:00:00Z')) // '2026-11-23'
 */
export function dayKey(nowMs: number): string {
  return new Date(nowMs + BEIJING_AHEAD_MS).toISOString().slice(0, 10)
}

/** The next midnight in Beijing, in epoch milliseconds; always later than `nowMs`. */
export function nextResetMs(nowMs: number): number {
  const intoDay = mod(nowMs + BEIJING_AHEAD_MS, DAY_MS)
  return nowMs - intoDay + DAY_MS
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by
}
