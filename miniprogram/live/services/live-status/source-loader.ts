import type { RequestStatus } from '../wechat/status-source'
import { retryGapMs } from './schedule'

/**
 * The way to the plugin. It is loaded when first needed, and once it is there it stays; a load that
 * failed or hangs is tried again, less and less often.
 */
export interface SourceLoader {
  /** null: not to be had now. */
  readonly ask: () => RequestStatus | null
  /** When a load is worth trying; a load takes the place of one that hangs. */
  readonly loadAtMs: (nowMs: number) => number
  load(nowMs: number): void
  /** The network that failed may be another one by now. */
  resetBackoff(): void
}

/** @param onChange the line is there, or has failed: look again. */
export function createSourceLoader(
  connect: () => Promise<RequestStatus | null>,
  onChange: () => void,
): SourceLoader {
  let ask: RequestStatus | null = null
  let attemptedAtMs = -Infinity
  let attempts = 0
  let failures = 0
  let loading = false
  return {
    ask: () => ask,
    loadAtMs(nowMs) {
      attemptedAtMs = Math.min(attemptedAtMs, nowMs)
      return attemptedAtMs + retryGapMs(failures)
    },
    load(nowMs) {
      if (loading) failures += 1
      const number = ++attempts
      loading = true
      attemptedAtMs = nowMs
      void connect()
        .catch(() => null)
        .then((found) => {
          if (found !== null) ask = found
          else if (number === attempts) failures += 1
          if (number === attempts) loading = false
          onChange()
        })
    },
    resetBackoff() {
      failures = 0
    },
  }
}
