import type { Locator } from 'playwright-core'

/** The layout faults of a page, each with its place. */
export interface Faults {
  /** px by which the page can be scrolled sideways */
  readonly sideways: number
  /** Text that overflows its box, or is cut off without an ellipsis. */
  readonly clipped: string[]
  /** Overlapping texts. */
  readonly overlapping: string[]
  /** Number of tappable elements: a page without any was not measured. */
  readonly targets: number
  /** Tappable elements below 44 px. */
  readonly small: string[]
  /** Coloured tappable elements whose text touches their edge. */
  readonly tight: string[]
  /** Tappable elements without an accessible name. */
  readonly nameless: string[]
  /** All texts on the screen. */
  readonly words: string[]
}

/** Measures the top page, in the browser. */
export function faultsOf(screen: Locator): Promise<Faults> {
  return screen.evaluate((frame) => {
    const page = frame.querySelector('wx-page')
    if (page === null) throw new Error('there is no page')
    const EDGE = 1
    const LEAST_PADDING = 6
    const isShown = (element: Element) => element.getClientRects().length > 0
    const named = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 30)}”`

    interface Words {
      readonly text: string
      readonly parent: Element
      readonly left: number
      readonly right: number
      readonly top: number
      readonly bottom: number
      readonly floats: boolean
      readonly isCut: boolean
    }
    const measure = (node: Node): Words | null => {
      const text = (node.textContent ?? '').trim()
      const parent = node.parentElement
      if (text === '' || parent === null || !isShown(parent)) return null
      if (parent.closest('style, script') !== null) return null
      // by word: a space at the end of a line may overflow
      const rects = [...(node.textContent ?? '').matchAll(/\S+/g)].map(({ 0: word, index }) => {
        const range = document.createRange()
        range.setStart(node, index)
        range.setEnd(node, index + word.length)
        return range.getBoundingClientRect()
      })
      const top = Math.min(...rects.map((rect) => rect.top))
      let left = Math.min(...rects.map((rect) => rect.left))
      let right = Math.max(...rects.map((rect) => rect.right))
      let bottom = Math.max(...rects.map((rect) => rect.bottom))
      if (right - left === 0) return null
      let isCut = false
      let floats = false
      let scrolls = false
      for (
        let box: Element | null = parent;
        box !== null && box !== page;
        box = box.parentElement
      ) {
        const style = getComputedStyle(box)
        if (style.display === 'inline' || style.display === 'contents') continue
        const around = box.getBoundingClientRect()
        if (style.textOverflow === 'ellipsis') {
          left = Math.max(left, around.left)
          right = Math.min(right, around.right)
          bottom = Math.min(bottom, around.bottom)
        } else if (style.overflowX === 'auto' || style.overflowX === 'scroll') scrolls = true
        else if (!scrolls) {
          isCut ||= left < around.left - EDGE || right > around.right + EDGE
          if (style.overflowY === 'hidden') isCut ||= bottom > around.bottom + EDGE
        }
        floats ||= style.position === 'fixed'
        floats ||= style.position === 'sticky'
      }
      return { text, parent, left, right, top, bottom, floats, isCut }
    }
    const all: Words[] = []
    const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const words = measure(walker.currentNode)
      if (words !== null) all.push(words)
    }
    const overlapping: string[] = []
    all.forEach((one, at) => {
      for (const other of all.slice(at + 1)) {
        const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left)
        const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
        // lines may overlap by their line height, not by their letters
        if (!one.floats && !other.floats && wide > 2 && high > 4)
          overlapping.push(`${one.text} / ${other.text}`)
      }
    })

    const tapped = [
      ...page.querySelectorAll('[role=button], [role=tab], [role=link], wx-button'),
    ].filter(isShown)
    const small = tapped.filter((element) => {
      const { width, height } = element.getBoundingClientRect()
      return Math.min(width, height) < 43.9
    })
    const tight = tapped.filter((element) => {
      if (getComputedStyle(element).backgroundColor.endsWith(', 0)')) return false
      const { left, right } = element.getBoundingClientRect()
      return all.some(
        (words) =>
          element.contains(words.parent) &&
          Math.min(words.left - left, right - words.right) < LEAST_PADDING,
      )
    })
    const nameless = tapped.filter(
      (element) => `${element.getAttribute('aria-label') ?? ''}${element.textContent}` === '',
    )
    return {
      sideways: page.scrollWidth - page.clientWidth,
      clipped: all.filter(({ isCut }) => isCut).map(({ text }) => text),
      overlapping,
      targets: tapped.length,
      small: small.map(named),
      tight: tight.map(named),
      nameless: nameless.map(named),
      words: all.map(({ text }) => text),
    }
  })
}
