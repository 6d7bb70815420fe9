import type { AppLifecycle } from './app'
import type { WorldTimers } from './clock'
import {
  entryUrl,
  isSinglePage,
  keepsPages,
  visibleOptions,
  type EnterOptions,
  type Entry,
} from './entry'
import type { Program } from './program'
import type { TimelineCard } from './share'
import type { Effect, Sim, WarmEntry } from './sim'
import type { PageUpdate } from './update-log'
import type { Phone } from './wx/phone'

/** One run of the mini-program, from its cold start. */
export class Session {
  readonly launchOptions: EnterOptions
  private away: HTMLElement | null = null

  constructor(
    private entry: Entry,
    private readonly phone: Phone,
    private readonly app: AppLifecycle,
  ) {
    this.launchOptions = visibleOptions(entry)
  }

  get enterOptions(): EnterOptions {
    return visibleOptions(this.entry)
  }

  /** Cold start. */
  start(): void {
    this.app.launch(this.launchOptions)
    this.openEntryPage()
  }

  background(): void {
    if (!this.app.inForeground) return
    this.phone.router.top?.disappear()
    this.app.hide()
    this.away = this.phone.overlays.notice(
      '小程序在后台',
      '已触发 App.onHide，定时器按沙箱时间继续运行。',
      {
        text: '回到小程序',
        run: () => this.foreground(),
      },
    )
  }

  foreground(options: Partial<Pick<Entry, 'scene' | 'query' | 'shareTicket'>> = {}): void {
    if (this.app.inForeground) return
    this.away?.remove()
    const { route = '', query = {} } = this.phone.router.top?.location ?? {}
    this.entry = { scene: 1001, path: route, query, ...options }
    this.app.show(this.enterOptions)
    this.phone.router.top?.appear()
  }

  /** WeChat shows a page of its own. When the user returns, the app receives the same enter options. */
  leaveFor(draw: (back: () => void) => HTMLElement): void {
    if (!this.app.inForeground) return
    const { router, overlays } = this.phone
    router.top?.disappear()
    this.app.hide()
    const screen = draw(() => {
      screen.remove()
      this.app.show(this.enterOptions)
      router.top?.appear()
    })
    this.away = screen
    overlays.add(screen)
  }

  /** A warm start by card or code: its page replaces the open pages. */
  enter({ path, query = {}, scene, shareTicket }: WarmEntry): void {
    if (isSinglePage({ scene })) {
      restartAt(entryUrl({ path: path.replace(/^\//, ''), query }), scene)
      return
    }
    this.background()
    if (keepsPages(scene) && this.phone.router.top !== null) {
      this.foreground({ scene })
      return
    }
    this.away?.remove()
    this.entry = {
      scene,
      path: path.replace(/^\//, ''),
      query,
      ...(shareTicket === undefined ? {} : { shareTicket }),
    }
    this.app.show(this.enterOptions)
    this.openEntryPage()
  }

  async openMenu(): Promise<void> {
    const { router, share, overlays } = this.phone
    const page = router.top
    if (page === null || isSinglePage(this.entry)) return
    const actions: [string, () => void][] = [
      ['重新进入小程序', () => window.location.reload()],
      ['切到后台', () => this.background()],
    ]
    if (share.mayTimeline(page))
      actions.unshift([
        '分享到朋友圈',
        () => {
          this.openMomentsPreview(share.toTimeline(page))
        },
      ])
    if (share.isAllowed(page)) actions.unshift(['转发给朋友', () => void share.open(page, 'menu')])
    const choice = await overlays.sheet(actions.map(([text]) => text))
    if (choice !== null) actions[choice]?.[1]()
  }

  sim(
    program: Program,
    timers: WorldTimers,
    effects: readonly Effect[],
    updates: readonly PageUpdate[],
  ): Sim {
    const { router, errors, share, theme, chrome, device } = this.phone
    const entry = () => this.entry
    const isInForeground = () => this.app.inForeground
    const nowMs = () => timers.nowMs()
    return {
      stack: () => router.stack.map(({ route }) => route),
      data: () => JSON.parse(JSON.stringify(router.top?.data ?? null)) as unknown,
      get entry() {
        return entry()
      },
      enter: (card) => this.enter(card),
      background: () => this.background(),
      foreground: (options) => this.foreground(options),
      get isInForeground() {
        return isInForeground()
      },
      share: () => router.top?.call('onShareAppMessage', { from: 'menu' }),
      shares: share.sent,
      pullDown: () => chrome.startPullDown(),
      errors: errors.messages,
      get failPlugin() {
        return program.plugins.failing
      },
      set failPlugin(fails) {
        program.plugins.failing = fails
      },
      callbackOrder: device.callbackOrder,
      setClock: (state) => {
        timers.setClock(state)
        chrome.tick()
      },
      get nowMs() {
        return nowMs()
      },
      timers: () => timers.count('app'),
      setTheme: (wanted) => theme.force(wanted),
      effects,
      updates,
      require: (path) => program.main.require(path),
      config: () => (program.main.hasModule('config') ? program.main.require('config') : null),
      getApp: () => this.app.instance,
      getCurrentPages: () => router.stack.map(({ instance }) => instance),
      wx: program.wx(''),
    }
  }

  /** Opens the page as from a post in Moments. */
  private openMomentsPreview({ path, query }: TimelineCard): void {
    restartAt(`/${path}?${query}`, MOMENTS_PREVIEW)
  }

  /** In Moments WeChat shows a bar below the page, which opens the mini-program. */
  private drawSinglePage(): void {
    const { path, query } = this.entry
    this.phone.overlays.bar('前往小程序', () => {
      restartAt(entryUrl({ path, query }), MOMENTS_FULL_APP)
    })
  }

  private openEntryPage(): void {
    try {
      if (this.phone.router.enter(entryUrl(this.entry))) {
        if (isSinglePage(this.entry)) this.drawSinglePage()
        return
      }
    } catch (error) {
      this.app.failed(error)
      return
    }
    if (this.app.pageNotFound(this.entry.path, this.entry.query)) return
    this.phone.overlays.notice('页面不存在', `/${this.entry.path}`, {
      text: '回到首页',
      run: () => this.phone.router.reLaunch(`/${this.phone.packages.firstPage}`),
    })
  }
}

const MOMENTS_PREVIEW = 1154
const MOMENTS_FULL_APP = 1155

/** A cold start: the single page and the mini-program share no state. */
function restartAt(url: string, scene: number): void {
  const to = new URL(window.location.href)
  to.searchParams.set('scene', String(scene))
  to.searchParams.delete('shareTicket')
  to.searchParams.set('start', String(Date.now())) // a change of only the hash does not reload the page
  to.hash = url
  window.location.assign(to)
}
