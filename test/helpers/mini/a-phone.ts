import { NOW_MS } from './builders'
import { settled } from './drawn'
import type { OpenedPage } from './page'
import { openPage } from './page'
import type { Phone } from './runtime'
import { install, load, stub } from './runtime'

/** A plugin that knows no status yet, and of no subscription. */
export const QUIET_PLUGIN: Phone['plugin'] = {
  getLiveStatus: () => new Promise(() => undefined),
  getSubscribeStatus: () => Promise.resolve({ is_subscribe: false }),
}

export interface PhoneWithPages<Path extends string> {
  readonly phone: Phone
  readonly openPage: (path: Path, query?: Record<string, string>) => Promise<OpenedPage>
  /** The one opened last. */
  readonly page: OpenedPage
  /** A back end that says nothing until the test is over, or until `break`. */
  readonly silence: { readonly respond: () => Promise<null>; readonly break: () => void }
  /** What a module of the app remembers, such as the plugin it once found, is forgotten. */
  readonly startAgain: () => void
}

/**
 * The set-up of a test of pages: they are loaded once; each test has a clean phone, which stands at
 * {@link NOW_MS}, and fails where a page that was closed leaves a timer behind.
 * @param paths below miniprogram/
 * @example const { phone, page, openPage } = aPhoneWith('pages/index/index')
 */
export function aPhoneWith<Path extends string>(...paths: readonly Path[]): PhoneWithPages<Path> {
  const phone = install()
  const ids = new Map<Path, string>()
  let open: OpenedPage[] = []
  let breakSilence: (answer: null) => void = () => undefined

  const startAgain = () => {
    jest.resetModules()
    stubSubscribe()
    for (const path of paths) ids.set(path, load(path))
  }
  const last = () => {
    const page = open.at(-1)
    if (page === undefined) throw new Error('no page has been opened')
    return page
  }

  beforeAll(startAgain)

  beforeEach(() => {
    jest.useFakeTimers({ now: NOW_MS })
    phone.reset()
  })

  afterEach(async () => {
    for (const page of open) await page.close()
    breakSilence(null)
    await settled()
    expect(jest.getTimerCount()).toBe(0)
    jest.useRealTimers()
  })

  return {
    phone,
    startAgain,
    openPage: async (path, query) => {
      const opened = await openPage(ids.get(path) ?? '', query, path)
      const page = {
        ...opened,
        close: async () => {
          open = open.filter((one) => one !== page)
          await opened.close()
        },
      }
      open.push(page)
      return page
    },
    page: {
      get drawn() {
        return last().drawn
      },
      call: (name, ...args) => last().call(name, ...args),
      hide: () => last().hide(),
      show: () => last().show(),
      close: () => last().close(),
    },
    silence: {
      // who asks the same meanwhile shares the wait
      respond: () => new Promise((resolve) => (breakSilence = resolve)),
      break: () => breakSilence(null),
    },
  }
}

/** Stands in for the plugin's own button. */
export function stubSubscribe(): void {
  stub({
    id: 'plugin-private://wx2b03c6e691cd7370/components/subscribe/subscribe',
    tagName: 'subscribe',
    template: '<view/>',
    properties: { roomId: Number },
  })
}
