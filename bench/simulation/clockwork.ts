import { readRooms } from '../../server/src/catalog/rooms'
import { watchOf } from './delays'
import type { Outcome } from './outcome'
import { DAY_END_MS, DAY_START_MS, type Trace } from './trace'
import { simulatedWechat } from './wechat'

/** Common part of the simple policies: a clock, the known state, and a stop at the limit. */
export interface Clockwork {
  nowMs(): number
  /** false at the end of the day. */
  sleep(ms: number): boolean
  walk(): Promise<void>
  askReplay(roomId: number): Promise<void>
  /** Broadcasts of the day that are known to have ended and have no replay yet. */
  withoutReplay(): { readonly roomId: number; readonly endSeenMs: number }[]
  outcome(): Outcome
}

export function createClockwork(trace: Trace): Clockwork {
  let nowMs = DAY_START_MS
  let left = trace.limit
  const wechat = simulatedWechat(trace, { nowMs: () => nowMs })
  const watch = watchOf(trace)
  const shows = new Set(trace.shows.map(({ roomId }) => roomId))
  const statuses = new Map<number, number | null>()
  const endSeen = new Map<number, number>()
  const replays = new Set<number>()

  const known = (roomId: number) => {
    const liveStatus = statuses.get(roomId)
    return liveStatus === undefined ? undefined : { liveStatus, hasReplay: replays.has(roomId) }
  }
  const learn = (rows: readonly unknown[]): void => {
    for (const { roomId, liveStatus } of readRooms(rows).items) {
      statuses.set(roomId, liveStatus)
      if (liveStatus === 103 && shows.has(roomId) && !endSeen.has(roomId)) {
        endSeen.set(roomId, nowMs)
      }
    }
  }

  return {
    nowMs: () => nowMs,
    sleep: (ms) => {
      nowMs += ms
      return nowMs < DAY_END_MS
    },
    walk: async () => {
      for (let start = 0, more = true; more && left > 0;) {
        left -= 1
        const answer = await wechat.listRooms(start, 100)
        const rows = answer.kind === 'page' ? answer.rows : []
        learn(rows)
        start += rows.length
        more = answer.kind === 'page' && start < (answer.total ?? 0)
      }
      watch.look(known, nowMs)
    },
    askReplay: async (roomId) => {
      if (left === 0) return
      left -= 1
      if ((await wechat.listReplays(roomId, 0, 100)).kind === 'page') replays.add(roomId)
      watch.look(known, nowMs)
    },
    withoutReplay: () =>
      [...endSeen]
        .filter(([roomId]) => !replays.has(roomId))
        .map(([roomId, endSeenMs]) => ({ roomId, endSeenMs })),
    outcome: () => ({
      calls: wechat.calls(),
      overspent: wechat.overspent(),
      delays: watch.delays(),
    }),
  }
}
