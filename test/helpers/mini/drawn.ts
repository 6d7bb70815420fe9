import type { RoomId } from '../../../miniprogram/live/domain/room-id'
import type { Drawn, Phone } from './runtime'

/** What a shopper reads: a space between boxes, none within a line of <text>. */
export function words(drawn: Drawn): string {
  return wordsOf(drawn.dom).replace(/\s+/g, ' ').trim()
}

function wordsOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? ''
  const inner = [...node.childNodes].map(wordsOf).join('')
  return node.nodeName === 'WX-TEXT' ? inner : ` ${inner} `
}

/** The one element of a selector; its absence is the test's failure. */
export function find(drawn: Drawn, selector: string): Drawn {
  const found = drawn.querySelector(selector)
  if (found === undefined) throw new Error(`nothing matches ${selector} in ${drawn.dom.innerHTML}`)
  return found
}

/** Taps and waits until the handler, and what it awaited, is through. */
export async function tap(drawn: Drawn, selector?: string): Promise<void> {
  const target = selector === undefined ? drawn : find(drawn, selector)
  target.dispatchEvent('tap')
  await settled()
}

/** Fires a component's own event, as a stand-in for the component. */
export async function emit(drawn: Drawn, name: string, detail: object = {}): Promise<void> {
  drawn.dispatchEvent(name, { detail })
  await settled()
}

/** The details of every event of that name from now on. */
export function heard(drawn: Drawn, name: string): unknown[] {
  const details: unknown[] = []
  drawn.addEventListener(name, (event) => details.push(event.detail))
  return details
}

/** Spies on what goes to the screen from now on. */
export function setDataOf(
  drawn: Drawn,
): jest.SpyInstance<void, [data: Record<string, unknown>, done?: () => void]> {
  return jest.spyOn(drawn.instance as Pick<Drawn, 'setData'>, 'setData')
}

/** An attribute as the template gave it. The engine keeps aria-* to itself, off the DOM. */
export function attribute(drawn: Drawn, name: string): unknown {
  // WeChat's compiler writes aria-label as ariaLabel
  const camel = name.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase())
  return drawn.toJSON().attrs.find((given) => given.name === camel)?.value ?? null
}

/** The inline style as drawn. */
export function styleOf(drawn: Drawn): string {
  return drawn.dom.getAttribute('style') ?? ''
}

/** Every promise that can settle has. Under fake timers too. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve()
}

/** The screen is as high as the page: every room that is drawn and watched comes into sight. */
export async function seeAll(phone: Phone, roomIds: readonly RoomId[]): Promise<void> {
  const boundingClientRect = { top: 0, bottom: 100 }
  for (const watched of [...phone.watched])
    if (watched.selector.startsWith('.'))
      for (const room of roomIds)
        watched.tell({ intersectionRatio: 1, boundingClientRect, dataset: { room } })
  await settled()
}
