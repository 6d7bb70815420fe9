import type { Timeline } from './catalogue/timeline'
import { ANCHOR_AWAY, timelineOf, ENDED, LIVE, PAUSED, SCHEDULED } from './catalogue/timeline'
import { MINUTE_MS } from './catalogue/shanghai'

/**
 * The scripted show: one room goes through every state of a broadcast within an hour of world time. It
 * depends on the world time only, so the act is also right after the clock has jumped.
 */
export const SHOW_ROOM_ID = 1001

interface Act {
  readonly name: string
  readonly atMin: number
  readonly liveStatus: number
}

const ACTS: readonly [Act, ...Act[]] = [
  { name: '预告', atMin: 0, liveStatus: SCHEDULED },
  { name: '开播', atMin: 10, liveStatus: LIVE },
  { name: '暂停', atMin: 20, liveStatus: PAUSED },
  { name: '恢复', atMin: 25, liveStatus: LIVE },
  { name: '主播离开', atMin: 32, liveStatus: ANCHOR_AWAY },
  { name: '回来', atMin: 36, liveStatus: LIVE },
  { name: '结束', atMin: 55, liveStatus: ENDED },
  // The source video appears about 10 minutes after the end (contract B3).
  { name: '回放上线', atMin: 65, liveStatus: ENDED },
]

const PLANNED_START_MIN = 10
const PLANNED_END_MIN = 70
const REPLAY_MIN = 65

export interface ShowState {
  readonly name: string
  readonly nextName: string | null
  readonly nextAtMs: number | null
}

/** The current act and the next one. After the last act `nextAtMs` is null. */
export function showAt(startMs: number, nowMs: number): ShowState {
  let current = ACTS[0]
  let next: Act | null = null
  for (const act of ACTS) {
    if (startMs + act.atMin * MINUTE_MS <= nowMs) current = act
    else next ??= act
  }
  return {
    name: current.name,
    nextName: next === null ? null : next.name,
    nextAtMs: next === null ? null : startMs + next.atMin * MINUTE_MS,
  }
}

export interface ShowPlan {
  readonly startAtMs: number
  readonly endAtMs: number
  readonly timeline: Timeline
  readonly replayAtMs: number
}

/** @param startMs world time at the start of the sandbox */
export function planShow(startMs: number): ShowPlan {
  const [, ...later] = ACTS
  return {
    startAtMs: startMs + PLANNED_START_MIN * MINUTE_MS,
    endAtMs: startMs + PLANNED_END_MIN * MINUTE_MS,
    timeline: timelineOf(
      ...later.map((act) => [startMs + act.atMin * MINUTE_MS, act.liveStatus] as const),
    ),
    replayAtMs: startMs + REPLAY_MIN * MINUTE_MS,
  }
}
