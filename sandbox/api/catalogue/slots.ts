import { DAY_MS, HOUR_MS, MINUTE_MS, shanghaiMidnight } from './shanghai'

/** Usual start times of broadcasts, in hours of Shanghai time. */
const HOURS = [10, 14.5, 19.5, 20, 21]

/** The start times of the day that is `days` after the day of `nowMs`. */
function slotsOfDay(nowMs: number, days: number): number[] {
  const midnight = shanghaiMidnight(nowMs) + days * DAY_MS
  return HOURS.map((hour) => midnight + hour * HOUR_MS)
}

/** The next `count` start times, at least `leadMs` after `nowMs`. */
export function slotsAhead(nowMs: number, leadMs: number, count: number): number[] {
  const slots: number[] = []
  for (let days = 0; slots.length < count; days += 1) {
    slots.push(...slotsOfDay(nowMs, days).filter((slot) => slot >= nowMs + leadMs))
  }
  return slots.slice(0, count)
}

/** The last `count` start times of broadcasts that end before `nowMs` if they take `lengthMs`; newest first. */
export function slotsBehind(nowMs: number, lengthMs: number, count: number): number[] {
  const slots: number[] = []
  for (let days = 0; slots.length < count; days -= 1) {
    const past = slotsOfDay(nowMs, days).filter((slot) => slot + lengthMs <= nowMs)
    slots.push(...past.reverse())
  }
  return slots.slice(0, count)
}

/** Rounds down to five minutes, as people plan a start. */
export function roundToFiveMinutes(atMs: number): number {
  return Math.floor(atMs / (5 * MINUTE_MS)) * 5 * MINUTE_MS
}
