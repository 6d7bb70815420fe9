import type { Account } from './account'
import { openAccount } from './account'
import type { Calls } from './calls'
import { countCalls } from './calls'
import { buildCatalogue } from './catalogue'
import type { Catalogue } from './catalogue/types'
import { openChannels, type Channels } from './channels/accounts-data'
import type { Faults } from './faults'
import { createFaults } from './faults'
import type { Logins } from './logins'
import { openLogins } from './logins'
import type { SandboxOptions } from './options'
import { defaultOptions } from './options'
import type { Quota } from './quota'
import { openQuota } from './quota'
import type { WorldClockState } from '../shared/world-clock'
import { worldNowMs } from '../shared/world-clock'

export interface RoomOverride {
  readonly liveStatus?: number
  /** False: the room is no longer listed. */
  readonly listed?: boolean
}

/** The whole state of the API stand-in. */
export interface Wechat {
  readonly catalogue: Catalogue
  readonly account: Account
  readonly logins: Logins
  readonly quota: Quota
  readonly calls: Calls
  readonly faults: Faults
  readonly overrides: Map<number, RoomOverride>
  readonly channels: Channels
  options: SandboxOptions
  /** Base address of the pictures. Set when the server listens. */
  baseUrl: string
  nowMs(): number
  clock(): WorldClockState
  /** Sets the clock and notifies all listeners. */
  setClock(state: WorldClockState): void
  onClock(listener: (state: WorldClockState) => void): () => void
  realNowMs(): number
}

export interface WechatSettings {
  readonly seed: number
  readonly clock: WorldClockState
  readonly realNowMs: () => number
  readonly dailyLimit?: number | undefined
  readonly roomCount?: number | undefined
}

export function createWechat(settings: WechatSettings): Wechat {
  const { seed, realNowMs } = settings
  let { clock } = settings
  const listeners = new Set<(state: WorldClockState) => void>()
  const nowMs = (): number => worldNowMs(clock, realNowMs())
  const options = (): SandboxOptions => wechat.options

  const wechat: Wechat = {
    catalogue: buildCatalogue(seed, clock.anchorWorldMs, settings.roomCount),
    account: openAccount(nowMs, options),
    logins: openLogins(nowMs),
    quota: openQuota(nowMs, options),
    calls: countCalls(nowMs),
    faults: createFaults(),
    overrides: new Map(),
    channels: openChannels(clock.anchorWorldMs),
    options: defaultOptions(settings.dailyLimit),
    baseUrl: '',
    nowMs,
    clock: () => clock,
    setClock: (state) => {
      clock = state
      for (const listener of listeners) listener(state)
    },
    onClock: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    realNowMs,
  }
  return wechat
}
