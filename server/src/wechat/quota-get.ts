import type { Clock } from '../clock'
import { wholeNumberOf } from '../numbers'
import { MOST_SKEW_MS } from '../quota/quota-state'
import type { LedgerWitness, QuotaLedger, Upstream } from '../quota/ledger'
import type { Tokens } from './token'
import type { Post } from './transport'

const PATH = '/cgi-bin/openapi/quota/get'
/** Without the host and with the slash, otherwise WeChat answers 76003. */
const ABOUT = '/wxa/business/getliveinfo'

/**
 * What WeChat itself counts for getliveinfo: the only view of calls that other systems make with the
 * same AppID. Whether it answers for this path at all is unconfirmed, hence never required; asking
 * costs nothing of the quota it tells of.
 * @returns undefined when it told nothing that can be believed
 * @see contract B10, quota/get
 */
export type ReadUpstream = () => Promise<Upstream | undefined>

export function createReadUpstream({
  post,
  tokens,
}: {
  readonly post: Post
  readonly tokens: Pick<Tokens, 'get'>
}): ReadUpstream {
  return async () => {
    const held = await tokens.get()
    if (held.kind !== 'token' && held.kind !== 'vouched') return undefined
    const query = held.kind === 'token' ? { access_token: held.token } : {}
    const answer = await post(PATH, { cgi_path: ABOUT }, query)
    return answer.kind === 'answered' ? readQuota(answer.body['quota']) : undefined
  }
}

function readQuota(value: unknown): Upstream | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  // A limit of 0 would be the end of all calls, and is what an unknown path was seen to answer.
  const dailyLimit = wholeFrom(1, Reflect.get(value, 'daily_limit'))
  const used = wholeFrom(0, Reflect.get(value, 'used'))
  return dailyLimit === null && used === null ? undefined : { dailyLimit, used }
}

function wholeFrom(least: number, value: unknown): number | null {
  const number = wholeNumberOf(value)
  return number !== undefined && number >= least ? number : null
}

export interface UpstreamWatch {
  /** Asks when it is time to. Never throws: whatever goes wrong, the ledger counts on. */
  look(): Promise<void>
}

/** The same steps; when nothing is due any more, there is time to look. */
export function lookWhenIdle<Step extends { readonly kind: string }>(
  steps: { step(): Promise<Step> },
  watch: UpstreamWatch,
): { step(): Promise<Step> } {
  return {
    step: async () => {
      const step = await steps.step()
      if (step.kind === 'wait') await watch.look()
      return step
    },
  }
}

export interface UpstreamWatchParts {
  readonly read: ReadUpstream
  readonly ledger: Pick<QuotaLedger, 'usage'> & Pick<LedgerWitness, 'observe'>
  readonly clock: Clock
}

const MINUTE_MS = 60_000
/** Its own limit is not documented; 48 a day is below any that WeChat was seen to set. */
const ASK_EVERY_MS = 30 * MINUTE_MS
/** While the clocks disagree no list is read, and this is how we hear that they agree again. */
const ASK_SKEWED_MS = 5 * MINUTE_MS

export function createUpstreamWatch({ read, ledger, clock }: UpstreamWatchParts): UpstreamWatch {
  let askedAtMs: number | undefined

  /** undefined: the ledger is gone, and could not be told what WeChat says. */
  const pauseMs = async (): Promise<number | undefined> => {
    const answer = await ledger.usage()
    if (answer.kind === 'ledger-down') return undefined
    const aheadMs = answer.usage.aheadMs ?? 0
    return Math.abs(aheadMs) > MOST_SKEW_MS ? ASK_SKEWED_MS : ASK_EVERY_MS
  }

  return {
    look: async () => {
      const nowMs = clock.nowMs()
      // A clock that was set back must not silence us until it has caught up.
      const sinceMs = askedAtMs === undefined ? Infinity : Math.abs(nowMs - askedAtMs)
      if (sinceMs < ASK_SKEWED_MS) return
      const everyMs = await pauseMs()
      if (everyMs === undefined || sinceMs < everyMs) return
      askedAtMs = nowMs
      try {
        const upstream = await read()
        if (upstream !== undefined) await ledger.observe(upstream)
      } catch {
        // The ledger is out of reach: then it grants nothing, and says so elsewhere.
      }
    },
  }
}
