import type { Clock } from '../clock'
import { parseWholeNumber } from '../parse-number'
import { MAX_SKEW_MS } from '../quota/quota-state'
import type { UpstreamRecorder, QuotaLedger, UpstreamQuota } from '../quota/types'
import type { Tokens } from './token'
import type { Post } from './transport'

const PATH = '/cgi-bin/openapi/quota/get'
/** Without host and with a leading slash, otherwise WeChat answers 76003. */
const CGI_PATH = '/wxa/business/getliveinfo'

/**
 * WeChat's own count of getliveinfo calls. It is the only source for calls of other systems with
 * the same AppID. It is not confirmed that WeChat answers for this path, so the answer is optional.
 * The call does not count towards the quota.
 * @returns undefined if the answer has no plausible value
 * @see contract B10, quota/get
 */
export type ReadUpstream = () => Promise<UpstreamQuota | undefined>

export function createReadUpstream({
  post,
  tokens,
}: {
  readonly post: Post
  readonly tokens: Pick<Tokens, 'get'>
}): ReadUpstream {
  return async () => {
    const auth = await tokens.get()
    if (auth.kind !== 'token' && auth.kind !== 'not-needed') return undefined
    const query = auth.kind === 'token' ? { access_token: auth.token } : {}
    const answer = await post(PATH, { cgi_path: CGI_PATH }, query)
    return answer.kind === 'answered' ? readQuota(answer.body['quota']) : undefined
  }
}

function readQuota(value: unknown): UpstreamQuota | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  // A limit of 0 would stop all calls, and has been seen for an unknown path.
  const dailyLimit = wholeNumberFrom(1, Reflect.get(value, 'daily_limit'))
  const used = wholeNumberFrom(0, Reflect.get(value, 'used'))
  return dailyLimit === null && used === null ? undefined : { dailyLimit, used }
}

function wholeNumberFrom(least: number, value: unknown): number | null {
  const number = parseWholeNumber(value)
  return number !== undefined && number >= least ? number : null
}

export interface UpstreamPoller {
  /**
   * Calls quota/get if it is due. Never throws: without an answer the ledger continues with its own
   * count.
   */
  poll(): Promise<void>
}

/** Wraps steps: polls when no step is due. */
export function pollWhenIdle<Step extends { readonly kind: string }>(
  steps: { step(): Promise<Step> },
  watch: UpstreamPoller,
): { step(): Promise<Step> } {
  return {
    step: async () => {
      const step = await steps.step()
      if (step.kind === 'wait') await watch.poll()
      return step
    },
  }
}

export interface UpstreamPollerParts {
  readonly read: ReadUpstream
  readonly ledger: Pick<QuotaLedger, 'usage'> & Pick<UpstreamRecorder, 'recordUpstream'>
  readonly clock: Clock
}

const MINUTE_MS = 60_000
/** The limit of quota/get is not documented. 48 calls a day are below any limit seen at WeChat. */
const POLL_MS = 30 * MINUTE_MS
/** While the clocks disagree the list is not read, and this call shows when they agree again. */
const POLL_SKEWED_MS = 5 * MINUTE_MS

export function createUpstreamPoller({ read, ledger, clock }: UpstreamPollerParts): UpstreamPoller {
  let askedAtMs: number | undefined

  /** undefined if the ledger cannot be reached and so could not store the answer. */
  const intervalMs = async (): Promise<number | undefined> => {
    const answer = await ledger.usage()
    if (answer.kind === 'ledger-down') return undefined
    const aheadMs = answer.usage.aheadMs ?? 0
    return Math.abs(aheadMs) > MAX_SKEW_MS ? POLL_SKEWED_MS : POLL_MS
  }

  return {
    poll: async () => {
      const nowMs = clock.nowMs()
      // If the clock is set back, polling must not stop until it catches up.
      const sinceMs = askedAtMs === undefined ? Infinity : Math.abs(nowMs - askedAtMs)
      if (sinceMs < POLL_SKEWED_MS) return
      const everyMs = await intervalMs()
      if (everyMs === undefined || sinceMs < everyMs) return
      askedAtMs = nowMs
      try {
        const upstream = await read()
        if (upstream !== undefined) await ledger.recordUpstream(upstream)
      } catch {
        // The ledger cannot be reached. It grants nothing, and other code reports that.
      }
    },
  }
}
