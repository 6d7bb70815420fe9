import type { Element } from 'glass-easel'
import { elementAt, sendEvent } from './engine'
import type { PageView } from './page-view'

const LONG_PRESS_MS = 350
const STILL_PX = 10
const HOVER_STAY_MS = 70
const PULL_TO_REFRESH_PX = 60

/** Handles hover-class and pull-down. Taps are events of the engine's backend. */
export function watchGestures(
  pages: HTMLElement,
  top: () => PageView | null,
  refresh: () => void,
): void {
  watchHover(pages)
  watchPullDown(pages, top, refresh)
}

/** A press of 350 ms. If it has a listener, no tap follows. */
export class LongPress {
  private timer = 0
  private start = { x: 0, y: 0 }
  private wasHandled = false

  constructor(pages: HTMLElement) {
    pages.addEventListener('pointerdown', (event) => this.press(event), true)
    pages.addEventListener('pointermove', ({ clientX, clientY }) => {
      const moved = Math.abs(clientX - this.start.x) + Math.abs(clientY - this.start.y)
      if (moved > STILL_PX) this.stop()
    })
    pages.addEventListener('pointerup', () => this.stop())
    pages.addEventListener('pointercancel', () => this.stop())
  }

  /** Whether the engine may emit its next tap. */
  readonly mayTap = (): boolean => !this.wasHandled

  private press({ target, clientX: x, clientY: y }: PointerEvent): void {
    this.stop()
    this.start = { x, y }
    this.wasHandled = false
    const element = elementAt(target)
    if (element === null) return
    this.timer = window.setTimeout(() => {
      const handled = ['longpress', 'longtap'].map((name) => sendEvent(element, name, { x, y }))
      this.wasHandled = handled.includes(true)
    }, LONG_PRESS_MS)
  }

  private stop(): void {
    window.clearTimeout(this.timer)
  }
}

type Hovering = Readonly<{ element: Element; name: string }>

function watchHover(pages: HTMLElement): void {
  let hovering: Hovering | null = null
  pages.addEventListener('pointerdown', ({ target }) => {
    hovering = findHover(target)
    hovering?.element.classList?.toggle(hovering.name, true)
  })
  const end = () => {
    const ended = hovering
    hovering = null
    if (ended !== null)
      window.setTimeout(() => ended.element.classList?.toggle(ended.name, false), HOVER_STAY_MS)
  }
  pages.addEventListener('pointerup', end)
  pages.addEventListener('pointercancel', end)
}

/** The nearest element with its own hover-class. */
function findHover(target: EventTarget | null): Hovering | null {
  for (let node = target as Node | null; node !== null; node = node.parentNode) {
    const element = (node as { __wxElement?: Element }).__wxElement
    const { hoverClass } = (element as { data?: { hoverClass?: unknown } } | undefined)?.data ?? {}
    if (
      element !== undefined &&
      typeof hoverClass === 'string' &&
      !/^(none|)$|-hover$/.test(hoverClass)
    )
      return { element, name: hoverClass }
  }
  return null
}

/** Pull-down at the top of the page. Uses touch and mouse events, because browsers cancel pointer events when panning. */
function watchPullDown(pages: HTMLElement, top: () => PageView | null, refresh: () => void): void {
  let pull: { readonly page: PageView; readonly fromY: number; distance: number } | null = null
  const begin = (y: number) => {
    const page = top()
    const mayPull = page?.config.enablePullDownRefresh === true && page.scroller.scrollTop <= 0
    pull = page !== null && mayPull ? { page, fromY: y, distance: 0 } : null
  }
  const move = (y: number) => {
    if (pull === null || pull.page.frame.dataset['pull'] === 'refreshing') return
    pull.distance = Math.max(0, (y - pull.fromY) / 2)
    if (pull.distance > STILL_PX / 2) pull.page.frame.dataset['pull'] = 'pulling'
    pull.page.frame.style.setProperty(
      '--pull',
      `${Math.min(pull.distance, PULL_TO_REFRESH_PX * 1.5)}px`,
    )
  }
  const end = () => {
    if (pull === null) return
    const { page, distance } = pull
    pull = null
    page.frame.style.removeProperty('--pull')
    if (page.frame.dataset['pull'] !== 'pulling') return
    delete page.frame.dataset['pull']
    if (distance >= PULL_TO_REFRESH_PX) refresh()
  }
  pages.addEventListener('touchstart', ({ touches }) => begin(touches[0]?.clientY ?? 0), {
    passive: true,
  })
  pages.addEventListener('touchmove', ({ touches }) => move(touches[0]?.clientY ?? 0), {
    passive: true,
  })
  pages.addEventListener('touchend', end)
  pages.addEventListener('touchcancel', end)
  pages.addEventListener('mousedown', ({ clientY }) => begin(clientY))
  pages.addEventListener('mousemove', ({ clientY, buttons }) => {
    if (buttons === 1) move(clientY)
  })
  window.addEventListener('mouseup', end)
}

/**
 * The engine emits `tap` on touchend. The browser's `click` follows and may hit an element that the tap has
 * just opened, such as a button of another page or a sheet. Clicks are therefore dropped unless they hit the
 * element where the touch started.
 */
export function dropGhostClicks(): void {
  let touched: EventTarget | null = null
  window.addEventListener('pointerdown', ({ target }) => (touched = target), true)
  window.addEventListener(
    'click',
    (event) => {
      const byFinger = event.isTrusted && event.detail > 0 // 0 for a key press
      const { target } = event
      if (!byFinger || !(touched instanceof Node) || !(target instanceof Node)) return
      if (target.contains(touched)) return
      event.stopImmediatePropagation()
      event.preventDefault()
    },
    true,
  )
}
