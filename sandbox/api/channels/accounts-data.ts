import { planAccounts, type ChannelsAccount } from './accounts'
import type { Broadcast } from './broadcast'

/** What WeChat knows of Channels: the accounts, what a test has set, who wants to be reminded. */
export interface Channels {
  readonly accounts: readonly ChannelsAccount[]
  readonly overrides: Map<string, ChannelsOverride>
  /** By noticeId, of the one shopper that there is. */
  readonly reserved: Set<string>
}

export interface ChannelsOverride {
  readonly status?: number
  readonly replayStatus?: number
  /** In place of those of the course. */
  readonly notices?: readonly NoticeView[]
  readonly refusal?: number
  /** A broadcast that the course does not know, begun by setting a status. */
  readonly extra?: Broadcast
}

export interface NoticeView {
  readonly noticeId: string
  readonly status: number
  readonly reservable: boolean
  readonly startAtSec: number
}

export function openChannels(startMs: number): Channels {
  return { accounts: planAccounts(startMs), overrides: new Map(), reserved: new Set() }
}
