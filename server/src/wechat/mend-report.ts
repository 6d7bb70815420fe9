import type { Clock } from '../clock'
import type { Log } from '../log'
import type { Mends } from './tolerant-json'
import type { Watch } from './watch'

export interface MendReportParts {
  readonly watch: Pick<Watch, 'mended'>
  readonly clock: Clock
  readonly log: Log
}

/** One bad name makes every read of the list need mending. */
const LOG_EVERY_MS = 3_600_000

/** Counts what was left out of WeChat's answers; the log gets one line an hour for each path. */
export function createMendReport({ watch, clock, log }: MendReportParts) {
  const loggedAtMs = new Map<string, number>()
  return (path: string, mends: Mends): void => {
    for (const [mend, count] of mends) watch.mended(path, mend, count)
    const nowMs = clock.nowMs()
    // The distance, so that a clock that is set back does not silence the log.
    if (Math.abs(nowMs - (loggedAtMs.get(path) ?? -Infinity)) < LOG_EVERY_MS) return
    loggedAtMs.set(path, nowMs)
    log.warn(
      { event: 'wechat.mended', path, leftOut: Object.fromEntries(mends) },
      'WeChat sent characters that JSON does not allow. They were left out, the rest was read. ' +
        'Look for pasted characters in the names of rooms and goods.',
    )
  }
}
