import type { ChannelsLive } from '../../domain/channels'
import type { FinderUserName } from '../../domain/room-id'
import {
  answeredAtMs,
  isRefused,
  knownChannels,
  onChannelsAsked,
  wasRefused,
  whyNoChannels,
} from '../wechat/channels-client'
import { systemClock } from '../phone/clock'
import { liveStatus } from './poller'
import { MINUTE_MS } from './schedule'

/** A list waits so long for WeChat's word, and is then drawn by the last one. */
const PATIENCE_MS = 3_000
/** WeChat did not say it the last time, and the poller may not ask at once: a list is not kept long. */
const REFUSED_PATIENCE_MS = 500

/** What these accounts do now: asked of WeChat through the one poller, unless it was within its minute. */
export function newsOf(accounts: readonly FinderUserName[]): Promise<readonly ChannelsLive[]> {
  return Promise.all(accounts.map(heardOf)).then(() => lastKnown(accounts))
}

/** What they did when WeChat was last asked; an account it never told of is left out. */
export function lastKnown(accounts: readonly FinderUserName[]): readonly ChannelsLive[] {
  return accounts.map((one) => knownChannels(one)?.live ?? null).filter((live) => live !== null)
}

function heardOf(account: FinderUserName): Promise<void> {
  const isNew = Math.abs(systemClock.nowMs() - answeredAtMs(account)) < MINUTE_MS
  if (isNew || isRefused(account) || whyNoChannels('getChannelsLiveInfo') !== null)
    return Promise.resolve()
  return new Promise<void>((resolve) => {
    const end = () => {
      systemClock.clearTimeout(timer)
      stopHearing()
      stopAsking()
      resolve()
    }
    const timer = systemClock.setTimeout(
      end,
      wasRefused(account) ? REFUSED_PATIENCE_MS : PATIENCE_MS,
    )
    const stopHearing = onChannelsAsked((of) => {
      if (of === account) end()
    })
    // who listens makes the poller ask; what it is told at once may be old
    const stopAsking = liveStatus().subscribe(account, () => undefined)
  })
}
