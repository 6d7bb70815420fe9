/**
 * The time of a tap: while its handlers run, and not a moment longer. What a handler triggers belongs
 * to it, what it awaits does not. WeChat lets some calls through in no other.
 */
export class Taps {
  private depth = 0

  get isNow(): boolean {
    return this.depth > 0
  }

  run(dispatch: () => void): void {
    this.depth++
    try {
      dispatch()
    } finally {
      this.depth--
    }
  }
}
