import type { Log } from '../log'
import { MAX_SKEW_MS } from './quota-state'
import { explainSkew } from './explain'
import type { UpstreamRecorder } from './types'

/** Records the clock skew in the ledger and logs once each time it becomes too large. */
export function createSkewReport(
  ledger: Pick<UpstreamRecorder, 'recordSkew'>,
  log: Log,
): (aheadMs: number) => void {
  let isFar = false
  return (aheadMs) => {
    ledger.recordSkew(aheadMs)
    const wasFar = isFar
    isFar = Math.abs(aheadMs) > MAX_SKEW_MS
    if (isFar && !wasFar) {
      const aheadSec = Math.round(aheadMs / 1000)
      log.warn({ event: 'clock.skewed', aheadSec }, explainSkew(aheadMs))
    }
    if (wasFar && !isFar) log.info({ event: 'clock.right' }, "The clock matches WeChat's again")
  }
}
