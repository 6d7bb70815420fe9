import { text } from '../../domain/text'
import type { UserMessage } from '../../domain/text'
import { systemClock } from '../phone/clock'
import { isMomentsPreview } from '../entry/entry'
import type { NavigationResult } from './result'

export interface Callbacks {
  readonly success: () => void
  readonly fail: (cause: unknown) => void
}

/** Calls WeChat. A thrown error counts as a failure. */
export type Navigate = (callbacks: Callbacks) => void

/** The top of the page stack at the time of a request. */
interface StackTop {
  readonly depth: number
  readonly page: unknown
}

/** A request that WeChat has not answered yet. */
interface PendingRequest {
  /** null: a call that does not change the page stack. */
  readonly target: string | null
  readonly from: StackTop
  timer: number | undefined
  /** The request that starts after this one. */
  next: (() => void) | null
}

/** A request that WeChat does not answer ends after this time. */
const REPORT_TIMEOUT_MS = 3_000

/** The newest pending request. */
let pending: PendingRequest | null = null

/**
 * Changes the page stack. WeChat does not document whether `success` comes before or after `onShow` and
 * `onReady` of the new page, so a new page may ask for the next one while the first is still under way:
 * - A request from the same page as the last one is a second tap. So is a request for the same target: the
 *   old page may receive the tap after the new page is on top.
 * - Every other request waits until WeChat has answered the previous one. It is dropped only if its page is
 *   no longer on top by then.
 * @param target identifies the request, for example the URL
 */
export function navigate(
  target: string,
  go: Navigate,
  failure?: UserMessage,
): Promise<NavigationResult> {
  return enqueue(target, go, failure)
}

/** Makes a call that WeChat allows only inside a tap, so it never waits. A second tap is dropped. */
export function callInTap(go: Navigate, failure?: UserMessage): Promise<NavigationResult> {
  return enqueue(null, go, failure)
}

/** Forgets pending requests: after a new entry, requests of old pages no longer count. */
export function cancelPendingNavigation(): void {
  pending = null
}

function enqueue(
  target: string | null,
  go: Navigate,
  failure: UserMessage | undefined,
): Promise<NavigationResult> {
  // no page can be opened in single-page mode, and WeChat's own toast does not explain how to continue
  if (isMomentsPreview()) {
    return Promise.resolve({
      kind: 'failed',
      message: text.navigation.singlePage,
      cause: 'moments',
    })
  }
  const from = stackTop()
  const before = pending
  if (before !== null) {
    const isSecondTap =
      isSameTop(before.from, from) || (target !== null && target === before.target)
    if (isSecondTap) return Promise.resolve({ kind: 'busy' })
  }
  const own: PendingRequest = { target, from, timer: undefined, next: null }
  pending = own
  if (before === null || target === null) return start(own, go, failure)
  return new Promise((resolve) => {
    before.next = () => {
      if (isSameTop(from, stackTop())) {
        resolve(start(own, go, failure))
        return
      }
      finish(own)
      resolve({ kind: 'busy' })
    }
  })
}

function start(
  own: PendingRequest,
  go: Navigate,
  failure: UserMessage | undefined,
): Promise<NavigationResult> {
  return new Promise((resolve) => {
    const report = (result: NavigationResult) => {
      finish(own)
      resolve(result)
    }
    const fail = (cause: unknown) =>
      report({ kind: 'failed', message: failure ?? text.navigation.failed, cause })
    own.timer = systemClock.setTimeout(() => finish(own), REPORT_TIMEOUT_MS)
    try {
      go({ success: () => report({ kind: 'moved' }), fail })
    } catch (cause) {
      fail(cause)
    }
  })
}

function finish(own: PendingRequest): void {
  if (own.timer !== undefined) systemClock.clearTimeout(own.timer)
  if (pending === own) pending = null
  const { next } = own
  own.next = null
  // some clients refuse a navigation inside WeChat's callback, so start the next one after it
  if (next !== null) void Promise.resolve().then(next)
}

function stackTop(): StackTop {
  const pages = getCurrentPages()
  return { depth: pages.length, page: pages[pages.length - 1] }
}

function isSameTop(one: StackTop, other: StackTop): boolean {
  return one.depth === other.depth && one.page === other.page
}
