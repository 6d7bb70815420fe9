import { dayKey, daysAround, lastResetMs, MIDNIGHT_GUARD_MS, nextResetMs } from './day'
import { leftFor, poolFor } from './shares'
import {
  PURPOSES,
  type Grant,
  type Purpose,
  type UpstreamQuota,
  type Usage,
  type DayCount,
  type QuotaState,
  type QuotaRules,
  type ClockReading,
  type StateChange,
} from './types'

export const EMPTY_STATE: QuotaState = { days: [], upstreamLimit: null, settleUntilMs: 0 }

/** Above this difference, two clocks may be on different days. @see contract B12 */
export const MAX_SKEW_MS = 60_000

/** Duration of the recovery of a lost count. Each instance reads the state about once a second. */
export const SETTLE_MS = 60_000

/**
 * It is not confirmed that WeChat resets the count of quota/get exactly at midnight. Within this
 * time it may still be the count of the day before, and is ignored.
 */
const UPSTREAM_RESET_GRACE_MS = 15 * 60_000

/** Days kept in the state: enough after a clock error of several days, few enough to read each time. */
export const KEPT_DAYS = 8

const noCalls = (): Record<Purpose, number> => ({ sync: 0, replay: 0, manual: 0, reserve: 0 })

/** Charges one call to every day on which WeChat may count it, or returns the refusal. */
export function reserve(
  state: QuotaState,
  moment: ClockReading,
  purpose: Purpose,
  rules: QuotaRules,
): StateChange<Grant> {
  const refusal = currentRefusal(state, moment)
  if (refusal !== undefined) return { answer: refusal }
  const limit = limitOf(state, rules)
  const charged: DayCount[] = []
  for (const count of chargedDays(state, moment)) {
    const pool = poolFor(purpose, count, limit, rules.shares)
    if (pool === 'none') return { answer: refuse(count, purpose, limit, moment) }
    charged.push({
      ...count,
      used: count.used + 1,
      held: count.held + (pool === 'held' ? 1 : 0),
      byPurpose: { ...count.byPurpose, [purpose]: count.byPurpose[purpose] + 1 },
    })
  }
  const tightest = charged.reduce((a, b) => (b.used > a.used ? b : a))
  const day = charged[0]?.day ?? tightest.day
  return {
    answer: { kind: 'granted', day, used: tightest.used, limit },
    state: replaceDays(state, charged),
  }
}

/** Marks the day as used up (45009). */
export function closeDay(state: QuotaState, day: string): StateChange<undefined> {
  const count = countOf(state, day)
  return count.closed
    ? { answer: undefined }
    : { answer: undefined, state: replaceDays(state, [{ ...count, closed: true }]) }
}

/**
 * Applies the answer of quota/get. A count above ours includes calls of other systems; they are
 * charged, and our next calls are added to them. Near midnight and while the clocks disagree the
 * count is ignored, because its day is unknown.
 */
export function applyUpstream(
  state: QuotaState,
  moment: ClockReading,
  upstream: UpstreamQuota,
): StateChange<undefined> {
  const upstreamLimit = upstream.dailyLimit ?? state.upstreamLimit
  const [day, ...others] = daysAround(moment.nowMs, moment.aheadMs ?? 0)
  const count = countOf(state, day)
  const isOfToday =
    others.length === 0 && moment.nowMs - lastResetMs(moment.nowMs) >= UPSTREAM_RESET_GRACE_MS
  const isMore = isOfToday && upstream.used !== null && upstream.used > count.used
  if (!isMore && upstreamLimit === state.upstreamLimit) return { answer: undefined }
  const days = isMore ? [{ ...count, used: upstream.used }] : []
  return { answer: undefined, state: replaceDays({ ...state, upstreamLimit }, days) }
}

export function usageOf(state: QuotaState, moment: ClockReading, rules: QuotaRules): Usage {
  const limit = limitOf(state, rules)
  const counts = chargedDays(state, moment)
  const least = (purpose: Purpose) =>
    currentRefusal(state, moment) === undefined
      ? Math.min(...counts.map((count) => leftFor(purpose, count, limit, rules.shares)))
      : 0
  // If two days are charged, report the one that limits.
  const byPriority = (a: DayCount, b: DayCount) =>
    Number(b.closed) - Number(a.closed) || b.used - a.used || (b.day > a.day ? 1 : -1)
  const tightest = [...counts].sort(byPriority)[0] ?? emptyDay(dayKey(moment.nowMs))
  const { day, used, byPurpose, closed } = tightest
  return {
    day,
    used,
    byPurpose,
    left: Object.fromEntries(PURPOSES.map((one) => [one, least(one)])) as Usage['left'],
    limit,
    closed,
    resetAtMs: resetOf(day, closed || used >= limit, moment.nowMs),
    aheadMs: moment.aheadMs,
  }
}

