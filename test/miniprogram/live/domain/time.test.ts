import fc from 'fast-check'
import {
  clockText,
  dayText,
  momentText,
  startText,
  startTextChangesInMs,
} from '../../../../miniprogram/live/domain/time'
import { shanghaiMs, shanghaiSec } from '../../../helpers/app/builders'

const NOON = shanghaiMs('2026-11-20T12:00:00')

it.each([
  ['2026-11-20T20:00:00', '20:00'],
  ['2026-11-20T00:00:00', '00:00'],
  ['2026-11-20T09:05:59', '09:05'],
  ['2026-11-20T23:59:59', '23:59'],
])('shows %s as %s', (at, text) => {
  expect(clockText(shanghaiSec(at))).toBe(text)
})

it.each([
  ['2026-11-20T00:00:00', '今天'],
  ['2026-11-20T17:59:59', '今天'],
  ['2026-11-20T18:00:00', '今晚'],
  ['2026-11-20T23:59:59', '今晚'],
  ['2026-11-21T00:00:00', '明天'],
  ['2026-11-19T23:59:59', '昨天'],
  ['2026-11-22T00:00:00', '11月22日 周日'],
  ['2026-11-28T20:00:00', '11月28日 周六'],
  ['2026-01-05T08:00:00', '1月5日 周一'],
  ['2027-01-03T08:00:00', '2027年1月3日'],
])('calls %s %s on 20 November', (at, text) => {
  expect(dayText(shanghaiSec(at), NOON)).toBe(text)
})

it('goes by the day in Shanghai, not by the day in Greenwich', () => {
  const halfPastMidnight = shanghaiMs('2026-11-20T00:30:00')
  expect(dayText(shanghaiSec('2026-11-20T07:00:00'), halfPastMidnight)).toBe('今天')
  expect(dayText(shanghaiSec('2026-11-19T23:00:00'), halfPastMidnight)).toBe('昨天')
})

it('calls tomorrow tomorrow across the new year', () => {
  expect(momentText(shanghaiSec('2027-01-01T20:00:00'), shanghaiMs('2026-12-31T12:00:00'))).toBe(
    '明天 20:00',
  )
})

it.each([
  ['2026-11-20T11:00:00', '今天 12:00'],
  ['2026-11-20T11:00:01', '还有 60 分钟'],
  ['2026-11-20T11:48:00', '还有 12 分钟'],
  ['2026-11-20T11:48:01', '还有 12 分钟'],
  ['2026-11-20T11:59:59', '还有 1 分钟'],
  ['2026-11-20T12:00:00', '即将开始'],
  ['2026-11-20T12:30:00', '即将开始'],
  ['2026-11-19T12:00:00', '明天 12:00'],
  ['2026-11-12T12:00:00', '11月20日 周五 12:00'],
])('at %s announces a start at noon as %s', (now, text) => {
  expect(startText(shanghaiSec('2026-11-20T12:00:00'), shanghaiMs(now))).toBe(text)
})

describe('startTextChangesInMs', () => {
  const starts = fc.integer({ min: 1_700_000_000, max: 1_900_000_000 })
  const ahead = fc.integer({ min: -7_200_000, max: 4 * 86_400_000 })

  it('wakes a page exactly when the words change, and not before', () => {
    fc.assert(
      fc.property(starts, ahead, (startAtSec, aheadMs) => {
        const nowMs = startAtSec * 1000 - aheadMs
        const inMs = startTextChangesInMs(startAtSec, nowMs)
        const words = startText(startAtSec, nowMs)
        if (inMs === null) {
          expect(startText(startAtSec, nowMs + 86_400_000)).toBe(words)
          return
        }
        expect(inMs).toBeGreaterThan(0)
        expect(startText(startAtSec, nowMs + inMs - 1)).toBe(words)
      }),
    )
  })

  it.each([
    ['2026-11-20T11:48:00', 60_000],
    ['2026-11-20T11:48:30', 30_000],
    ['2026-11-20T10:59:00', 60_001],
    ['2026-11-19T23:00:00', 3_600_000],
  ])('at %s the words for noon hold %i ms', (now, inMs) => {
    expect(startTextChangesInMs(shanghaiSec('2026-11-20T12:00:00'), shanghaiMs(now))).toBe(inMs)
  })
})
