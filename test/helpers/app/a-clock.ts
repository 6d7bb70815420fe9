import type { Clock } from '../../../miniprogram/live/services/phone/clock'

interface Alarm {
  readonly atMs: number
  readonly run: () => void
  /** Set by the code under test. Timers of the test itself do not count as leaks. */
  readonly own: boolean
}

export interface VirtualClock extends Clock {
  /** Advances time: runs due timers in order, and lets their promises settle. */
  pass(ms: number): Promise<void>
  /** Lets promises settle without advancing time. */
  settle(): Promise<void>
  /** The number of timers of the code under test. */
  pending(): number
  /** Schedules an event outside the code under test. */
  later(waitMs: number, run: () => void): void
  /** Sets the phone's clock without running timers. */
  setNowMs(nowMs: number): void
}

/** 2026-11-20 12:00 in Shanghai: a Friday. */
export const FRIDAY_NOON_MS = Date.UTC(2026, 10, 20, 4)

export function aClock(startMs = FRIDAY_NOON_MS): VirtualClock {
  const alarms = new Map<number, Alarm>()
  let nowMs = startMs
  let lastId = 0

  const set = (own: boolean, run: () => void, waitMs: number) => {
    const id = ++lastId
    alarms.set(id, { atMs: nowMs + Math.max(0, waitMs), run, own })
    return id
  }
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  const nextDue = (untilMs: number) => {
    let next: [number, Alarm] | undefined
    for (const entry of alarms) {
      if (entry[1].atMs > untilMs) continue
      if (next === undefined || entry[1].atMs < next[1].atMs) next = entry
    }
    return next
  }

  return {
    nowMs: () => nowMs,
    setTimeout: (run, waitMs) => set(true, run, waitMs),
    clearTimeout: (id) => void alarms.delete(id),
    async pass(ms) {
      const untilMs = nowMs + ms
      await settle()
      for (let due = nextDue(untilMs); due !== undefined; due = nextDue(untilMs)) {
        const [id, alarm] = due
        alarms.delete(id)
        nowMs = Math.max(nowMs, alarm.atMs)
        alarm.run()
        await settle()
      }
      nowMs = untilMs
    },
    settle,
    pending: () => [...alarms.values()].filter((alarm) => alarm.own).length,
    later: (waitMs, run) => void set(false, run, waitMs),
    setNowMs: (to) => {
      nowMs = to
    },
  }
}
