import { text } from './text'

/**
 * Times as text. China has one time zone, UTC+8 without summer time; the phone's own zone is ignored.
 */
const SHANGHAI_AHEAD_MS = 8 * 3_600_000
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const COUNTDOWN_MS = 3_600_000
const EVENING_HOUR = 18

/** '20:00' */
export function clockText(atSec: number): string {
  const at = shanghai(atSec * 1000)
  return `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}`
}

/** '今天' ('今晚' from 18:00), '明天', '昨天', '11月28日 周六', or '2027年1月3日' in another year */
export function dayText(atSec: number, nowMs: number): string {
  const at = shanghai(atSec * 1000)
  const daysAhead = dayNumber(atSec * 1000) - dayNumber(nowMs)
  if (daysAhead === 0) return at.getUTCHours() < EVENING_HOUR ? text.time.today : text.time.tonight
  if (daysAhead === 1) return text.time.tomorrow
  if (daysAhead === -1) return text.time.yesterday
  const year = at.getUTCFullYear()
  const month = at.getUTCMonth() + 1
  const day = at.getUTCDate()
  if (year !== shanghai(nowMs).getUTCFullYear()) return text.time.dayOfYear(year, month, day)
  return text.time.day(month, day, at.getUTCDay())
}

/** '今晚 20:00', '11月28日 周六 20:00' */
export function momentText(atSec: number, nowMs: number): string {
  return `${dayText(atSec, nowMs)} ${clockText(atSec)}`
}

/**
 * The start of a room: date and time; in the last hour the minutes left; after that 即将开始, because the
 * host may be late.
 */
export function startText(startAtSec: number, nowMs: number): string {
  const leftMs = startAtSec * 1000 - nowMs
  if (leftMs <= 0) return text.time.soon
  if (leftMs < COUNTDOWN_MS) return text.time.inMinutes(Math.ceil(leftMs / MINUTE_MS))
  return momentText(startAtSec, nowMs)
}

/**
 * How long the result of `startText` stays valid, so that a page redraws only when the text changes.
 * null: it does not change.
 */
export function startTextChangesInMs(startAtSec: number, nowMs: number): number | null {
  const leftMs = startAtSec * 1000 - nowMs
  if (leftMs <= 0) return null
  if (leftMs < COUNTDOWN_MS) return leftMs % MINUTE_MS || MINUTE_MS
  return Math.min(leftMs - COUNTDOWN_MS + 1, dayChangesInMs(nowMs))
}

/** How long the result of `dayText` stays valid: until midnight. */
export function dayChangesInMs(nowMs: number): number {
  return (dayNumber(nowMs) + 1) * DAY_MS - SHANGHAI_AHEAD_MS - nowMs
}

/** A date whose UTC fields are Shanghai's local time. */
function shanghai(atMs: number): Date {
  return new Date(atMs + SHANGHAI_AHEAD_MS)
}

function dayNumber(atMs: number): number {
  return Math.floor((atMs + SHANGHAI_AHEAD_MS) / DAY_MS)
}

function pad(number: number): string {
  return `0${number}`.slice(-2)
}
