import { worldNowMs, type WorldClockState } from '../../shared/world-clock'

type Callback = (...args: readonly unknown[]) => void

interface Timer {
  readonly id: number
  readonly owner: string
  readonly run: () => void
  readonly everyMs: number | null
  dueMs: number
}

/** The real clock; tests replace it. */
export interface RealClock {
  readonly now: () => number
  readonly setTimeout: (task: () => void, delayMs: number) => number
  readonly clearTimeout: (id: number) => void
}

/** The maximum delay of browser timers. Longer ones fire immediately. */
const MAX_DELAY_MS = 0x7fff_ffff

/**
 * Timers in world time. A jump of the clock has the effect of a phone's sleep: every due timer fires once,
 * in order of its due time, and intervals continue from there.
 */
export class WorldTimers {
  private readonly timers = new Map<number, Timer>()
  private wake: number | null = null
  private lastId = 0

  constructor(
    private state: WorldClockState,
    private readonly real: RealClock,
    private readonly onError: (error: unknown) => void,
  ) {}

  nowMs(): number {
    return worldNowMs(this.state, this.real.now())
  }

  setClock(state: WorldClockState): void {
    this.state = state
    this.fireDue()
  }

  count(owner: string): number {
    return [...this.timers.values()].filter((timer) => timer.owner === owner).length
  }

  add(owner: string, run: () => void, delayMs: number, repeats: boolean): number {
    const waitMs = Number.isFinite(delayMs) ? Math.max(delayMs, repeats ? 1 : 0) : 0
    const id = ++this.lastId
    this.timers.set(id, {
      id,
      owner,
      run,
      everyMs: repeats ? waitMs : null,
      dueMs: this.nowMs() + waitMs,
    })
    this.plan()
    return id
  }

  remove(id: number): void {
    if (this.timers.delete(id)) this.plan()
  }

  private fireDue(): void {
    const nowMs = this.nowMs()
    for (const timer of this.inOrder().filter(({ dueMs }) => dueMs <= nowMs)) {
      if (!this.timers.has(timer.id)) continue // cleared by an earlier timer
      if (timer.everyMs === null) this.timers.delete(timer.id)
      else timer.dueMs = nowMs + timer.everyMs
      try {
        timer.run()
      } catch (error) {
        this.onError(error)
      }
    }
    this.plan()
  }

  private inOrder(): Timer[] {
    return [...this.timers.values()].sort((a, b) => a.dueMs - b.dueMs || a.id - b.id)
  }

  /** Sets one real timer for the next due timer. */
  private plan(): void {
    if (this.wake !== null) this.real.clearTimeout(this.wake)
    this.wake = null
    const [next] = this.inOrder()
    if (next === undefined) return
    const waitMs = Math.ceil((next.dueMs - this.nowMs()) / this.state.speed)
    this.wake = this.real.setTimeout(
      () => {
        this.wake = null
        this.fireDue()
      },
      Math.min(Math.max(waitMs, 0), MAX_DELAY_MS),
    )
  }
}

/** The clock functions of a code space, instead of the browser's (compile/bundle.ts, CLOCK_GLOBALS). */
export interface ClockGlobals {
  readonly Date: DateConstructor
  readonly setTimeout: (callback: Callback, delayMs?: number, ...args: unknown[]) => number
  readonly clearTimeout: (id?: number) => void
  readonly setInterval: (callback: Callback, delayMs?: number, ...args: unknown[]) => number
  readonly clearInterval: (id?: number) => void
}

export function clockGlobals(timers: WorldTimers, owner: string): ClockGlobals {
  const start = (repeats: boolean) => {
    return (callback: Callback, delayMs = 0, ...args: unknown[]) =>
      timers.add(owner, () => callback(...args), delayMs, repeats)
  }
  const stop = (id?: number) => {
    if (id !== undefined) timers.remove(id)
  }
  return {
    Date: worldDate(() => timers.nowMs()),
    setTimeout: start(false),
    clearTimeout: stop,
    setInterval: start(true),
    clearInterval: stop,
  }
}

function worldDate(nowMs: () => number): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [nowMs()] : args, newTarget) as object,
    apply: () => new Date(nowMs()).toString(),
    get: (target, key): unknown => (key === 'now' ? nowMs : (Reflect.get(target, key) as unknown)),
  })
}
