import { parseWholeNumber } from '../parse-number'

/** Readers of single fields of WeChat's answers. No type is assumed. */

export type Fields = Readonly<Record<string, unknown>>

export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined
}

/**
 * Text for display. Control characters and lone surrogates are removed: they come from pasted text,
 * display as boxes, and make `encodeURIComponent` throw on the phone. A line break becomes a space.
 */
export function textOf(value: unknown): string {
  if (typeof value !== 'string') return ''
  return value
    .replace(/[\t\n\r]+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .trim()
}

/** A whole number from 1, below 2^53. Ids have been seen as text as well. */
export function idOf(value: unknown): number | undefined {
  const id = parseWholeNumber(value)
  return id !== undefined && id > 0 ? id : undefined
}

/** A switch that WeChat sends as 0 or 1 and omits on older rooms. */
export function flagOf(value: unknown, fallback: boolean): boolean {
  switch (parseWholeNumber(value)) {
    case 0:
      return false
    case 1:
      return true
    case undefined:
    default:
      return typeof value === 'boolean' ? value : fallback
  }
}

// The live plugin exists since 2020. 0xFFFFFFFF seconds (2106) and 2116 have been seen for "no
// date".
const MIN_PLAUSIBLE_SEC = Date.UTC(2019, 0, 1) / 1000
const MAX_PLAUSIBLE_SEC = Date.UTC(2100, 0, 1) / 1000

/** Unix seconds; null outside 2019 to 2100, which also rejects milliseconds. */
export function saneSec(value: unknown): number | null {
  const sec = parseWholeNumber(value)
  return sec !== undefined && sec >= MIN_PLAUSIBLE_SEC && sec < MAX_PLAUSIBLE_SEC ? sec : null
}

const DATE = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?$/

/**
 * A date of a replay, in Unix seconds. With `Z` it is UTC. Without a zone it is Beijing time, never
 * the zone of this machine.
 * @see contract B3, dates of replays
 * @example saneDateSec('2026-11-12T03:49:55Z') // 1794455395
 * @example saneDateSec('2026-11-12 11:49:55') // 1794455395
 */
export function saneDateSec(value: unknown): number | null {
  const match = DATE.exec(textOf(value))
  if (match === null) return null
  const [, day = '', time = '', zone = '+08:00'] = match
  const ms = Date.parse(`${day}T${time}${zone}`)
  return Number.isNaN(ms) ? null : saneSec(Math.floor(ms / 1000))
}
