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
/** WeChat also counts by the minute (45011): a long queue is worked off over several looks. */
const STEPS_PER_TICK = 10

export function createScheduler(refresher: Pick<Refresher, 'step'>, log: Log): Scheduler {
  let timer: NodeJS.Timeout | undefined
  let atWork: Promise<void> | undefined
  let stopped = false

  const work = async (): Promise<void> => {
    try {
      for (let steps = 0; steps < STEPS_PER_TICK && !stopped; steps += 1) {
        const { kind } = await refresher.step()
        if (kind === 'wait') return
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
