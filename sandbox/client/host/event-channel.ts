type Listener = (...args: readonly unknown[]) => void

/** The two ends of wx.navigateTo's event channel: events emitted at one end arrive at the other. */
export class EventChannel {
  private readonly listeners = new Map<string, Listener[]>()
  private peer: EventChannel | null = null

  static pair(): readonly [EventChannel, EventChannel] {
    const one = new EventChannel()
    const other = new EventChannel()
    one.peer = other
    other.peer = one
    return [one, other]
  }

  on(name: string, listener: Listener): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener])
  }

  once(name: string, listener: Listener): void {
    const first: Listener = (...args) => {
      this.off(name, first)
      listener(...args)
    }
    this.on(name, first)
  }

  off(name: string, listener?: Listener): void {
    const kept = (this.listeners.get(name) ?? []).filter((one) => listener && one !== listener)
    this.listeners.set(name, kept)
  }

  emit(name: string, ...args: readonly unknown[]): void {
    for (const listener of this.peer?.listeners.get(name) ?? []) listener(...args)
  }
}
