/** What WeChat's side tells its own client about Channels; an app sees what the client makes of it. */
export type ChannelsReply<T> = { readonly kind: 'ok'; readonly result: T } | ChannelsFailure

/** The client puts `NAME:fail ` before `errMsg`, and hands `number` on under its key. */
export interface ChannelsFailure {
  readonly kind: 'failed'
  readonly errMsg: string
  readonly number?: Readonly<Record<string, number | string>>
}

/** Where a jump leads: `wx.openChannelsLive` and `<channel-live>`. */
export interface ChannelsPlace {
  readonly finderUserName: string
  readonly nickname: string
  readonly headUrl: string
  readonly coverUrl: string
  /** Of the broadcast that was asked about: what `<channel-live>` draws. */
  readonly status: number
  readonly replayStatus: number
  readonly description: string
  readonly leadsTo: ChannelsPage
}

export interface ChannelsPage {
  readonly kind: 'room' | 'end' | 'replay'
  /** '' where the account was never live. */
  readonly feedId: string
  readonly description: string
}

/** A notice, as `wx.reserveChannelsLive` meets it. */
export interface ChannelsNotice {
  readonly finderUserName: string
  readonly nickname: string
  readonly headUrl: string
  readonly startAtSec: number
  readonly phase: 'open' | 'live' | 'cancelled' | 'ended' | 'expired'
  readonly reserved: boolean
  /** How long the dialog takes to come, in real time. */
  readonly delayMs: number
}
