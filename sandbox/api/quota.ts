import type { Answer } from './answers'
import { refuse } from './answers'
import { MINUTE_MS, shanghaiDay } from './catalogue/shanghai'
import type { SandboxOptions } from './options'

export const GETLIVEINFO_PATH = '/wxa/business/getliveinfo'

/**
 * The daily quota of getliveinfo. Room lists and replays share it; it is renewed at midnight in Shanghai.
 * @see wechat-live-contract B12
 */
export interface Quota {
  /** Charges one attempt. Returns an error answer if the quota of the day or the minute is used up. */
  charge(): Answer | null
  /** Undoes the last charge. Used when failed calls do not count. */
  refund(): void
  /** `POST /cgi-bin/openapi/quota/get` */
  report(cgiPath: unknown): Answer
}

export function openQuota(nowMs: () => number, options: () => SandboxOptions): Quota {
  let today = { day: '', used: 0 }
  let thisMinute = { minute: 0, used: 0 }

  const used = (): number =>
    (today.day === shanghaiDay(nowMs()) ? today.used : 0) + options().spentElsewhere

  return {
    charge: () => {
      const { dailyLimit, minuteLimit } = options()
      const minute = Math.floor(nowMs() / MINUTE_MS)
      thisMinute = { minute, used: thisMinute.minute === minute ? thisMinute.used + 1 : 1 }
      // A refused attempt does not raise `used`. It is still counted in Calls.
      if (used() >= dailyLimit) return refuse(45009)
      const day = shanghaiDay(nowMs())
      today = { day, used: today.day === day ? today.used + 1 : 1 }
      return minuteLimit !== null && thisMinute.used > minuteLimit ? refuse(45011) : null
    },

    refund: () => {
      today = { ...today, used: Math.max(0, today.used - 1) }
    },

    report: (cgiPath) => {
      if (typeof cgiPath !== 'string' || !cgiPath.startsWith('/')) return refuse(76003)
      if (cgiPath !== GETLIVEINFO_PATH) return refuse(76021)
      const { dailyLimit, minuteLimit, quotaGet } = options()
      const spent = quotaGet === 'stuck' ? 0 : Math.min(used(), dailyLimit)
      const rate = { call_count: minuteLimit ?? 0, refresh_second: minuteLimit === null ? 0 : 60 }
      return {
        errcode: 0,
        errmsg: 'ok',
        quota: { daily_limit: dailyLimit, used: spent, remain: dailyLimit - spent },
        rate_limit: rate,
        component_rate_limit: { call_count: 0, refresh_second: 0 },
      }
    },
  }
}
