import type { Phone } from '../../test/helpers/node/phone'
import type { AppWindow } from './app-window'

declare const window: AppWindow

export interface ScrollCost {
  /** Of the rooms that were drawn on the way, in the order of the list. */
  readonly titles: readonly string[]
  readonly firstNodes: number
  /** The most elements that the page had at any time. */
  readonly mostNodes: number
}

export interface ScrollOptions {
  /** Of the page on the screen. */
  readonly path: string
  /** The words at the end of its list. */
  readonly end: string
  readonly tell?: (line: string) => void
}

/** So long without a frame is no slow machine. */
const FRAME_LIMIT_MS = 5_000
const ATTEMPTS = 4

/**
 * Scrolls the page on the screen down to its end, as a thumb does: screen by screen.
 *
 * Headless Chromium 143 stops drawing a page now and then (measured: 5 of 34 lists, on a busy machine).
 * Then neither frames nor scroll events come, whatever is waited for; a page that is opened anew is drawn
 * again.
 */
export async function scrollThrough(
  phone: Pick<Phone, 'page' | 'restart'>,
  { path, end, tell = () => undefined }: ScrollOptions,
): Promise<ScrollCost> {
  for (let attempt = 1; ; attempt += 1) {
    const cost = await phone.page.evaluate(scrollDown, { end, frameLimitMs: FRAME_LIMIT_MS })
    if (cost !== null) return cost
    const words = `the browser drew no frame for ${FRAME_LIMIT_MS / 1000} s while ${path} was scrolled`
    if (attempt === ATTEMPTS) throw new Error(`${words}, ${ATTEMPTS} times`)
    tell(`  ${words}; opened anew`)
    await phone.restart({ path })
    await phone.page.waitForSelector('.page-frame:not([hidden]) [class*="clamp"]')
  }
}

/** Runs in the browser. @returns null when it draws no more */
async function scrollDown({
  end,
  frameLimitMs,
}: {
  end: string
  frameLimitMs: number
}): Promise<ScrollCost | null> {
  const scroller = document.querySelector('.page-frame:not([hidden]) wx-page')
  if (scroller === null) throw new Error('there is no page')
  const frame = () =>
    new Promise<boolean>((resolve) => {
      const late = setTimeout(() => resolve(false), frameLimitMs)
      requestAnimationFrame(() => {
        clearTimeout(late)
        resolve(true)
      })
    })
  const titles = new Set<string>()
  const look = () => {
    for (const one of scroller.querySelectorAll('[class*="clamp"]')) titles.add(one.textContent)
    return scroller.querySelectorAll('*').length
  }
  const isAtEnd = () =>
    scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1 &&
    JSON.stringify(window.__sim.data()['moreText']) === JSON.stringify(end)
  const firstNodes = look()
  let mostNodes = firstNodes
  while (!isAtEnd()) {
    scroller.scrollTop += scroller.clientHeight
    // one for the observers to look, one for what they drew
    if (!(await frame()) || !(await frame())) return null
    mostNodes = Math.max(mostNodes, look())
  }
  return { titles: [...titles], firstNodes, mostNodes }
}
