/**
 * What a call is for. All purposes share one count: list and replay calls of getliveinfo share one
 * quota at WeChat. `reserve` is for calls that must be possible when everything else is spent.
 * @see contract B12
 */
export const PURPOSES = ['sync', 'replay', 'manual', 'reserve'] as const
export type Purpose = (typeof PURPOSES)[number]

/** Moments (`…AtMs`, `untilMs`) are on the clock of the process that asks, also with Redis. */
export type Grant =
  | {
      readonly kind: 'granted'
      /**
       * The day in Beijing that was charged. Near midnight two are; this is the earlier one, the one
       * that WeChat means if it answers that the day is used up.
       */
      readonly day: string
      readonly used: number
      readonly limit: number
    }
  /** The whole day is spent. */
  | { readonly kind: 'spent'; readonly limit: number; readonly resetAtMs: number }
  /** Calls are left, but not for this purpose. */
  | {
      readonly kind: 'share-spent'
      readonly purpose: Purpose
      readonly limit: number
      readonly resetAtMs: number
    }
  /** WeChat said 45009: the day is over, whatever we counted. */
  | { readonly kind: 'closed'; readonly day: string; readonly resetAtMs: number }
  /** Our clock says that a new day has begun, WeChat's does not, or the other way about. */
  | { readonly kind: 'skewed'; readonly aheadMs: number }
  /** The count was lost; until then, the instances say what they remember of it. */
  | { readonly kind: 'recovering'; readonly untilMs: number }
  /** Fail closed: no ledger, no call. */
  | { readonly kind: 'ledger-down'; readonly cause: unknown }

export type Refusal = Exclude<Grant, { kind: 'granted' }>

export interface Usage {
  readonly day: string
  /** Calls charged, ours and those that WeChat told us of. */
  readonly used: number
  /** Ours alone. */
  readonly byPurpose: Readonly<Record<Purpose, number>>
  /** How many calls each purpose could still make now, if the others made none. */
  readonly left: Readonly<Record<Purpose, number>>
  /** The smaller of what is configured and what WeChat said. */
  readonly limit: number
  /** WeChat itself said that the day is used up (45009), whatever we counted. */
  readonly closed: boolean
  /** When the calls of a new day can be made, on the clock of the process that asks. */
  readonly resetAtMs: number
  /** How far our clock was ahead of WeChat's when it last answered; null: it has not answered yet. */
  readonly aheadMs: number | null
}

export type UsageAnswer =
  | { readonly kind: 'known'; readonly usage: Usage }
  | { readonly kind: 'ledger-down'; readonly cause: unknown }

/**
 * Counts calls before they are made. What `reserve` has granted is on disk when it returns, and is
 * never given back: a call that timed out may have been counted by WeChat. Every attempt, every page
 * and every retry is a reservation of its own.
 */
export interface QuotaLedger {
  reserve(purpose: Purpose): Promise<Grant>
  /**
   * WeChat answered 45009: nothing more is granted on that day, to anyone.
   * @throws when the ledger cannot be reached; it then grants nothing anyway
   */
  closeDay(day: string): Promise<void>
  usage(): Promise<UsageAnswer>
}

/** What quota/get answered; null where it did not say, or nothing that can be believed. */
export interface Upstream {
  readonly dailyLimit: number | null
  /** All calls of today, other systems' with the same AppID included. */
  readonly used: number | null
}

/** What WeChat's answers tell the ledger, beyond the calls themselves. */
export interface LedgerWitness {
  /** Makes the day stricter, or gives back a limit that WeChat had lowered; never a call that was made. */
  observe(upstream: Upstream): Promise<void>
  /** How far this machine's clock is ahead of WeChat's, from the Date header of an answer. */
  noteSkew(aheadMs: number): void
}

export type Ledger = QuotaLedger & LedgerWitness
