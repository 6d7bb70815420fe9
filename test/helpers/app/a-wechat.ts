import { isBelow } from '../../../miniprogram/live/services/phone/platform'
import { aStorage, installPages, installWx } from './globals'

/** The result of a WeChat call; null: it never answers. */
export type Ending = { readonly ok: unknown } | { readonly fail: unknown } | null

export const ok = (result: unknown): Ending => ({ ok: result })
export const fails = (cause: unknown): Ending => ({ fail: cause })
export const NEVER: Ending = null

/** WeChat's Channels live APIs, and the first base library of each. @see contract C2 */
const SINCE = {
  getChannelsLiveInfo: '2.15.0',
  openChannelsLive: '2.15.0',
  getChannelsLiveNoticeInfo: '2.19.0',
  reserveChannelsLive: '2.19.0',
  getChannelsShareKey: '2.22.1',
} as const

type Name = keyof typeof SINCE

interface Options {
  readonly finderUserName?: string
  readonly success: (result: unknown) => void
  readonly fail: (cause: unknown) => void
}

/** A client with this base library. APIs of later ones are missing. */
export function aWeChat(SDKVersion = '3.4.0', storage = aStorage()) {
  const calls: [name: Name, options: object][] = []
  const toasts: string[] = []
  const warnings: string[] = []
  const nothing = () => fails({ errMsg: 'fail' })
  const endings: Record<Name, (of: string) => Ending> = {
    getChannelsLiveInfo: nothing,
    openChannelsLive: () => ok({}),
    getChannelsLiveNoticeInfo: nothing,
    reserveChannelsLive: () => ok({ state: 6 }),
    getChannelsShareKey: nothing,
  }
  const call =
    (name: Name) =>
    ({ success, fail, ...options }: Options) => {
      calls.push([name, options])
      const ending = endings[name](options.finderUserName ?? '')
      if (ending === null) return
      // asynchronously, as WeChat does
      void Promise.resolve().then(() => {
        if ('ok' in ending) success(ending.ok)
        else fail(ending.fail)
      })
    }
  const parts: Record<string, unknown> = {
    ...storage.wx,
    canIUse: (name: string) => name in parts,
    getSystemInfoSync: () => ({ SDKVersion, platform: 'android' }),
    showToast: ({ title }: { title: string }) => void toasts.push(title),
  }
  const names = Object.keys(SINCE) as Name[]
  names
    .filter((name) => !isBelow(SDKVersion, SINCE[name]))
    .forEach((name) => (parts[name] = call(name)))
  return {
    storage,
    /** The members of `wx`; tests may add or replace some. */
    parts,
    /** The calls in order, with their options. */
    calls,
    toasts,
    /** Console warnings. */
    warnings,
    /** The result of each API from now on, by account. */
    endings,
    namesCalled: () => calls.map(([name]) => name),
    /** Starts the app. Only the storage stays. */
    start: () => {
      installWx(parts)
      installPages([{}])
      jest.resetModules()
      jest.spyOn(console, 'warn').mockImplementation((...said: unknown[]) => {
        warnings.push(said.join(' '))
      })
    },
  }
}

export type WeChat = ReturnType<typeof aWeChat>

export const settle = () => jest.advanceTimersByTimeAsync(0)
