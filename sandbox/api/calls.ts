import { shanghaiDay } from './catalogue/shanghai'

/** Number of calls by path. Paths without calls are absent. */
export type CallCounts = Readonly<Record<string, number>>

export interface CallsReport {
  /** The current day in Shanghai, by the world clock. */
  readonly day: string
  readonly today: CallCounts
  readonly days: Readonly<Record<string, CallCounts>>
}

/**
 * Counts every call to WeChat's paths when it arrives, also calls that fail. It is independent of the
 * quota, so that tests can compare the two.
 */
export interface Calls {
  count(path: string): void
  report(): CallsReport
}

export function countCalls(nowMs: () => number): Calls {
  const days = new Map<string, Map<string, number>>()
  return {
    count: (path) => {
      const day = shanghaiDay(nowMs())
      const paths = days.get(day) ?? new Map<string, number>()
      days.set(day, paths.set(path, (paths.get(path) ?? 0) + 1))
    },
    report: () => {
      const day = shanghaiDay(nowMs())
      return {
        day,
        today: Object.fromEntries(days.get(day) ?? []),
        days: Object.fromEntries([...days].map(([key, paths]) => [key, Object.fromEntries(paths)])),
      }
    },
  }
}
