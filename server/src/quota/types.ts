import type { Clock } from '../clock'

/**
 * Purpose of a call. All purposes share one count, because WeChat counts list and replay calls of
 * getliveinfo together. `reserve` is for calls that must be possible when everything else is used.
 * @see contract B12
 */
export const PURPOSES = ['sync', 'replay', 'manual', 'reserve'] as const
export type Purpose = (typeof PURPOSES)[number]

/** Result of a reservation. Times (`…AtMs`, `untilMs`) are on the caller's clock, also with Redis. */
export type Grant =
  | {
      readonly kind: 'granted'
      /**
       * The day in Beijing that was charged. Near midnight two days are charged; this is the earlier
       * one, which is the day WeChat means if it then answers 45009.
       */
      readonly day: string
      readonly used: number
      readonly limit: number
    }
  /** All calls of the day are used. */
  | { readonly kind: 'spent'; readonly limit: number; readonly resetAtMs: number }
  /** The share of this purpose is used; other purposes may still have calls. */
  | {
      readonly kind: 'share-spent'
      readonly purpose: Purpose
      readonly limit: number
      readonly resetAtMs: number
    }
  /** WeChat answered 45009: no more calls today, whatever the count is. */
  | { readonly kind: 'closed'; readonly day: string; readonly resetAtMs: number }
  /** Our clock and WeChat's clock are on different days. */
  | { readonly kind: 'skewed'; readonly aheadMs: number }
  /** The count was lost. Until `untilMs` the instances restore it from their watermarks. */
  | { readonly kind: 'recovering'; readonly untilMs: number }
  /** The ledger cannot be reached, so no call is allowed. */
  | { readonly kind: 'ledger-down'; readonly cause: unknown }

export type Refusal = Exclude<Grant, { kind: 'granted' }>

export interface Usage {
  readonly day: string
  /** Calls charged: ours, and those of other systems as far as quota/get reports them. */
  readonly used: number
  /** Our calls only. */
  readonly byPurpose: Readonly<Record<Purpose, number>>
  /** Calls that each purpose could still make if the others made none. */
  readonly left: Readonly<Record<Purpose, number>>
  /** The smaller of the configured limit and WeChat's. */
  readonly limit: number
  /** Whether WeChat answered 45009 today. */
  readonly closed: boolean
  /** When calls of a new day are possible, on the caller's clock. */
  readonly resetAtMs: number
  /** How far our clock was ahead of WeChat's at the last answer; null before the first answer. */
  readonly aheadMs: number | null
}

export type UsageAnswer =
  | { readonly kind: 'known'; readonly usage: Usage }
  | { readonly kind: 'ledger-down'; readonly cause: unknown }

/**
 * Counts calls before they are made. A granted call is on disk when `reserve` returns and is never given
 * back, because WeChat may have counted a call that timed out. Every attempt, page and retry needs its
 * own reservation.
 */
export interface QuotaLedger {
  reserve(purpose: Purpose): Promise<Grant>
  /**
   * Grants nothing more on that day. Called after WeChat answered 45009.
   * @throws if the ledger cannot be reached; it then grants nothing anyway
   */
  closeDay(day: string): Promise<void>
  usage(): Promise<UsageAnswer>
}

/** Answer of quota/get; null for a value that is missing or not plausible. */
export interface UpstreamQuota {
  readonly dailyLimit: number | null
  /** All calls of today, including those of other systems with the same AppID. */
  readonly used: number | null
}

/** Takes what WeChat's answers reveal about the quota and the clock. */
export interface UpstreamRecorder {
  /** Raises the count or changes WeChat's limit. It never lowers the count. */
  recordUpstream(upstream: UpstreamQuota): Promise<void>
  /** @param aheadMs how far this machine's clock is ahead of WeChat's, from the Date header */
  recordSkew(aheadMs: number): void
}

export type Ledger = QuotaLedger & UpstreamRecorder

/**
 * Division of a day's calls, in whole percent of the limit. `reserve` is kept back from reading the
 * list (the hard reserve). The others are the maximum share of the rest.
 */
export type Shares = Readonly<Record<Purpose, number>>

/** Count of one day. The field names are stored in SQLite and Redis. */
export interface DayCount {
  /** Day in Beijing, YYYY-MM-DD. */
  readonly day: string
  /** Calls charged, ours and those that quota/get reports. Never decreases. */
  readonly used: number
  /** Calls of `used` that were taken from the hard reserve. */
  readonly held: number
  readonly byPurpose: Readonly<Record<Purpose, number>>
  /** Whether WeChat answered 45009 on that day. */
  readonly closed: boolean
}

/** Everything the ledger stores. The rules in `quota-state.ts` are pure, so both drivers share them. */
export interface QuotaState {
  /** Earliest first. Calls are always charged to the last day as well, also after the clock is set back. */
  readonly days: readonly DayCount[]
  /** The limit that quota/get last reported; null if it never did. */
  readonly upstreamLimit: number | null
  /** End of the recovery after a lost count; 0 if nothing was lost. */
  readonly settleUntilMs: number
}

export interface QuotaRules {
  /** Calls allowed per day, from 1. */
  readonly limit: number
  readonly shares: Shares
}

export interface ClockReading {
  readonly nowMs: number
  /** How far the clock behind `nowMs` is ahead of WeChat's; null before WeChat's first answer. */
  readonly aheadMs: number | null
}

/** Result of applying a rule. Without `state` nothing changed. */
export interface StateChange<T> {
  readonly answer: T
  readonly state?: QuotaState
}

/** Stores one state, which all processes share. */
export interface QuotaStateStore {
  /**
   * Applies `change` to the newest state. The result is durable when the promise resolves. If another
   * process writes first, `change` runs again on its state.
   * @throws if the state cannot be written, or it is unknown whether it was
   */
  change<T>(change: (state: QuotaState, nowMs: number) => StateChange<T>): Promise<T>
  /** The state, and the time of the clock that decides the day. */
  read(): Promise<{ readonly state: QuotaState; readonly nowMs: number }>
}

export interface LedgerOptions {
  /** Calls allowed per day, from 1. */
  readonly limit: number
  readonly clock: Clock
  readonly shares?: Shares
}

/**
 * Highest counts that an instance has seen in Redis. A lower count is not accepted later. If Redis loses
 * its data, quota already spent is not granted again.
 */
export interface UsageWatermark {
  read(): QuotaState
  /** Stores `seen`, which is never below the previous value. */
  raise(seen: QuotaState): void
}
