import fc from 'fast-check'
import { dayKey, nextResetMs } from '../../../server/src/quota/day'

const anyMoment = () => fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2099, 11, 31) })

describe('dayKey', () => {
  it.each([
    ['2026-11-22T15:59:59.999Z', '2026-11-22'],
    ['2026-11-22T16:00:00.000Z', '2026-11-23'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
    ['2028-02-28T16:00:00.000Z', '2028-02-29'],
  ])('at %s it is %s in Beijing', (utc, day) => {
    expect(dayKey(Date.parse(utc))).toBe(day)
  })

  it('matches the calendar of Asia/Shanghai in any time zone', () => {
    const shanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })
    fc.assert(
      fc.property(anyMoment(), (nowMs) => {
        expect(dayKey(nowMs)).toBe(shanghai.format(nowMs))
      }),
    )
  })
})

describe('nextResetMs', () => {
  it('returns the start of the next day, at most a day ahead', () => {
    fc.assert(
      fc.property(anyMoment(), (nowMs) => {
        const resetMs = nextResetMs(nowMs)
        expect(dayKey(resetMs - 1)).toBe(dayKey(nowMs))
        expect(dayKey(resetMs)).not.toBe(dayKey(nowMs))
        expect(resetMs - nowMs).toBeLessThanOrEqual(86_400_000)
      }),
    )
  })
})
