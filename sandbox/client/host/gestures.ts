import type { Element } from 'glass-easel'
import { elementAt, sendEvent } from './engine'
import type { PageView } from './page-view'

const LONG_PRESS_MS = 350
const STILL_PX = 10
const HOVER_STAY_MS = 70
const PULL_TO_REFRESH_PX = 60

/** Long press, hover-class and pull-down; taps come from the engine's own backend. */
export function watchGestures(
  pages: HTMLElement,
  top: () => PageView | null,
  refresh: () => void,
): void {
  watchLongPress(pages)
  watchHover(pages)
  watchPullDown(pages, top, refresh)
}

function watchLongPress(pages: HTMLElement): void {
  let timer = 0
  let start = { x: 0, y: 0 }
  const stop = () => {
    window.clearTimeout(timer)
  }
  pages.addEventListener('pointerdown', ({ target, clientX: x, clientY: y }) => {
    stop()
    start = { x, y }
    const element = elementAt(target)
    if (element !== null)
      timer = window.setTimeout(() => {
        sendEvent(element, 'longpress', { x, y })
        sendEvent(element, 'longtap', { x, y })
      }, LONG_PRESS_MS)
  })
  pages.addEventListener('pointermove', ({ clientX, clientY }) => {
    if (Math.abs(clientX - start.x) + Math.abs(clientY - start.y) > STILL_PX) stop()
  })
  pages.addEventListener('pointerup', stop)
  pages.addEventListener('pointercancel', stop)
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

/** The nearest element with a hover-class of its own. */
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

/** Drags the page down by its top edge. Touch and mouse events, because the browser may cancel pointers to pan. */
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
 * The engine fires `tap` on touchend; the browser's `click` follows, and lands on whatever the tap has
 * brought there by then: the key of another page, a sheet that just opened. A click belongs to the
 * element that the finger went down on, or to nobody.
 */
export function dropGhostClicks(): void {
  let touched: EventTarget | null = null
  window.addEventListener('pointerdown', ({ target }) => (touched = target), true)
  window.addEventListener(
    'click',
    (event) => {
      const byFinger = event.isTrusted && event.detail > 0 // a key press has no place
      const { target } = event
      if (!byFinger || !(touched instanceof Node) || !(target instanceof Node)) return
      if (target.contains(touched)) return
      event.stopImmediatePropagation()
      event.preventDefault()
    },
    true,
  )
}
