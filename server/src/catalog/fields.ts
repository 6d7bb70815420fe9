/** Reads of single fields from what WeChat sent. Nothing here trusts a type. */

export type Fields = Readonly<Record<string, unknown>>

export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}

/** A whole number from 1; ids have been seen as text as well. */
export function idOf(value: unknown): number | undefined {
  const id = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : undefined
}

// The live plugin is of 2020; 0xFFFFFFFF seconds (2106) and 2116 have been seen for "no date".
const FIRST_SANE_SEC = Date.UTC(2019, 0, 1) / 1000
const FIRST_INSANE_SEC = Date.UTC(2100, 0, 1) / 1000

/** Unix seconds; null outside the time in which a live room can be, which is also where milliseconds land. */
export function saneSec(value: unknown): number | null {
  return typeof value === 'number' &&
    Number.isSafeInteger(value) &&
    value >= FIRST_SANE_SEC &&
    value < FIRST_INSANE_SEC
    ? value
    : null
}

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/

/**
 * A date as replays carry it, in Unix seconds. WeChat writes UTC; the `Z` is missing at times, and
 * must not turn it into the time zone of this machine.
 * @example saneDateSec('2026-11-12T03:49:55Z') // 1573530595
 */
export function saneDateSec(value: unknown): number | null {
  const text = textOf(value)
  const match = RFC3339.exec(text)
  if (match === null) return null
  const ms = Date.parse(match[1] === undefined ? `${text}Z` : text)
  return Number.isNaN(ms) ? null : saneSec(Math.floor(ms / 1000))
}
