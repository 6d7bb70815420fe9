/**
 * The state of a live room. Seven codes and "unknown" are never folded into fewer: a banned room is
 * not an ended one, and a host who lost the network may be back in a minute.
 * @see liveplayer/component-api, getLiveStatus
 */
export const LIVE_STATUS_CODES = [101, 102, 103, 104, 105, 106, 107] as const

export type LiveStatusCode = (typeof LIVE_STATUS_CODES)[number]

export type LiveStatus =
  | { readonly kind: 'known'; readonly code: LiveStatusCode }
  /** 0 has been reported by developers; shown without a badge, never as ended. */
  | { readonly kind: 'unknown'; readonly raw: unknown }

export function parseLiveStatus(raw: unknown): LiveStatus {
  const code = LIVE_STATUS_CODES.find((known) => known === raw)
  return code === undefined ? { kind: 'unknown', raw } : { kind: 'known', code }
}
