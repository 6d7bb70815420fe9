import { elementAt } from './engine'

export interface WatchOptions {
  readonly thresholds?: readonly number[]
  readonly initialRatio?: number
  readonly observeAll?: boolean
}

type Margins = Readonly<Partial<Record<'top' | 'right' | 'bottom' | 'left', number>>>

interface Queryable {
  readonly _$: {
    readonly $$: unknown
    getShadowRoot: () => {
      querySelectorAll: (
        selector: string,
      ) => readonly { $$: unknown; id: string; dataset: unknown }[]
    } | null
  }
}

/**
 * wx.createIntersectionObserver. The adapter's implementation loses the first result of elements that are
 * visible from the start, and requires all margins. As in WeChat, a hidden page has no results.
 */
export class WxIntersectionObserver {
  private root: string | null = null
  private margins: Margins = {}
  private observers: IntersectionObserver[] = []

  constructor(
    private readonly owner: unknown,
    private readonly options: WatchOptions = {},
  ) {}

  relativeTo(selector: string, margins: Margins = {}): this {
    this.root = selector
    this.margins = margins
    return this
  }

  relativeToViewport(margins: Margins = {}): this {
    this.root = null
    this.margins = margins
    return this
  }

  observe(selector: string, listener: (result: object) => void): void {
    const targets = this.select(selector)
    for (const element of this.options.observeAll === true ? targets : targets.slice(0, 1))
      this.watch(element, listener)
  }

  disconnect(): void {
    for (const observer of this.observers) observer.disconnect()
    this.observers = []
  }

  private watch(element: HTMLElement, listener: (result: object) => void): void {
    const page = element.closest<HTMLElement>('.page-frame')
    const { top = 0, right = 0, bottom = 0, left = 0 } = this.margins
    let lastReported = { isIntersecting: false, ratio: this.options.initialRatio ?? 0 }
    const report = (entry: IntersectionObserverEntry) => {
      if (page === null || page.hidden) return
      const { isIntersecting, intersectionRatio: ratio } = entry
      if (
        isIntersecting === lastReported.isIntersecting &&
        (!isIntersecting || ratio === lastReported.ratio)
      )
        return
      lastReported = { isIntersecting, ratio }
      listener(describe(entry))
    }
    const observer = new IntersectionObserver((entries) => entries.forEach(report), {
      root:
        this.root === null
          ? (page?.firstElementChild ?? null)
          : (this.select(this.root)[0] ?? null),
      rootMargin: `${top}px ${right}px ${bottom}px ${left}px`,
      threshold: [...(this.options.thresholds ?? [0])],
    })
    observer.observe(element)
    this.observers.push(observer)
  }

  private select(selector: string): HTMLElement[] {
    const root = (this.owner as Queryable)._$.getShadowRoot()
    const found = root?.querySelectorAll(selector) ?? []
    return found.map(({ $$ }) => $$).filter((one): one is HTMLElement => one instanceof HTMLElement)
  }
}

function describe(entry: IntersectionObserverEntry): object {
  const element = elementAt(entry.target)
  return {
    id: entry.target.id,
    dataset: element?.dataset ?? {},
    intersectionRatio: entry.intersectionRatio,
    intersectionRect: plain(entry.intersectionRect),
    boundingClientRect: plain(entry.boundingClientRect),
    relativeRect: plain(entry.rootBounds ?? entry.boundingClientRect),
    time: Date.now(),
  }
}

function plain({ left, top, right, bottom, width, height }: DOMRectReadOnly): object {
  return { left, top, right, bottom, width, height }
}
