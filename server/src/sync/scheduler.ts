import type { Clock } from '../clock'
import type { Log } from '../log'
import type { Refresher } from './refresher'

export interface Scheduler {
  start(): void
  /** One look at the clock; does what is due. A look while one is at work does nothing. */
  tick(): Promise<void>
  /** No further looks; resolves once the one at work is done. */
  stop(): Promise<void>
}

/**
 * Short looks at the clock instead of one long timer: a machine that slept, or a clock that jumped,
 * then finds its due work at the next look.
 */
const TICK_MS = 1_000
const STEPS_PER_TICK = 10
const MINUTE_MS = 60_000
/** WeChat was reported to allow 200 calls a minute (contract B12); the pages of a full read need the rest. */
const STEPS_PER_MINUTE = 150

export function createScheduler(
  refresher: Pick<Refresher, 'step'>,
  log: Log,
  clock: Clock,
): Scheduler {
  let timer: NodeJS.Timeout | undefined
  let atWork: Promise<void> | undefined
  let stopped = false
  let steppedAtMs: number[] = []

  const mayStep = (): boolean => {
    const nowMs = clock.nowMs()
    // Moments of the future were noted before the clock was set back.
    steppedAtMs = steppedAtMs.filter((atMs) => atMs > nowMs - MINUTE_MS && atMs <= nowMs)
    return steppedAtMs.length < STEPS_PER_MINUTE
  }

  const work = async (): Promise<void> => {
    try {
      for (let steps = 0; steps < STEPS_PER_TICK && !stopped && mayStep(); steps += 1) {
        const { kind } = await refresher.step()
        if (kind === 'wait') return
        steppedAtMs.push(clock.nowMs())
      }
    } catch (error) {
      log.error({ event: 'sync.broken', err: error }, 'A step of the refresh threw: this is a bug')
    }
  }

  const tick = async (): Promise<void> => {
    if (stopped || atWork !== undefined) return
    atWork = work()
    await atWork
    atWork = undefined
  }

  return {
    tick,
    start: () => {
      // unref: waiting for the next look is no reason for the process to live on
      timer ??= setInterval(() => void tick(), TICK_MS).unref()
      void tick()
    },
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await atWork
    },
  }
}
