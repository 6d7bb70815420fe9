import type { Clock } from './clock'
import type { RefreshReport } from './http/schemas/admin'
import type { AdminDesk } from './http/routes/admin'
import type { QuotaLedger } from './quota/ledger'
import type { Refresher } from './sync/refresher'
import type { Scheduler } from './sync/scheduler'
import { within } from './within'

export interface AdminDeskParts {
  readonly scheduler: Pick<Scheduler, 'tick'>
  readonly refresher: Pick<Refresher, 'order' | 'trouble'>
  readonly clock: Clock
  readonly ledger: Pick<QuotaLedger, 'usage'>
  /** Below the time limit of WeChat cloud hosting, 15 s. */
  readonly atMostMs?: number
}

const AT_MOST_MS = 12_000

/** Carries out what the merchant orders, within a time that every proxy waits for. */
export function createAdminDesk(parts: AdminDeskParts): AdminDesk {
  const { scheduler, refresher, clock, ledger, atMostMs = AT_MOST_MS } = parts
  const report = async (work: Promise<void>): Promise<RefreshReport> => {
    const done = await within(
      work.then(() => 'done' as const),
      atMostMs,
    )
    if (done === undefined) return { result: 'pending' }
    const trouble = refresher.trouble()
    if (trouble === undefined) return { result: 'refreshed' }
    return { result: 'failed', code: trouble.code, whatToDo: trouble.whatToDo }
  }
  return {
    refresh: () => {
      const ordered = refresher.order(clock.nowMs() + atMostMs)
      void scheduler.tick()
      return report(ordered)
    },
    tick: () => report(scheduler.tick()),
    usage: () => ledger.usage(),
  }
}
