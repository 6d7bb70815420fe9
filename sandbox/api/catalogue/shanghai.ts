/** WeChat counts days in Shanghai time: UTC+8 without daylight saving, whatever this machine's zone is. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000
export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** @example shanghaiDay(Date.parse('2026-11-22T16:00:00Z')) // '2026-11-23' */
export function shanghaiDay(epochMs: number): string {
  return new Date(epochMs + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10)
}

/** Start of the Shanghai day of `epochMs`, in epoch ms. */
export function shanghaiMidnight(epochMs: number): number {
  return Math.floor((epochMs + SHANGHAI_OFFSET_MS) / DAY_MS) * DAY_MS - SHANGHAI_OFFSET_MS
}
