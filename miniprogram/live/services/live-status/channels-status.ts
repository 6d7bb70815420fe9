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

/** How long a list waits for WeChat's answer before it uses the last known one. */
const WAIT_MS = 3_000
/** The wait for an account that WeChat refused last time: the poller may not call again at once. */
const REFUSED_WAIT_MS = 500

/** The current data of these accounts, requested through the poller unless it is under a minute old. */
export async function refreshChannels(
  accounts: readonly FinderUserName[],
): Promise<readonly ChannelsLive[]> {
  await Promise.all(accounts.map(waitForAnswer))
  return cachedChannels(accounts)
}

/** The last known data of these accounts. Accounts without data are left out. */
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
    // a subscription makes the poller request the status; its first value may be old
    const unsubscribe = liveStatus().subscribe(account, () => undefined)
  })
}
