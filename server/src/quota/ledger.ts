import { closeDay, applyUpstream, reserve, usageOf } from './quota-state'
import { DEFAULT_SHARES } from './shares'
import type {
  ClockReading,
  Grant,
  Ledger,
  LedgerOptions,
  QuotaRules,
  QuotaStateStore,
} from './types'

/** Two readings of one clock, one of them through Redis, differ by less than this. */
const SAME_CLOCK_MS = 1_000

/**
 * Creates the ledger on any store. The store's clock decides the day. All times in answers are
 * converted to `options.clock`, because the caller waits on that clock.
 */
export function createLedger(store: QuotaStateStore, options: LedgerOptions): Ledger {
  const { limit, clock, shares = DEFAULT_SHARES } = options
  const rules: QuotaRules = { limit, shares }
  /** How far this machine's clock is ahead of WeChat's. The store's clock may be another machine's. */
  let localAheadMs: number | null = null
  const readingOf = (storeMs: number): ClockReading => ({
    nowMs: storeMs,
    aheadMs: localAheadMs === null ? null : localAheadMs + storeMs - clock.nowMs(),
  })
  const toOwnClock = (storeMs: number): ((momentMs: number) => number) => {
    const shiftMs = clock.nowMs() - storeMs
    return Math.abs(shiftMs) < SAME_CLOCK_MS
      ? (momentMs) => momentMs
      : (momentMs) => momentMs + shiftMs
  }

  return {
    reserve: async (purpose) => {
      try {
        return await store.change((state, nowMs) => {
          const change = reserve(state, readingOf(nowMs), purpose, rules)
          return { ...change, answer: grantOnOwnClock(change.answer, toOwnClock(nowMs)) }
        })
      } catch (cause) {
        return { kind: 'ledger-down', cause }
      }
    },
    closeDay: (day) => store.change((state) => closeDay(state, day)),
    recordUpstream: (upstream) =>
      store.change((state, nowMs) => applyUpstream(state, readingOf(nowMs), upstream)),
    recordSkew: (aheadMs) => {
      localAheadMs = aheadMs
    },
    usage: async () => {
      try {
        const { state, nowMs } = await store.read()
        const usage = usageOf(state, readingOf(nowMs), rules)
        return { kind: 'known', usage: { ...usage, resetAtMs: toOwnClock(nowMs)(usage.resetAtMs) } }
      } catch (cause) {
        return { kind: 'ledger-down', cause }
      }
    },
  }
}

function grantOnOwnClock(grant: Grant, toOwnClock: (momentMs: number) => number): Grant {
  switch (grant.kind) {
    case 'spent':
    case 'share-spent':
    case 'closed':
      return { ...grant, resetAtMs: toOwnClock(grant.resetAtMs) }
    case 'recovering':
      return { ...grant, untilMs: toOwnClock(grant.untilMs) }
    case 'granted':
    case 'skewed':
    case 'ledger-down':
      return grant
  }
}
