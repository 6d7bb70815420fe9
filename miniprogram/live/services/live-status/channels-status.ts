import type { ChannelsLive } from '../../domain/channels'
import type { FinderUserName } from '../../domain/room-id'
import {
  answeredAtMs,
  isRefused,
  knownChannels,
  onChannelsAnswered,
  wasRefused,
  channelsUnavailableMessage,
} from '../wechat/channels-client'
import { systemClock } from '../phone/clock'
import { liveStatus } from './poller'
import { MINUTE_MS } from './schedule'

/** A list waits so long for WeChat's word, and is then drawn by the last one. */
const WAIT_MS = 3_000
/** WeChat did not say it the last time, and the poller may not ask at once: a list is not kept long. */
const REFUSED_WAIT_MS = 500

/** What these accounts do now: asked of WeChat through the one poller, unless it was within its minute. */
export function refreshChannels(
  accounts: readonly FinderUserName[],
): Promise<readonly ChannelsLive[]> {
  return Promise.all(accounts.map(waitForAnswer)).then(() => cachedChannels(accounts))
}

/** What they did when WeChat was last asked; an account it never told of is left out. */
export function cachedChannels(accounts: readonly FinderUserName[]): readonly ChannelsLive[] {
  return accounts.map((one) => knownChannels(one)?.live ?? null).filter((live) => live !== null)
}

function waitForAnswer(account: FinderUserName): Promise<void> {
  const isFresh = Math.abs(systemClock.nowMs() - answeredAtMs(account)) < MINUTE_MS
  if (isFresh || isRefused(account) || channelsUnavailableMessage('getChannelsLiveInfo') !== null)
    return Promise.resolve()
  return new Promise<void>((resolve) => {
    const end = () => {
      systemClock.clearTimeout(timer)
      stopListening()
      unsubscribe()
      resolve()
    }
    const timer = systemClock.setTimeout(end, wasRefused(account) ? REFUSED_WAIT_MS : WAIT_MS)
    const stopListening = onChannelsAnswered((of) => {
      if (of === account) end()
    })
    // who listens makes the poller ask; what it is told at once may be old
    const unsubscribe = liveStatus().subscribe(account, () => undefined)
  })
}
