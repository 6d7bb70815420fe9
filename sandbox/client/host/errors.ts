/** All errors in the sandbox: shown in the phone and listed in `__sim.errors`; they fail e2e tests. */
export class ErrorLog {
  /** The plugin stand-in also adds messages, so `push` notifies the listeners. */
  readonly messages: string[] = []
  private readonly listeners: ((messages: readonly string[]) => void)[] = []

  constructor() {
    this.messages.push = (...added: string[]) => {
      const length = Array.prototype.push.apply(this.messages, added)
      for (const listener of this.listeners) listener(this.messages)
      return length
    }
  }

  /** An exception of the app, which also occurs on a phone. */
  record(error: unknown): void {
    console.error(error)
    this.messages.push(describeError(error))
  }

  /** A mistake that only the sandbox reports, without an exception. */
  warn(message: string): void {
    console.error(`[sandbox] ${message}`)
    this.messages.push(message)
  }

  onChange(listener: (messages: readonly string[]) => void): void {
    this.listeners.push(listener)
  }
}

export function describeError(error: unknown): string {
  if (error instanceof Error) return error.message
  if (typeof error === 'object' && error !== null) {
    const { errMsg } = error as { errMsg?: unknown }
    return typeof errMsg === 'string' ? errMsg : JSON.stringify(error)
  }
  return String(error)
}

export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : describeError(error)
}
