import type { FinderUserName } from '../../../miniprogram/live/domain/room-id'
import type { PhoneWithPages } from './a-phone'
import { aPhoneWith } from './a-phone'
import { find, settled } from './drawn'
import type { OpenedPage } from './page'
import type { Drawn, Phone } from './runtime'

/** What WeChat says of one account: an answer, or the number that it fails with. */
export interface Told {
  info: object | number
  /** null: nothing is announced. */
  notice: object | null
}

/** WeChat's side of Channels live, as wechat-live-contract C2 has it. */
export interface ChannelsWorld {
  readonly accounts: Map<FinderUserName, Told>
  /** Whom the app asked about, in this order. */
  readonly asked: FinderUserName[]
  /** What it opened, each in a tap. */
  readonly opened: object[]
  /** The notices whose dialog it opened. */
  readonly reserved: string[]
  /** How often it asked who shared. */
  shareKeyAsked: number
  /** The `state` of the next dialog; null: it does not open. */
  reserveState: number | null
  /** What WeChat, or the shopper, says to an opened room: '' is yes. */
  openFailure: string
  /** A client that tells of replays before its base library promises to. */
  tellsReplays: boolean
  /** Holds back what WeChat says of accounts until the test lets go. */
  until: Promise<void> | undefined
  shareKey: object | null
}

interface ChannelsPhone<Path extends string> extends PhoneWithPages<Path> {
  readonly channels: ChannelsWorld
  /** Opens a page and gives WeChat the time to answer about every account. */
  readonly open: (path: Path, query?: Record<string, string>) => Promise<OpenedPage>
  /** A tap as a phone has it: what comes later than its handler is no tap any more. */
  readonly tap: (drawn: Drawn, selector?: string) => Promise<void>
  /** An account that config.ts names from now on, and what WeChat says of it. */
  readonly account: (info?: object | number, notice?: object | null) => FinderUserName
  /** One that config.ts does not name; each test has names of its own, as the app remembers them. */
  readonly otherAccount: (info?: object | number, notice?: object | null) => FinderUserName
  readonly setConfig: (over: { apiBaseUrl: string }) => void
}

/** A phone whose shop has Channels accounts; the live component only where a test gives it one. */
export function aChannelsPhone<Path extends string>(
  ...paths: readonly Path[]
): ChannelsPhone<Path> {
  const stage = aPhoneWith(...paths)
  const channels = aWorld()
  let isTapped = false
  let config: { apiBaseUrl: string; finderUserNames: readonly FinderUserName[] }
  let number = 0
  Object.defineProperties(
    wx,
    callsOf(stage.phone, channels, () => isTapped),
  )

  beforeEach(async () => {
    Object.assign(channels, aWorld())
    // miniprogram-simulate has calls of the same names, which know no contract
    Object.defineProperties(
      wx,
      callsOf(stage.phone, channels, () => isTapped),
    )
    const { setChannelsAccounts } =
      await import('../../../miniprogram/live/services/wechat/channels-accounts')
    setChannelsAccounts([])
    // the app's own, which is read-only to the app alone
    ;({ config } = await import('../../../miniprogram/config'))
    Object.assign(config, { apiBaseUrl: 'https://live-api.example.com', finderUserNames: [] })
  })

  const otherAccount = (info: object | number = aBroadcast(), notice: object | null = null) => {
    number += 1
    const finderUserName: FinderUserName = `sphShop${number}`
    channels.accounts.set(finderUserName, { info, notice })
    return finderUserName
  }

  return {
    ...stage,
    channels,
    otherAccount,
    account: (info, notice) => {
      const finderUserName = otherAccount(info, notice)
      Object.assign(config, { finderUserNames: [...config.finderUserNames, finderUserName] })
      return finderUserName
    },
    setConfig: (over) => Object.assign(config, over),
    open: async (path, query) => {
      const page = await stage.openPage(path, query)
      await jest.advanceTimersByTimeAsync(PATIENCE_MS)
      await settled()
      return page
    },
    tap: async (drawn, selector) => {
      const target = selector === undefined ? drawn : find(drawn, selector)
      // the handlers come after this listener and before whatever they wait for
      const begin = () => {
        isTapped = true
        void Promise.resolve().then(() => (isTapped = false))
      }
      target.dom.addEventListener('tap', begin, { once: true })
      target.dispatchEvent('tap')
      await settled()
    },
  }
}

/** The app waits no longer for WeChat's word; see services/channels-news. */
const PATIENCE_MS = 3_000

