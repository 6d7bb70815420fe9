const MINUTE_MS = 60_000

/**
 * World time runs up to 60 times as fast, in steps of a real millisecond: between the caller's look
 * at the clock and ours a few of them may pass, and they are no breach.
 */
const GRACE_MS = 500

/** Was a room asked for less than a minute ago? Each room has a minute of its own. */
export class MinuteWatch {
  private readonly lastMs = new Map<number, number>()

  /** Notes the call. */
  isTooSoon(roomId: number, nowMs: number): boolean {
    const lastMs = this.lastMs.get(roomId)
    this.lastMs.set(roomId, nowMs)
    return lastMs !== undefined && nowMs - lastMs < MINUTE_MS - GRACE_MS
  }
}
