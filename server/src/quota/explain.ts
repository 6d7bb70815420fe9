import type { Grant, Usage } from './types'

const PURPOSE_LABELS = {
  sync: 'reading the list',
  replay: 'reading replays',
  manual: 'refreshes that the merchant requests',
  reserve: 'the hard reserve',
} as const

/** Text of a grant for a log line or the merchant. */
export function explainGrant(grant: Grant): string {
  switch (grant.kind) {
    case 'granted':
      return `Call ${grant.used} of ${grant.limit} today.`
    case 'spent':
      return (
        `All ${grant.limit} calls of today are used; shoppers see the last list. ` +
        'Wait for midnight (Beijing), or raise WX_LIVE_DAILY_LIMIT if WeChat grants more.'
      )
    case 'share-spent':
      return (
        `The share of today's ${grant.limit} calls for ${PURPOSE_LABELS[grant.purpose]} is used;  ` +
        'shoppers see the last list. Wait for midnight (Beijing), or change the QUOTA_…_PERCENT settings.'
      )
    case 'closed':
      return (
        `WeChat answered that the calls of ${grant.day} are used up (45009);  shoppers see the last list. ` +
        'Wait for midnight (Beijing). If this happens before the limit is reached, another system calls getliveinfo with the same ' +
        'AppID: stop it, or lower WX_LIVE_DAILY_LIMIT by what it uses.'
      )
    case 'skewed':
      return `${explainSkew(grant.aheadMs)} No call is made until both clocks agree on the day.`
    case 'recovering':
      return (
        'The count of calls was lost and is being restored from the instances; ' +
        'calls resume within a minute. Redis must persist its data: set appendonly yes and appendfsync always.'
      )
    case 'ledger-down':
      return (
        'The ledger cannot be reached, so WeChat is not called. Check DATABASE_FILE and its disk; ' +
        'with STORE=redis, check REDIS_URL and that Redis is running.'
      )
  }
}

/** Why no call is possible today; undefined while calls are left. */
export function explainUsage({ day, used, limit, closed, resetAtMs }: Usage): string | undefined {
  if (used >= limit) return explainGrant({ kind: 'spent', limit, resetAtMs })
  return closed ? explainGrant({ kind: 'closed', day, resetAtMs }) : undefined
}

/** Text for a clock that differs from WeChat's. */
export function explainSkew(aheadMs: number): string {
  const seconds = Math.round(Math.abs(aheadMs) / 1000)
  const where = aheadMs > 0 ? 'ahead of' : 'behind'
  return (
    `The clock that counts the days is ${seconds} s ${where} WeChat's. Set it by NTP ` +
    '(with STORE=redis, also on the machine of Redis).'
  )
}
