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

/** Scrolls the hall on the screen down to its end, as a thumb does: screen by screen. */
export function scrollThrough(phone: Phone, end: string): Promise<ScrollCost> {
  return phone.page.evaluate(scrollDown, end)
}

/** Runs in the browser. */
async function scrollDown(end: string): Promise<ScrollCost> {
  const scroller = document.querySelector('.page-frame:not([hidden]) wx-page')
  if (scroller === null) throw new Error('there is no page')
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
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
    await frame()
    await frame()
    mostNodes = Math.max(mostNodes, look())
  }
  return { titles: [...titles], firstNodes, mostNodes }
}
