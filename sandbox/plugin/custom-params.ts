import type { Misbehave } from './misbehave'

/** WeChat keeps this much and cuts the rest off: the JSON arrives broken. @see live-player-plugin */
export const LONGEST_PARAMS = 600

/** As they stand in the room's URL; null: none. */
export function keptParams(inUrl: string | undefined): string | null {
  return inUrl === undefined || inUrl === '' ? null : inUrl.slice(0, LONGEST_PARAMS)
}

/** What getShareParams gives: parsed, in the field; a text where they cannot be parsed. */
export function sharedParams(kept: string | null, form: Misbehave['shareParams']): unknown {
  if (kept === null || form === 'absent') return undefined
  if (form === 'text') return kept
  try {
    return JSON.parse(decodeURIComponent(kept)) as unknown
  } catch {
    return kept
  }
}

/** What the goods page's URL carries. */
export function goodsParams(kept: string | null, form: Misbehave['goodsParams']): string | null {
  if (kept === null || form === 'lost') return null
  return form === 'double-encoded' ? encodeURIComponent(kept) : kept
}
