import type { Clock } from '../clock'
import type { SharedShopData } from '../store/shop-data'
import { LOCK_MS, type RefreshLock } from './lock'
import type { Refresher } from './refresher'

export interface TurnsParts {
  readonly refresher: Pick<Refresher, 'step' | 'isPaused'>
  readonly lock: RefreshLock
  readonly data: Pick<SharedShopData, 'catchUp'>
  readonly clock: Clock
}

/** How soon an instance whose turn it is not looks again. */
const NEXT_LOOK_MS = 1_000

export interface Turns extends Pick<Refresher, 'step'> {
  /** Lets another instance go on at once; to be called when no step is at work any more. */
  stop(): Promise<void>
}

/**
 * The steps of several instances, by one at a time: whoever has the lock works, and keeps it; the
 * others take over what it has read, and its place when it ends.
 */
export function takeTurns({ refresher, lock, data, clock }: TurnsParts): Turns {
  let isHeld = false
  const giveBack = async (): Promise<void> => {
    if (isHeld) await lock.release()
    isHeld = false
  }
  return {
    step: async () => {
      try {
        // Another instance may be allowed what is refused to this one: it gets the turn.
        if (await refresher.isPaused()) await giveBack()
        else isHeld = await lock.take()
        await data.catchUp()
      } catch {
        // The storage is gone, and with it the ledger: the step asks WeChat nothing, and says why.
        return refresher.step()
      }
      if (!isHeld) return { kind: 'wait', untilMs: clock.nowMs() + NEXT_LOOK_MS }
      const renewing = setInterval(() => void lock.renew().catch(() => undefined), LOCK_MS / 3)
      try {
        return await refresher.step()
      } finally {
        clearInterval(renewing)
      }
    },
    // A storage that is gone forgets the lock by itself.
    stop: () => lock.release().catch(() => undefined),
  }
}
