import { isSinglePage } from '../entry'
import { needPage, type Phone } from './phone'

interface UrlOptions {
  readonly url: string
  readonly events?: Readonly<Record<string, (data: unknown) => void>>
}

interface ScrollOptions {
  readonly scrollTop?: number
  readonly selector?: string
  readonly duration?: number
}

export function navigationApis(phone: Phone) {
  const { router, chrome } = phone
  /** WeChat's own words; the wording of the failure is ours. */
  const routes = <T, R>(move: (options: T) => R) => {
    return (options: T): R => {
      if (!isSinglePage(phone.enterOptions())) return move(options)
      phone.overlays.toast({ title: '请前往小程序使用完整服务', icon: 'none' })
      throw new Error('not allowed in single page mode')
    }
  }
  return {
    navigateTo: routes(({ url, events }: UrlOptions) => router.navigateTo(url, events)),
    redirectTo: routes(({ url }: UrlOptions) => router.redirectTo(url)),
    reLaunch: routes(({ url }: UrlOptions) => router.reLaunch(url)),
    switchTab: routes(({ url }: UrlOptions) => router.switchTab(url)),
    navigateBack: routes(({ delta }: { delta?: number }) => router.navigateBack(delta)),

    setNavigationBarTitle: ({ title }: { title: string }) => {
      needPage(phone).bar.title = title
      chrome.update()
    },
    setNavigationBarColor: (options: { frontColor: string; backgroundColor: string }) => {
      const { bar } = needPage(phone)
      bar.front = options.frontColor === '#ffffff' ? 'white' : 'black'
      bar.background = options.backgroundColor
      chrome.update()
    },
    showNavigationBarLoading: () => chrome.setLoading(true),
    hideNavigationBarLoading: () => chrome.setLoading(false),
    setBackgroundColor: ({ backgroundColor = '' }: { backgroundColor?: string }) => {
      needPage(phone).frame.style.backgroundColor = backgroundColor
    },
    setBackgroundTextStyle: () => undefined,

    startPullDownRefresh: () => chrome.startPullDown(),
    stopPullDownRefresh: () => chrome.stopPullDown(),
    pageScrollTo: ({ scrollTop, selector, duration = 300 }: ScrollOptions) => {
      const { scroller } = needPage(phone)
      const target = selector === undefined ? null : scroller.querySelector(selector)
      const top =
        target === null
          ? (scrollTop ?? 0)
          : target.getBoundingClientRect().top -
            scroller.getBoundingClientRect().top +
            scroller.scrollTop
      scroller.scrollTo({ top, behavior: duration === 0 ? 'auto' : 'smooth' })
    },
  }
}
