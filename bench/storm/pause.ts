import { setTimeout as wait } from 'node:timers/promises'

/** Resolves after `ms` or on the signal; never rejects. */
export function pause(ms: number, over?: AbortSignal): Promise<void> {
  return wait(ms, undefined, over === undefined ? {} : { signal: over }).catch(() => undefined)
}
