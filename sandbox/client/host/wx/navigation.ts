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
  return {
    navigateTo: ({ url, events }: UrlOptions) => router.navigateTo(url, events),
    redirectTo: ({ url }: UrlOptions) => router.redirectTo(url),
    reLaunch: ({ url }: UrlOptions) => router.reLaunch(url),
    switchTab: ({ url }: UrlOptions) => router.switchTab(url),
    navigateBack: ({ delta }: { delta?: number }) => router.navigateBack(delta),

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
