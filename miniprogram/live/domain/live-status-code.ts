import type { ChannelsLive } from './channels'

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
  /** Of a Channels account, with all that WeChat says of it. */
  | { readonly kind: 'channels'; readonly live: ChannelsLive }

/** The three lists of the hall. */
export const ROOM_LIST_KINDS = ['live', 'upcoming', 'replay'] as const

export type RoomListKind = (typeof ROOM_LIST_KINDS)[number]

export function parseLiveStatus(raw: unknown): LiveStatus {
  const code = LIVE_STATUS_CODES.find((known) => known === raw)
  return code === undefined ? { kind: 'unknown', raw } : { kind: 'known', code }
}

/** Would a listener see any difference? Two unknowns look alike whatever WeChat had said. */
export function sameLiveStatus(one: LiveStatus, other: LiveStatus): boolean {
  return one.kind === 'channels'
    ? JSON.stringify(one) === JSON.stringify(other)
    : one.kind === other.kind && codeOf(one) === codeOf(other)
}

/**
 * Ended, banned and expired rooms never change again, so nobody needs to ask. A Channels account goes
 * on to its next broadcast.
 */
export function isFinal(status: LiveStatus): boolean {
  const code = codeOf(status)
  return code === 103 || code === 104 || code === 107
}

/** The host is on the screen at this moment. */
export function isOnAir(status: LiveStatus): boolean {
  return status.kind === 'channels' ? status.live.latest.status === 'live' : codeOf(status) === 101
}

/** null: unknown, or a Channels account, which has states of its own. */
export function codeOf(status: LiveStatus): LiveStatusCode | null {
  return status.kind === 'known' ? status.code : null
}
