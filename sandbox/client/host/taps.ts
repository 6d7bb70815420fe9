/**
 * Tracks whether a tap handler is running. WeChat allows some calls only then. Synchronous calls of the
 * handler count, code after an `await` does not.
 */
export class Taps {
  private depth = 0

  get isHandling(): boolean {
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
