import type { Step } from '../../../server/src/sync/types'
import { createScheduler } from '../../../server/src/sync/scheduler'
import { aClock, aLog, MINUTE_MS } from '../../helpers/node/server/builders'

const WAIT: Step = { kind: 'wait', untilMs: 0 }
const WORK: Step = { kind: 'walk' }

describe('the scheduler', () => {
  it('runs all due steps, then stops', async () => {
    const due = [WORK, WORK, WAIT, WORK]
    const step = jest.fn(() => Promise.resolve(due.shift() ?? WAIT))
    await createScheduler({ step }, aLog(), aClock()).tick()
    expect(step).toHaveBeenCalledTimes(3)
  })

  it('runs a long queue over several ticks', async () => {
    const step = jest.fn(() => Promise.resolve(WORK))
    await createScheduler({ step }, aLog(), aClock()).tick()
    expect(step).toHaveBeenCalledTimes(10)
  })

  it('limits the steps per minute, also when the clock is set back', async () => {
    const clock = aClock()
    const step = jest.fn(() => Promise.resolve(WORK))
    const scheduler = createScheduler({ step }, aLog(), clock)
    const stepsInTicks = async () => {
      step.mockClear()
      for (let ticks = 0; ticks < 30; ticks += 1) await scheduler.tick()
      return step.mock.calls.length
    }
    expect(await stepsInTicks()).toBe(150)
    clock.pass(MINUTE_MS - 1)
    expect(await stepsInTicks()).toBe(0)
    clock.pass(1)
    expect(await stepsInTicks()).toBe(150)
    clock.pass(-2 * MINUTE_MS)
    expect(await stepsInTicks()).toBe(150)
  })

  it('runs one tick at a time', async () => {
    let finish: (step: Step) => void = () => undefined
    const step = jest.fn(() => new Promise<Step>((resolve) => (finish = resolve)))
    const scheduler = createScheduler({ step }, aLog(), aClock())
    const first = scheduler.tick()
    await scheduler.tick()
    expect(step).toHaveBeenCalledTimes(1)
    finish(WAIT)
    await first
    void scheduler.tick()
    expect(step).toHaveBeenCalledTimes(2)
    finish(WAIT)
  })

  it('survives an error of a step and logs it', async () => {
    const log = aLog()
    const step = jest.fn<Promise<Step>, []>().mockRejectedValueOnce(new Error('bug'))
    step.mockResolvedValue(WAIT)
    const scheduler = createScheduler({ step }, log, aClock())
    await scheduler.tick()
    await scheduler.tick()
    expect(log.events()).toEqual(['sync.broken'])
    expect(step).toHaveBeenCalledTimes(2)
  })

  it('ticks every second, starting at once, and leaves no timer', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] })
    try {
      const step = jest.fn(() => Promise.resolve(WAIT))
      const scheduler = createScheduler({ step }, aLog(), aClock())
      scheduler.start()
      expect(step).toHaveBeenCalledTimes(1)
      await jest.advanceTimersByTimeAsync(3_000)
      expect(step).toHaveBeenCalledTimes(4)
      await scheduler.stop()
      expect(jest.getTimerCount()).toBe(0)
      await scheduler.tick()
      expect(step).toHaveBeenCalledTimes(4)
    } finally {
      jest.useRealTimers()
    }
  })

  it('stops after the running step', async () => {
    let finish: (step: Step) => void = () => undefined
    const step = jest.fn(() => new Promise<Step>((resolve) => (finish = resolve)))
    const scheduler = createScheduler({ step }, aLog(), aClock())
    void scheduler.tick()
    let stopped = false
    const stopping = scheduler.stop().then(() => (stopped = true))
    await Promise.resolve()
    expect(stopped).toBe(false)
    finish(WORK)
    await stopping
    expect(step).toHaveBeenCalledTimes(1)
  })
})
