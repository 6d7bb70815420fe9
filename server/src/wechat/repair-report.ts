import type { Clock } from '../clock'
import type { Log } from '../log'
import type { JsonRepairs } from './tolerant-json'
import type { WechatEvents } from './events'

export interface RepairReportParts {
  readonly events: Pick<WechatEvents, 'repaired'>
  readonly clock: Clock
  readonly log: Log
}

/** A single bad name causes repairs on every read of the list. */
const LOG_EVERY_MS = 3_600_000

/** Counts characters removed from WeChat's answers, and logs one line per path and hour. */
export function createRepairReport({ events, clock, log }: RepairReportParts) {
  const loggedAtMs = new Map<string, number>()
  return (path: string, repairs: JsonRepairs): void => {
    for (const [repair, count] of repairs) events.repaired(path, repair, count)
    const nowMs = clock.nowMs()
    // The absolute difference, so that a clock that is set back does not suppress the log.
    if (Math.abs(nowMs - (loggedAtMs.get(path) ?? -Infinity)) < LOG_EVERY_MS) return
    loggedAtMs.set(path, nowMs)
    log.warn(
      { event: 'wechat.mended', path, leftOut: Object.fromEntries(repairs) },
      "WeChat's answer had characters that JSON does not allow. They were removed and the rest was read. " +
        'Check the names of rooms and goods for pasted control characters.',
    )
  }
}
