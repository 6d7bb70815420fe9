import { planAccounts, type ChannelsAccount } from './accounts'
import type { Broadcast } from './broadcast'

/** The Channels state of WeChat: accounts, overrides of tests, reminders. */
export interface Channels {
  readonly accounts: readonly ChannelsAccount[]
  readonly overrides: Map<string, ChannelsOverride>
  /** noticeIds with a reminder. The sandbox has one user. */
  readonly reserved: Set<string>
}

export interface ChannelsOverride {
  readonly status?: number
  readonly replayStatus?: number
  /** Replaces the notices of the plan. */
  readonly notices?: readonly NoticeView[]
  readonly refusal?: number
  /** A broadcast outside the plan, started by overriding the status. */
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
