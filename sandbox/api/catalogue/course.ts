/**
 * What happens to a room, written down in advance. A room's state is a pure function of its course
 * and the time, so that a clock that jumps over three turns lands in the right state.
 * @see wechat-live-contract A6 (status codes)
 */
export interface Turn {
  readonly atMs: number
  readonly liveStatus: number
}

/** Turns in order of time; the first one holds from the beginning of the world. */
export type Course = readonly [Turn, ...Turn[]]

export const SCHEDULED = 102
export const LIVE = 101
export const ENDED = 103
export const BANNED = 104
export const PAUSED = 105
export const ANCHOR_AWAY = 106
export const EXPIRED = 107

const BEFORE_ALL_MS = Number.NEGATIVE_INFINITY

export function courseOf(...turns: (readonly [atMs: number, liveStatus: number])[]): Course {
  const later = turns.map(([atMs, liveStatus]) => ({ atMs, liveStatus }))
  return [{ atMs: BEFORE_ALL_MS, liveStatus: SCHEDULED }, ...later.sort((a, b) => a.atMs - b.atMs)]
}

export function statusAt(course: Course, nowMs: number): number {
  let status = course[0].liveStatus
  for (const turn of course) if (turn.atMs <= nowMs) status = turn.liveStatus
  return status
}

/** When the room really ended, or null: replays are counted from here. */
export function endOf(course: Course): number | null {
  return course.find((turn) => turn.liveStatus === ENDED)?.atMs ?? null
}
