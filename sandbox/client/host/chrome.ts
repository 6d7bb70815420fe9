import { byId, createElement } from './dom'
import type { Packages } from './packages'
import type { PageView } from './page-view'
import type { ThemeSwitch } from './theme'

export interface ChromeActions {
  readonly top: () => PageView | null
  readonly depth: () => number
  readonly back: () => void
  readonly home: () => void
  readonly menu: () => void
  readonly close: () => void
  readonly switchTab: (route: string) => void
  readonly worldNowMs: () => number
}

export interface Measures {
  readonly statusBarHeight: number
  readonly safeBottom: number
  readonly pageTop: number
  readonly windowHeight: number
}

const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
  timeZone: 'Asia/Shanghai',
})

/** WeChat's controls around a page: status bar, title bar, capsule, tab bar, pull-down dots. */
export class Chrome {
  private readonly nav = byId('nav')
  private readonly pages = byId('pages')
  private readonly capsule = byId('capsule')

  constructor(
    private readonly packages: Packages,
    private readonly theme: ThemeSwitch,
    private readonly actions: ChromeActions,
  ) {
    byId('back').addEventListener('click', actions.back)
    byId('home').addEventListener('click', actions.home)
    byId('menu').addEventListener('click', actions.menu)
    byId('close').addEventListener('click', actions.close)
    theme.onChange(() => this.update())
    this.tick()
    window.setInterval(() => this.tick(), 1000)
  }

  /** Updates the bars for the top page. */
  update(): void {
    const page = this.actions.top()
    if (page === null) return
    const { config, bar } = page
    const isCustom = config.navigationStyle === 'custom'
    const title = bar.title ?? config.navigationBarTitleText ?? ''
    const background = bar.background ?? this.theme.resolve(config, 'navigationBarBackgroundColor')
    const front = bar.front ?? this.theme.resolve(config, 'navigationBarTextStyle') ?? 'white'
    byId('title').textContent = title
    document.title = title
    this.nav.hidden = isCustom
    this.nav.style.backgroundColor = background ?? '#000'
    byId('phone').dataset['front'] = front
    byId('back').hidden = this.actions.depth() < 2
    byId('home').hidden = this.actions.depth() > 1 || page.route === this.packages.firstPage
    page.frame.style.backgroundColor ||= this.theme.resolve(config, 'backgroundColor') ?? ''
    this.drawTabs(page.route)
  }

  /** The clock shows world time in China. */
  tick(): void {
    byId('clock').textContent = CLOCK.format(this.actions.worldNowMs())
  }

  setLoading(isLoading: boolean): void {
    this.nav.dataset['loading'] = isLoading ? 'true' : 'false'
  }

  startPullDown(): void {
    const page = this.actions.top()
    if (page === null) return
    page.frame.dataset['pull'] = 'refreshing'
    page.call('onPullDownRefresh')
  }

  stopPullDown(): void {
    const page = this.actions.top()
    if (page !== null) delete page.frame.dataset['pull']
  }

  capsuleRect() {
    const { left, top, right, bottom, width, height } = this.capsule.getBoundingClientRect()
    return { left, top, right, bottom, width, height }
  }

  measure(): Measures {
    const style = getComputedStyle(document.documentElement)
    const px = (name: string) => Number.parseFloat(style.getPropertyValue(name)) || 0
    return {
      statusBarHeight: px('--safe-area-inset-top'),
      safeBottom: px('--safe-area-inset-bottom'),
      pageTop: this.pages.getBoundingClientRect().top,
      windowHeight: this.pages.clientHeight,
    }
  }

  private drawTabs(route: string): void {
    const bar = byId('tab-bar')
    const tabs = this.packages.tabBar
    bar.hidden = tabs === null || !this.packages.isTab(route)
    if (tabs === null || bar.hidden) return
    bar.style.backgroundColor = tabs.backgroundColor ?? '#fff'
    bar.replaceChildren(
      ...tabs.list.map(({ pagePath, text }) => {
        const isHere = pagePath === route
        const color = (isHere ? tabs.selectedColor : tabs.color) ?? ''
        return createElement(
          'button',
          {
            role: 'tab',
            'aria-selected': String(isHere),
            'data-path': pagePath,
            style: `color: ${color}`,
            onclick: () => this.actions.switchTab(pagePath),
          },
          text,
        )
      }),
    )
  }
}
