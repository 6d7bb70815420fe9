import { createElement } from '../dom'
import { isSinglePage } from '../entry'
import { currentPage, type Phone } from './phone'

interface UrlOptions {
  readonly url: string
  readonly events?: Readonly<Record<string, (data: unknown) => void>>
}

interface OtherAppOptions {
  readonly appId: string
  readonly path?: string
}

interface ScrollOptions {
  readonly scrollTop?: number
  readonly selector?: string
  readonly duration?: number
}

export function navigationApis(phone: Phone) {
  const { router, chrome } = phone
  /** The toast has WeChat's text; the error text is ours. */
  const routes = <T, R>(move: (options: T) => R) => {
    return async (options: T): Promise<R> => {
      if (!isSinglePage(phone.enterOptions())) {
        const result = move(options)
        if (phone.device.callbackOrder === 'ready-first') await router.top?.ready
        return result
      }
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

    /** WeChat asks the user first; a refusal fails with `cancel`. */
    navigateToMiniProgram: routes(async ({ appId, path = '' }: OtherAppOptions) => {
      const title = '即将打开其他小程序'
      const { confirm } = await phone.overlays.modal({ title, content: appId, confirmText: '允许' })
      if (!confirm) throw new Error('cancel')
      phone.record('navigateToMiniProgram', { appId, path })
      phone.leaveFor((back) => drawOtherApp(appId, path, back))
    }),

    setNavigationBarTitle: ({ title }: { title: string }) => {
      currentPage(phone).bar.title = title
      chrome.update()
    },
    setNavigationBarColor: (options: { frontColor: string; backgroundColor: string }) => {
      const { bar } = currentPage(phone)
      bar.front = options.frontColor === '#ffffff' ? 'white' : 'black'
      bar.background = options.backgroundColor
      chrome.update()
    },
    showNavigationBarLoading: () => chrome.setLoading(true),
    hideNavigationBarLoading: () => chrome.setLoading(false),
    setBackgroundColor: ({ backgroundColor = '' }: { backgroundColor?: string }) => {
      currentPage(phone).frame.style.backgroundColor = backgroundColor
    },
    setBackgroundTextStyle: () => undefined,

    startPullDownRefresh: () => chrome.startPullDown(),
    stopPullDownRefresh: () => chrome.stopPullDown(),
    pageScrollTo: ({ scrollTop, selector, duration = 300 }: ScrollOptions) => {
      const { scroller } = currentPage(phone)
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

/** A page in place of the other mini-program, which the sandbox does not run. */
function drawOtherApp(appId: string, path: string, back: () => void): HTMLElement {
  return createElement(
    'section',
    {
      class: 'overlay channels',
      role: 'region',
      'aria-label': '其他小程序',
      'data-other-app': appId,
    },
    createElement(
      'header',
      { class: 'channels__bar' },
      createElement('button', { class: 'channels__back', onclick: back }, '‹ 返回小程序'),
      createElement('span', {}, '其他小程序'),
    ),
    createElement(
      'div',
      { class: 'channels__body' },
      createElement('b', { class: 'channels__name' }, appId),
      createElement('p', { class: 'channels__text' }, path),
      createElement('small', {}, '沙箱模拟的页面'),
    ),
  )
}
