const MINUTE_MS = 60_000

/**
 * At 60 times the speed, world time advances 60 ms in a real millisecond, so the plugin may read a slightly
 * earlier interval than the caller measured.
 */
const GRACE_MS = 500

/** WeChat's limit of one status call per room and minute. */
export class MinuteLimit {
  private readonly lastMs = new Map<number, number>()

  /** Also records the call. */
  isTooSoon(roomId: number, nowMs: number): boolean {
    const lastMs = this.lastMs.get(roomId)
    this.lastMs.set(roomId, nowMs)
    return lastMs !== undefined && nowMs - lastMs < MINUTE_MS - GRACE_MS
  }
}
