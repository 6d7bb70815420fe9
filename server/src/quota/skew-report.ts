import type { Log } from '../log'
import { MOST_SKEW_MS } from './quota-state'
import { explainSkew } from './explain'
import type { LedgerWitness } from './ledger'

/** Tells the ledger how far our clock is from WeChat's; and the log, once each time it becomes too far. */
export function createSkewReport(
  ledger: Pick<LedgerWitness, 'noteSkew'>,
  log: Log,
): (aheadMs: number) => void {
  let isFar = false
  return (aheadMs) => {
    ledger.noteSkew(aheadMs)
    const wasFar = isFar
    isFar = Math.abs(aheadMs) > MOST_SKEW_MS
    if (isFar && !wasFar) {
      const aheadSec = Math.round(aheadMs / 1000)
      log.warn({ event: 'clock.skewed', aheadSec }, explainSkew(aheadMs))
    }
    if (wasFar && !isFar) log.info({ event: 'clock.right' }, "The clock agrees with WeChat's again")
  }
}
