/** WeChat's answer to its client about Channels. The client converts it for the app. */
export type ChannelsReply<T> = { readonly kind: 'ok'; readonly result: T } | ChannelsFailure

/** The client prepends `NAME:fail ` to `errMsg` and copies the keys of `number`. */
export interface ChannelsFailure {
  readonly kind: 'failed'
  readonly errMsg: string
  readonly number?: Readonly<Record<string, number | string>>
}

/** The target of `wx.openChannelsLive` and `<channel-live>`. */
export interface ChannelsDestination {
  readonly finderUserName: string
  readonly nickname: string
  readonly headUrl: string
  readonly coverUrl: string
  /** Status of the requested broadcast, which `<channel-live>` shows. */
  readonly status: number
  readonly replayStatus: number
  readonly description: string
  readonly leadsTo: ChannelsPage
}

export interface ChannelsPage {
  readonly kind: 'room' | 'end' | 'replay'
  /** '' if the account was never live. */
  readonly feedId: string
  readonly description: string
}

/** A notice for the dialog of `wx.reserveChannelsLive`. */
export interface ChannelsNotice {
  readonly finderUserName: string
  readonly nickname: string
  readonly headUrl: string
  readonly startAtSec: number
  readonly phase: 'open' | 'live' | 'cancelled' | 'ended' | 'expired'
  readonly reserved: boolean
  /** Delay before the dialog opens, in real time. */
  readonly delayMs: number
}
