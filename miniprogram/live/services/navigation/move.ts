import { text } from '../../domain/text'
import type { Tell } from '../../domain/text'
import { systemClock } from '../phone/clock'
import { isMomentsPreview } from '../entry/entry'

/** What came of a request to open a page. */
export type Moved =
  | { readonly kind: 'moved' }
  /** The second tap of a double tap, or a request of a page that the shopper has left since. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'failed'; readonly tell: Tell; readonly cause: unknown }

export interface Callbacks {
  readonly success: () => void
  readonly fail: (cause: unknown) => void
}

/** Calls WeChat. What it throws counts as a failure. */
export type Go = (callbacks: Callbacks) => void

/** The page on top when something was asked for. */
interface Place {
  readonly depth: number
  readonly page: unknown
}

/** A request that WeChat has not reported on yet. */
interface UnderWay {
  /** null: a call that opens no page of the stack. */
  readonly target: string | null
  readonly from: Place
  timer: number | undefined
  /** The request that waits for the end of this one. */
  next: (() => void) | null
}

/** A request counts as ended after this long, even if WeChat never reported on it. */
const PATIENCE_MS = 3_000

/** The newest of them. */
let underWay: UnderWay | null = null

/**
 * Changes the page stack. WeChat does not document whether `success` comes before or after `onShow` and
 * `onReady` of the new page, so a new page may ask for the next one while the first is still under way:
 * - A request from the page that made the last one is a second tap. So is one for the same target: its
 *   tap may reach the old page after the new one was put on top.
 * - Every other request waits until WeChat has reported on the one before. It is dropped only if its
 *   page is not on top any more by then.
 * @param target the URL, or what else tells it from other requests.
 */
export function moveTo(target: string, go: Go, failure?: Tell): Promise<Moved> {
  return follow(target, go, failure)
}

/** A call that covers the app and must stay in the tap: a second tap is dropped, and nothing waits. */
export function move(go: Go, failure?: Tell): Promise<Moved> {
  return follow(null, go, failure)
}

/** The app was entered anew: what its old pages asked for does not count any more. */
export function forgetMoves(): void {
  underWay = null
}

function follow(target: string | null, go: Go, failure: Tell | undefined): Promise<Moved> {
  // no page leads to another there, and WeChat's own words do not say what to do
  if (isMomentsPreview()) {
    return Promise.resolve({ kind: 'failed', tell: text.navigation.singlePage, cause: 'moments' })
  }
  const from = here()
  const before = underWay
  if (before !== null) {
    const isSecondTap = isSame(before.from, from) || (target !== null && target === before.target)
    if (isSecondTap) return Promise.resolve({ kind: 'busy' })
  }
  const own: UnderWay = { target, from, timer: undefined, next: null }
  underWay = own
  if (before === null || target === null) return start(own, go, failure)
  return new Promise((resolve) => {
    before.next = () => {
      if (isSame(from, here())) {
        resolve(start(own, go, failure))
        return
      }
      end(own)
      resolve({ kind: 'busy' })
    }
  })
}

function start(own: UnderWay, go: Go, failure: Tell | undefined): Promise<Moved> {
  return new Promise((resolve) => {
    const report = (moved: Moved) => {
      end(own)
      resolve(moved)
    }
    const fail = (cause: unknown) =>
      report({ kind: 'failed', tell: failure ?? text.navigation.failed, cause })
    own.timer = systemClock.setTimeout(() => end(own), PATIENCE_MS)
    try {
      go({ success: () => report({ kind: 'moved' }), fail })
    } catch (cause) {
      fail(cause)
    }
  })
}

function end(own: UnderWay): void {
  if (own.timer !== undefined) systemClock.clearTimeout(own.timer)
  if (underWay === own) underWay = null
  const { next } = own
  own.next = null
  // after WeChat's callback has returned: some clients refuse a navigation inside it
  if (next !== null) void Promise.resolve().then(next)
}

function here(): Place {
  const pages = getCurrentPages()
  return { depth: pages.length, page: pages[pages.length - 1] }
}

function isSame(one: Place, other: Place): boolean {
  return one.depth === other.depth && one.page === other.page
}
