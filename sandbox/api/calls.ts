import { shanghaiDay } from './catalogue/shanghai'

/** Calls per path; a path that was never called is absent. */
export type CallCounts = Readonly<Record<string, number>>

export interface CallsReport {
  /** Today in Shanghai, by the world's clock. */
  readonly day: string
  readonly today: CallCounts
  readonly days: Readonly<Record<string, CallCounts>>
}

/**
 * Counts every call to WeChat's paths on its arrival, whatever becomes of it. It knows nothing of the
 * quota: a test compares the two.
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
