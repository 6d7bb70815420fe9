import type { Clock } from '../clock'
import type { SharedShopData } from '../store/shop-data'
import { LOCK_MS, type RefreshLock } from './lock'
import type { Refresher } from './refresher'

export interface LockedRefresherParts {
  readonly refresher: Pick<Refresher, 'step' | 'isPaused'>
  readonly lock: RefreshLock
  readonly data: Pick<SharedShopData, 'catchUp'>
  readonly clock: Clock
}

/** Interval at which an instance without the lock checks again. */
const POLL_MS = 1_000

export interface LockedRefresher extends Pick<Refresher, 'step'> {
  /** Releases the lock. Call it when no step is running. */
  stop(): Promise<void>
}

/**
 * Runs the steps of several instances on one at a time. The holder of the lock works and keeps the
 * lock. The others load the list it has read, and take over when it ends.
 */
export function createLockedRefresher({
  refresher,
  lock,
  data,
  clock,
}: LockedRefresherParts): LockedRefresher {
  let isHeld = false
  const releaseLock = async (): Promise<void> => {
    if (isHeld) await lock.release()
    isHeld = false
  }
  return {
    step: async () => {
      try {
        // Another instance may be allowed what WeChat refuses this one, so the lock is released.
        if (await refresher.isPaused()) await releaseLock()
        else isHeld = await lock.take()
        await data.catchUp()
      } catch {
        // The storage cannot be reached, nor can the ledger: the step calls nothing and reports the
        // failure.
        return refresher.step()
      }
      if (!isHeld) return { kind: 'wait', untilMs: clock.nowMs() + POLL_MS }
      const renewing = setInterval(() => void lock.renew().catch(() => undefined), LOCK_MS / 3)
      try {
        return await refresher.step()
      } finally {
        clearInterval(renewing)
      }
    },
    // If the storage cannot be reached, the lock expires by itself.
    stop: () => lock.release().catch(() => undefined),
  }
}
