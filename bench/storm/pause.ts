import { setTimeout as wait } from 'node:timers/promises'

/** Resolves after so long, or as soon as it is over; never rejects. */
export function pause(ms: number, over?: AbortSignal): Promise<void> {
  return wait(ms, undefined, over === undefined ? {} : { signal: over }).catch(() => undefined)
}
