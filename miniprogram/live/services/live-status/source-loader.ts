import type { AskLiveStatus } from '../wechat/status-source'
import { gapAfterMs } from './schedule'

/**
 * The way to the plugin. It is loaded when first needed, and once it is there it stays; a load that
 * failed or hangs is tried again, less and less often.
 */
export interface Line {
  /** null: not to be had now. */
  readonly ask: () => AskLiveStatus | null
  /** When a load is worth trying; a load takes the place of one that hangs. */
  readonly loadAtMs: (nowMs: number) => number
  load(nowMs: number): void
  /** The network that failed may be another one by now. */
  forgive(): void
}

/** @param changed the line is there, or has failed: look again. */
export function createLine(
  connect: () => Promise<AskLiveStatus | null>,
  changed: () => void,
): Line {
  let ask: AskLiveStatus | null = null
  let triedAtMs = -Infinity
  let tries = 0
  let failures = 0
  let loading = false
  return {
    ask: () => ask,
    loadAtMs(nowMs) {
      triedAtMs = Math.min(triedAtMs, nowMs)
      return triedAtMs + gapAfterMs(failures)
    },
    load(nowMs) {
      if (loading) failures += 1
      const number = ++tries
      loading = true
      triedAtMs = nowMs
      void connect()
        .catch(() => null)
        .then((found) => {
          if (found !== null) ask = found
          else if (number === tries) failures += 1
          if (number === tries) loading = false
          changed()
        })
    },
    forgive() {
      failures = 0
    },
  }
}
