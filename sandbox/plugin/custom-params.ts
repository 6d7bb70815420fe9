import type { Misbehave } from './misbehave'

/** WeChat cuts longer parameters, which leaves invalid JSON. @see live-player-plugin */
export const LONGEST_PARAMS = 600

/** The encoded value from the room's URL; null: none. */
export function keptParams(inUrl: string | undefined): string | null {
  return inUrl === undefined || inUrl === '' ? null : inUrl.slice(0, LONGEST_PARAMS)
}

/** The value from getShareParams: the parsed JSON, or the text if it is invalid. */
export function sharedParams(kept: string | null, form: Misbehave['shareParams']): unknown {
  if (kept === null || form === 'absent') return undefined
  if (form === 'text') return kept
  try {
    return JSON.parse(decodeURIComponent(kept)) as unknown
  } catch {
    return kept
  }
}

/** The value in the URL of the goods page. */
export function goodsParams(kept: string | null, form: Misbehave['goodsParams']): string | null {
  if (kept === null || form === 'lost') return null
  return form === 'double-encoded' ? encodeURIComponent(kept) : kept
}
