import { isBelow } from '../../../miniprogram/live/services/phone/platform'
import { aStorage, installPages, installWx } from './globals'

/** What a call of WeChat ends with; null: it never ends. */
export type Ending = { readonly ok: unknown } | { readonly fail: unknown } | null

export const ok = (result: unknown): Ending => ({ ok: result })
export const fails = (cause: unknown): Ending => ({ fail: cause })
export const NEVER: Ending = null

/** WeChat's calls for Channels live, and the base library that has each first. @see contract C2 */
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

/** A client whose base library is this one: a call of a later one is no function there. */
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
      // never before the call returns
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
    /** More of `wx`, or other. */
    parts,
    /** What was called, in order, with what. */
    calls,
    toasts,
    /** Said to the merchant, on the console. */
    warnings,
    /** What each call ends with from now on, by the account it names. */
    endings,
    namesCalled: () => calls.map(([name]) => name),
    /** The app starts: nothing but the storage is left. */
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
