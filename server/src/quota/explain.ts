import type { Grant, Usage } from './ledger'

const PURPOSE_WORDS = {
  sync: 'reading the list',
  replay: 'reading replays',
  manual: 'calls that someone asks for',
  reserve: 'the hard reserve',
} as const

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
    case 'share-spent':
      return (
        `The part of today's ${grant.limit} calls that is meant for ${PURPOSE_WORDS[grant.purpose]} is used; ` +
        'shoppers see the last list. Wait for midnight (Beijing), or change the QUOTA_…_PERCENT settings.'
      )
    case 'closed':
      return (
        `WeChat says that the calls of ${grant.day} are used up (45009); shoppers see the last list. ` +
        'Wait for midnight (Beijing). If it comes early, another system calls getliveinfo with the same ' +
        'AppID: stop it, or lower WX_LIVE_DAILY_LIMIT by what it uses.'
      )
    case 'skewed':
      return `${explainSkew(grant.aheadMs)} No call is made until both clocks agree on the day.`
    case 'recovering':
      return (
        'The count of calls was lost and is put together again from what the instances remember; ' +
        'calls go on within a minute. Redis must keep its data: set appendonly yes and appendfsync always.'
      )
    case 'ledger-down':
      return (
        'The ledger cannot be reached, so WeChat is not asked. Check DATABASE_FILE and its disk; ' +
        'with STORE=redis, check REDIS_URL and that Redis is running.'
      )
  }
}

/** Why nothing more is asked today; undefined while there are calls left. */
export function explainUsage({ day, used, limit, closed, resetAtMs }: Usage): string | undefined {
  if (used >= limit) return explainGrant({ kind: 'spent', limit, resetAtMs })
  return closed ? explainGrant({ kind: 'closed', day, resetAtMs }) : undefined
}

/** What a clock that differs from WeChat's means. */
export function explainSkew(aheadMs: number): string {
  const seconds = Math.round(Math.abs(aheadMs) / 1000)
  const where = aheadMs > 0 ? 'ahead of' : 'behind'
  return (
    `The clock that counts the days is ${seconds} s ${where} WeChat's. Set it by NTP ` +
    '(with STORE=redis, also on the machine of Redis).'
  )
}
