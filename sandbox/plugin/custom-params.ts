import type { PluginFaults } from './plugin-faults'

/** WeChat cuts longer parameters, which leaves invalid JSON. @see live-player-plugin */
export const MAX_PARAMS_LENGTH = 600

/** The encoded value from the room's URL; null: none. */
export function truncateParams(inUrl: string | undefined): string | null {
  return inUrl === undefined || inUrl === '' ? null : inUrl.slice(0, MAX_PARAMS_LENGTH)
}

/** The value from getShareParams: the parsed JSON, or the text if it is invalid. */
export function parseSharedParams(kept: string | null, form: PluginFaults['shareParams']): unknown {
  if (kept === null || form === 'absent') return undefined
  if (form === 'text') return kept
  try {
    return JSON.parse(decodeURIComponent(kept)) as unknown
  } catch {
    return kept
  }
}

/** The value in the URL of the goods page. */
export function encodeGoodsParams(
  kept: string | null,
  form: PluginFaults['goodsParams'],
): string | null {
  if (kept === null || form === 'lost') return null
  return form === 'double-encoded' ? encodeURIComponent(kept) : kept
}
