import type { ChannelsLive } from './channels'

/**
 * The status of a live room. The seven codes and "unknown" are never merged: a banned room differs from
 * an ended one, and a host who lost the network may return within a minute.
 * @see liveplayer/component-api, getLiveStatus
 */
export const LIVE_STATUS_CODES = [101, 102, 103, 104, 105, 106, 107] as const

export type LiveStatusCode = (typeof LIVE_STATUS_CODES)[number]

export type LiveStatus =
  | { readonly kind: 'known'; readonly code: LiveStatusCode }
  /** Developers have reported 0. Shown without a badge, never as ended. */
  | { readonly kind: 'unknown'; readonly raw: unknown }
  /** The status of a Channels account, with all of its data. */
  | { readonly kind: 'channels'; readonly live: ChannelsLive }

/** The three lists of the hall. */
export const ROOM_LIST_KINDS = ['live', 'upcoming', 'replay'] as const

export type RoomListKind = (typeof ROOM_LIST_KINDS)[number]

export function parseLiveStatus(raw: unknown): LiveStatus {
  const code = LIVE_STATUS_CODES.find((known) => known === raw)
  return code === undefined ? { kind: 'unknown', raw } : { kind: 'known', code }
}

/** Whether both are displayed alike. Two unknown statuses are, whatever their raw values. */
export function sameLiveStatus(one: LiveStatus, other: LiveStatus): boolean {
  return one.kind === 'channels'
    ? JSON.stringify(one) === JSON.stringify(other)
    : one.kind === other.kind && codeOf(one) === codeOf(other)
}

/**
 * Ended, banned and expired rooms never change, so polling stops. A Channels account is never final: it
 * can start its next broadcast.
 */
export function isFinal(status: LiveStatus): boolean {
  const code = codeOf(status)
  return code === 103 || code === 104 || code === 107
}

/** Whether the host is broadcasting now. */
export function isOnAir(status: LiveStatus): boolean {
  return status.kind === 'channels' ? status.live.latest.status === 'live' : codeOf(status) === 101
}

/** null: unknown, or a Channels account, which has no code. */
export function codeOf(status: LiveStatus): LiveStatusCode | null {
  return status.kind === 'known' ? status.code : null
}
