import { createElement } from './dom'
import type { Overlays } from './overlays'
import type { PageView } from './page-view'

/** A card in a chat. */
export interface SharedCard {
  readonly title: string
  readonly path: string
  readonly imageUrl: string
}

/** A post in Moments. It opens the same page as a single page. */
export interface TimelineCard {
  readonly title: string
  readonly path: string
  readonly query: string
  readonly imageUrl: string
}

interface ShareResult extends Partial<SharedCard> {
  readonly promise?: PromiseLike<Partial<SharedCard>>
}

/** Time limit for the promise of onShareAppMessage. Afterwards WeChat uses the synchronous values. */
const PROMISE_MS = 3000

/** Sharing by card: the capsule's menu and `<button open-type="share">`. */
export class ShareSheet {
  readonly sent: SharedCard[] = []
  private readonly forbidden = new WeakSet<PageView>()

  constructor(
    private readonly overlays: Overlays,
    private readonly appName: () => string,
  ) {}

  allow(page: PageView): void {
    this.forbidden.delete(page)
  }

  forbid(page: PageView): void {
    this.forbidden.add(page)
  }

  isAllowed(page: PageView): boolean {
    return page.has('onShareAppMessage') && !this.forbidden.has(page)
  }

  /** Requests the card from the page. */
  async ask(page: PageView, from: 'menu' | 'button', target?: object): Promise<SharedCard> {
    const given = (page.call('onShareAppMessage', { from, target }) ?? {}) as ShareResult
    const late = await Promise.race([
      Promise.resolve(given.promise),
      new Promise<undefined>((done) => window.setTimeout(done, PROMISE_MS)),
    ])
    return {
      title: this.appName(),
      path: page.route,
      imageUrl: '',
      ...withoutUndefined(given),
      ...withoutUndefined(late ?? {}),
    }
  }

  /** WeChat offers Moments only for pages that can be shared to chats. */
  mayTimeline(page: PageView): boolean {
    return this.isAllowed(page) && page.has('onShareTimeline')
  }

  /** Requests the post for Moments from the page. */
  toTimeline(page: PageView): TimelineCard {
    const given = (page.call('onShareTimeline') ?? {}) as Partial<TimelineCard>
    const { title = this.appName(), query = '', imageUrl = '' } = given
    return { title, path: page.route, query, imageUrl }
  }

  /** Shows the card; the user can send or cancel it. */
  async open(page: PageView, from: 'menu' | 'button', target?: object): Promise<void> {
    const card = await this.ask(page, from, target)
    const choice = await this.overlays.sheet(['发送给朋友'], drawCard(card))
    if (choice === null) return
    this.sent.push(card)
    this.overlays.toast({ title: '已发送（沙箱）' })
  }
}

function drawCard({ title, path, imageUrl }: SharedCard): HTMLElement {
  const picture =
    imageUrl === ''
      ? createElement('div', { class: 'share-card__blank' }, '页面截图')
      : createElement('img', { class: 'share-card__picture', src: imageUrl, alt: '' })
  return createElement(
    'div',
    { class: 'share-card' },
    createElement('b', { class: 'share-card__title' }, title),
    picture,
    createElement('code', { class: 'share-card__path' }, path),
  )
}

function withoutUndefined({ title, path, imageUrl }: Partial<SharedCard>): Partial<SharedCard> {
  return {
    ...(title === undefined ? {} : { title }),
    ...(path === undefined ? {} : { path }),
    ...(imageUrl === undefined ? {} : { imageUrl }),
  }
}
