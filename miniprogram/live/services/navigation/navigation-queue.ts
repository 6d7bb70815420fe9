import { text } from '../../domain/text'
import type { UserMessage } from '../../domain/text'
import { systemClock } from '../phone/clock'
import { isMomentsPreview } from '../entry/entry'
import type { NavigationResult } from './result'

export interface Callbacks {
  readonly success: () => void
  readonly fail: (cause: unknown) => void
}

/** Calls WeChat. What it throws counts as a failure. */
export type Navigate = (callbacks: Callbacks) => void

/** The page on top when something was asked for. */
interface StackTop {
  readonly depth: number
  readonly page: unknown
}

/** A request that WeChat has not reported on yet. */
interface PendingRequest {
  /** null: a call that opens no page of the stack. */
  readonly target: string | null
  readonly from: StackTop
  timer: number | undefined
  /** The request that waits for the end of this one. */
  next: (() => void) | null
}

/** A request counts as ended after this long, even if WeChat never reported on it. */
const REPORT_TIMEOUT_MS = 3_000

/** The newest of them. */
let pending: PendingRequest | null = null

/**
 * Changes the page stack. WeChat does not document whether `success` comes before or after `onShow` and
 * `onReady` of the new page, so a new page may ask for the next one while the first is still under way:
 * - A request from the page that made the last one is a second tap. So is one for the same target: its
 *   tap may reach the old page after the new one was put on top.
 * - Every other request waits until WeChat has reported on the one before. It is dropped only if its
 *   page is not on top any more by then.
 * @param target the URL, or what else tells it from other requests.
 */
export function navigate(
  target: string,
  go: Navigate,
  failure?: UserMessage,
): Promise<NavigationResult> {
  return enqueue(target, go, failure)
}

/** A call that covers the app and must stay in the tap: a second tap is dropped, and nothing waits. */
export function callInTap(go: Navigate, failure?: UserMessage): Promise<NavigationResult> {
  return enqueue(null, go, failure)
}

/** The app was entered anew: what its old pages asked for does not count any more. */
export function cancelPendingNavigation(): void {
  pending = null
}

function enqueue(
  target: string | null,
  go: Navigate,
  failure: UserMessage | undefined,
): Promise<NavigationResult> {
  // no page leads to another there, and WeChat's own words do not say what to do
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
    const report = (moved: NavigationResult) => {
      finish(own)
      resolve(moved)
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
  // after WeChat's callback has returned: some clients refuse a navigation inside it
  if (next !== null) void Promise.resolve().then(next)
}

function stackTop(): StackTop {
  const pages = getCurrentPages()
  return { depth: pages.length, page: pages[pages.length - 1] }
}

function isSameTop(one: StackTop, other: StackTop): boolean {
  return one.depth === other.depth && one.page === other.page
}
