import { systemClock } from '../../../../../miniprogram/live/services/phone/clock'

afterEach(() => jest.useRealTimers())

it('is the clock that the globals are at the moment', () => {
  jest.useFakeTimers({ now: 5_000 })
  const run = jest.fn()
  expect(systemClock.nowMs()).toBe(5_000)
  systemClock.setTimeout(run, 100)
  systemClock.clearTimeout(systemClock.setTimeout(run, 100))
  jest.advanceTimersByTime(100)
  expect(run).toHaveBeenCalledTimes(1)
})
