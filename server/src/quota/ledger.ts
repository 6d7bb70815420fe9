/**
 * What a call is for. All purposes share one count: list and replay calls of getliveinfo share one
 * quota at WeChat.
 * @see contract B12
 */
export const PURPOSES = ['sync', 'replay', 'manual', 'reserve'] as const
export type Purpose = (typeof PURPOSES)[number]

export type Grant =
  | {
      readonly kind: 'granted'
      /** The day in Beijing that was charged. */
      readonly day: string
      readonly used: number
      readonly limit: number
    }
  | { readonly kind: 'spent'; readonly limit: number; readonly resetAtMs: number }
  /** Fail closed: no ledger, no call. */
  | { readonly kind: 'ledger-down'; readonly cause: unknown }

export type Refusal = Exclude<Grant, { kind: 'granted' }>

export interface Usage {
  readonly day: string
  readonly used: number
  readonly byPurpose: Readonly<Record<Purpose, number>>
  readonly limit: number
  /** WeChat itself said that the day is used up (45009), whatever we counted. */
  readonly closed: boolean
  readonly resetAtMs: number
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
  /** WeChat answered 45009: nothing more is granted on that day, to anyone. */
  closeDay(day: string): Promise<void>
  usage(): Promise<UsageAnswer>
}

/** What a grant means, for a log line or a merchant. */
export function explainGrant(grant: Grant): string {
  switch (grant.kind) {
    case 'granted':
      return `Call ${grant.used} of ${grant.limit} today.`
    case 'spent':
      return (
        `All ${grant.limit} calls of today are used; shoppers see the last list. ` +
        'Wait for midnight (Beijing), or raise WX_LIVE_DAILY_LIMIT if WeChat grants more.'
      )
    case 'ledger-down':
      return 'The ledger cannot be reached, so WeChat is not asked. Check DATABASE_FILE and its disk.'
  }
}

/** Why nothing more is asked today; `undefined` while there are calls left. */
export function explainUsage({ used, limit, closed, resetAtMs }: Usage): string | undefined {
  if (used >= limit) return explainGrant({ kind: 'spent', limit, resetAtMs })
  if (!closed) return undefined
  return (
    `WeChat says that today's calls are used up, after ${used} of ${limit} were counted here; shoppers see ` +
    'the last list. Wait for midnight (Beijing). Another system may call getliveinfo with the same AppID: ' +
    'stop it, or lower WX_LIVE_DAILY_LIMIT by what it uses.'
  )
}