function aWorld(): ChannelsWorld {
  return {
    accounts: new Map(),
    asked: [],
    opened: [],
    reserved: [],
    shareKeyAsked: 0,
    reserveState: 6,
    openFailure: '',
    tellsReplays: false,
    until: undefined,
    shareKey: null,
  }
}

/** A broadcast that is on now, as WeChat tells of it; with `over` any other. */
export function aBroadcast(over: object = {}): object {
  return {
    feedId: 'feed-now',
    nonceId: 'nonce-now',
    description: '秋冬新茶',
    status: 2,
    headUrl: '/pictures/heads/1.svg',
    nickname: '山海小铺',
    replayStatus: '0',
    otherInfos: [],
    ...over,
  }
}

/** A notice that can be reserved; WeChat writes its time as a text of seconds. */
export function aNotice(startAtSec: number, over: object = {}): object {
  const startTime = String(startAtSec)
  return { noticeId: 'notice-1', status: 0, startTime, reservable: true, ...over }
}

interface Callbacks {
  readonly success?: (result: object) => void
  readonly fail?: (failure: { errMsg: string; err_code?: number }) => void
}
type Named = Callbacks & { finderUserName: FinderUserName }

/** A call that a base library does not know yet is no function there. */
function callsOf(
  phone: Phone,
  world: ChannelsWorld,
  isTapped: () => boolean,
): PropertyDescriptorMap {
  const isBelow = (since: string) => isOlder(phone.host.SDKVersion, since)
  const since = (version: string, call: (options: never) => void): PropertyDescriptor => ({
    configurable: true,
    get: () => (isBelow(version) ? undefined : call),
  })
  // never before the call returns
  const later = (answer: () => void, until?: Promise<void>) =>
    void Promise.resolve(until).then(answer)
  return {
    getChannelsLiveInfo: since('2.15.0', ({ finderUserName, success, fail }: Named) => {
      world.asked.push(finderUserName)
      const told = world.accounts.get(finderUserName)?.info ?? 1416100
      later(() => {
        if (typeof told === 'number')
          fail?.({ errMsg: 'getChannelsLiveInfo:fail ', err_code: told })
        else if (isBelow('2.29.0') && !world.tellsReplays)
          success?.(without(told, ['replayStatus', 'otherInfos']))
        else success?.(told)
      }, world.until)
    }),
    getChannelsLiveNoticeInfo: since('2.19.0', ({ finderUserName, success, fail }: Named) => {
      const notice = world.accounts.get(finderUserName)?.notice ?? null
      later(() => {
        if (notice === null) fail?.({ errMsg: 'getChannelsLiveNoticeInfo:fail no notice' })
        else success?.(notice)
      })
    }),
    openChannelsLive: since(
      '2.15.0',
      ({ success, fail, ...opened }: Named & { feedId?: string; nonceId?: string }) => {
        const needsFeed = isBelow('2.19.2') && (!opened.feedId || !opened.nonceId)
        const refused = !isTapped()
          ? 'can only be invoked by user TAP gesture.'
          : needsFeed
            ? 'parameter error: feedId, nonceId'
            : world.openFailure
        if (refused === '') world.opened.push(opened)
        later(() => {
          if (refused === '') success?.({ errMsg: 'openChannelsLive:ok' })
          else fail?.({ errMsg: `openChannelsLive:fail ${refused}` })
        })
      },
    ),
    reserveChannelsLive: since(
      '2.19.0',
      ({ noticeId, success, fail }: Callbacks & { noticeId: string }) => {
        const state = world.reserveState
        if (state !== null) world.reserved.push(noticeId)
        later(() => {
          if (state === null) fail?.({ errMsg: 'reserveChannelsLive:fail' })
          else success?.({ errMsg: 'reserveChannelsLive:ok', state })
        })
      },
    ),
    getChannelsShareKey: since('2.22.1', ({ success, fail }: Callbacks) => {
      world.shareKeyAsked += 1
      const { shareKey } = world
      later(() => {
        if (shareKey === null) fail?.({ errMsg: 'getChannelsShareKey:fail' })
        else success?.(shareKey)
      })
    }),
  }
}

function without(told: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(told).filter(([name]) => !names.includes(name)))
}

function isOlder(version: string, than: string): boolean {
  const parts = (text: string) => text.split('.').map(Number)
  const wanted = parts(than)
  const at = parts(version).findIndex((part, index) => part !== wanted[index])
  return at >= 0 && (parts(version)[at] ?? 0) < (wanted[at] ?? 0)
}
