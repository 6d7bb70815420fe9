import type { RequestStatus } from '../wechat/status-source'
import { retryGapMs } from './schedule'

/**
 * Loads a status source (the plugin, or Channels) on first use and keeps it. A load that failed or hangs is
 * retried with increasing delay.
 */
export interface SourceLoader {
  /** null: not loaded. */
  readonly ask: () => RequestStatus | null
  /** When the next load may start. It replaces a load that hangs. */
  readonly loadAtMs: (nowMs: number) => number
  load(nowMs: number): void
  /** Resets the retry delay, because the network may have changed. */
  resetBackoff(): void
}

/** @param onChange called after each load, successful or not */
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