/**
 * Merges a watermark into the state. A count that is missing or lower than the watermark shows that
 * the storage lost calls. The state then enters recovery, so that all instances can contribute
 * their watermarks.
 */
export function restore(state: QuotaState, watermark: QuotaState, nowMs: number): QuotaState {
  const known = new Map(state.days.map((count) => [count.day, count]))
  const oldest = state.days.length < KEPT_DAYS ? '' : (state.days[0]?.day ?? '')
  const behind = watermark.days.filter((count) => {
    const now = known.get(count.day)
    return now === undefined ? count.day > oldest : isBelow(now, count)
  })
  if (behind.length === 0) return state
  const restored = behind.map((count) => maxOf(known.get(count.day) ?? count, count))
  return replaceDays(
    {
      ...state,
      upstreamLimit: state.upstreamLimit ?? watermark.upstreamLimit,
      settleUntilMs: nowMs + SETTLE_MS,
    },
    restored,
  )
}

function isBelow(now: DayCount, watermark: DayCount): boolean {
  return (
    now.used < watermark.used ||
    now.held < watermark.held ||
    (watermark.closed && !now.closed) ||
    PURPOSES.some((purpose) => now.byPurpose[purpose] < watermark.byPurpose[purpose])
  )
}

function maxOf(a: DayCount, b: DayCount): DayCount {
  const byPurpose = noCalls()
  for (const one of PURPOSES) byPurpose[one] = Math.max(a.byPurpose[one], b.byPurpose[one])
  return {
    day: a.day,
    used: Math.max(a.used, b.used),
    held: Math.max(a.held, b.held),
    closed: a.closed || b.closed,
    byPurpose,
  }
}

function currentRefusal(state: QuotaState, { nowMs, aheadMs }: ClockReading): Grant | undefined {
  const settlesInMs = state.settleUntilMs - nowMs
  // A longer time means that the clock was set back since.
  if (settlesInMs > 0 && settlesInMs <= SETTLE_MS)
    return { kind: 'recovering', untilMs: state.settleUntilMs }
  if (aheadMs === null || Math.abs(aheadMs) <= MAX_SKEW_MS) return undefined
  const days = daysAround(nowMs, aheadMs)
  const opensDay = (days.at(-1) ?? '') > latestDay(state)
  return opensDay && days.length > 1 ? { kind: 'skewed', aheadMs } : undefined
}

/** The days to which a call made now is charged, earliest first. */
function chargedDays(state: QuotaState, { nowMs, aheadMs }: ClockReading): DayCount[] {
  const days = daysAround(nowMs, aheadMs ?? 0)
  const high = latestDay(state)
  const isClockSetBack = high > (days.at(-1) ?? '')
  return (isClockSetBack ? [...days, high] : [...days]).map((day) => countOf(state, day))
}

function refuse(count: DayCount, purpose: Purpose, limit: number, { nowMs }: ClockReading): Grant {
  const { day, used, closed } = count
  const resetAtMs = resetOf(day, true, nowMs)
  if (closed) return { kind: 'closed', day, resetAtMs }
  return used >= limit
    ? { kind: 'spent', limit, resetAtMs }
    : { kind: 'share-spent', purpose, limit, resetAtMs }
}

/** When calls of a new day are possible. Always later than `nowMs`. */
function resetOf(day: string, isOver: boolean, nowMs: number): number {
  const guardEndsMs = lastResetMs(nowMs) + MIDNIGHT_GUARD_MS
  return isOver && day < dayKey(nowMs) && nowMs < guardEndsMs ? guardEndsMs : nextResetMs(nowMs)
}

function limitOf(state: QuotaState, rules: QuotaRules): number {
  return Math.min(rules.limit, state.upstreamLimit ?? Infinity)
}

function latestDay(state: QuotaState): string {
  return state.days.at(-1)?.day ?? ''
}

function countOf(state: QuotaState, day: string): DayCount {
  return state.days.find((count) => count.day === day) ?? emptyDay(day)
}

function emptyDay(day: string): DayCount {
  return { day, used: 0, held: 0, closed: false, byPurpose: noCalls() }
}

function replaceDays(state: QuotaState, changed: readonly DayCount[]): QuotaState {
  const byDay = new Map([...state.days, ...changed].map((count) => [count.day, count]))
  const days = [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1)).slice(-KEPT_DAYS)
  return { ...state, days }
}
