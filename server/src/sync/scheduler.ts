import type { Clock } from '../clock'
import type { Log } from '../log'
import type { Refresher } from './refresher'

export interface Scheduler {
  start(): void
  /** Runs the steps that are due. Does nothing while a previous tick is running. */
  tick(): Promise<void>
  /** Stops the ticks. Resolves when the running tick is done. */
  stop(): Promise<void>
}

/**
 * Short ticks instead of one long timer: after a sleep of the machine or a jump of the clock, due
 * work is found at the next tick.
 */
const TICK_MS = 1_000
const STEPS_PER_TICK = 10
const MINUTE_MS = 60_000
/**
 * WeChat was reported to allow 200 calls a minute (contract B12). The rest is left for the pages of
 * full scans.
 */
const STEPS_PER_MINUTE = 150

export function createScheduler(
  refresher: Pick<Refresher, 'step'>,
  log: Log,
  clock: Clock,
): Scheduler {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let stopped = false
  let steppedAtMs: number[] = []

  const mayStep = (): boolean => {
    const nowMs = clock.nowMs()
    // Times in the future were recorded before the clock was set back.
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
      log.error(
        { event: 'sync.broken', err: error },
        'A refresh step threw an error. This is a bug: please report it',
      )
    }
  }

  const tick = async (): Promise<void> => {
    if (stopped || running !== undefined) return
    running = work()
    await running
    running = undefined
  }

  return {
    tick,
    start: () => {
      // unref: the timer alone does not keep the process alive
      timer ??= setInterval(() => void tick(), TICK_MS).unref()
      void tick()
    },
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
