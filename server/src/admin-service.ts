import type { Clock } from './clock'
import type { RefreshReport } from './http/schemas/admin'
import type { AdminService } from './http/routes/admin'
import type { QuotaLedger } from './quota/types'
import type { Refresher } from './sync/refresher'
import type { Scheduler } from './sync/scheduler'
import { withTimeout } from './with-timeout'

export interface AdminServiceParts {
  readonly scheduler: Pick<Scheduler, 'tick'>
  readonly refresher: Pick<Refresher, 'requestFullScan' | 'lastError'>
  readonly clock: Clock
  readonly ledger: Pick<QuotaLedger, 'usage'>
  /** Below the time limit of WeChat cloud hosting, 15 s. */
  readonly timeoutMs?: number
}

const TIMEOUT_MS = 12_000

/** Runs the merchant's requests, within a time that proxies wait for. */
export function createAdminService(parts: AdminServiceParts): AdminService {
  const { scheduler, refresher, clock, ledger, timeoutMs = TIMEOUT_MS } = parts
  const report = async (work: Promise<void>): Promise<RefreshReport> => {
    const done = await withTimeout(
      work.then(() => 'done' as const),
      timeoutMs,
    )
    if (done === undefined) return { result: 'pending' }
    const lastError = refresher.lastError()
    if (lastError === undefined) return { result: 'refreshed' }
    return { result: 'failed', code: lastError.code, whatToDo: lastError.whatToDo }
  }
  return {
    refresh: () => {
      const requested = refresher.requestFullScan(clock.nowMs() + timeoutMs)
      void scheduler.tick()
      return report(requested)
    },
    tick: () => report(scheduler.tick()),
    usage: () => ledger.usage(),
  }
}
