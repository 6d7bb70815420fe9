/** Every fault the sandbox sees: shown in the phone, listed in `__sim.errors`, a failed test in e2e. */
export class ErrorLog {
  /** The plugin's stand-in adds to it as well, so `push` tells the panel. */
  readonly messages: string[] = []
  private readonly listeners: ((messages: readonly string[]) => void)[] = []

  constructor() {
    this.messages.push = (...added: string[]) => {
      const length = Array.prototype.push.apply(this.messages, added)
      for (const listener of this.listeners) listener(this.messages)
      return length
    }
  }

  /** A fault of the app: it throws on a phone as well. */
  record(error: unknown): void {
    console.error(error)
    this.messages.push(describeError(error))
  }

  /** A fault that only the sandbox can tell, without an exception. */
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
