import type { Phone } from '../../test/helpers/node/phone'
import type { AppWindow } from './app-window'

declare const window: AppWindow

export interface ScrollCost {
  /** Titles of the drawn rooms in the order of the list. */
  readonly titles: readonly string[]
  readonly firstNodes: number
  /** The maximum number of elements of the page. */
  readonly mostNodes: number
}

export interface ScrollOptions {
  /** The path of the page. */
  readonly path: string
  /** The text at the end of its list. */
  readonly end: string
  readonly tell?: (line: string) => void
}

/** After this time without a frame the browser has stopped drawing. */
const FRAME_LIMIT_MS = 5_000
const ATTEMPTS = 4

/**
 * Scrolls the page to its end, screen by screen.
 *
 * Headless Chromium 143 sometimes stops drawing a page (measured: 5 of 34 lists on a busy machine).
 * Then there are neither frames nor scroll events until the page is opened again.
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
    tell(`  ${words}; the page is opened again`)
    await phone.restart({ path })
    await phone.page.waitForSelector('.page-frame:not([hidden]) [class*="clamp"]')
  }
}

/** Runs in the browser. @returns null if it no longer draws */
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
    // one frame for the observers, one for what they draw
    if (!(await frame()) || !(await frame())) return null
    mostNodes = Math.max(mostNodes, look())
  }
  return { titles: [...titles], firstNodes, mostNodes }
}
