/**
 * The planned status changes of a room. The status is a pure function of the timeline and the time, so it
 * is also right after the clock has jumped over several changes.
 * @see wechat-live-contract A6 (status codes)
 */
export interface StatusChange {
  readonly atMs: number
  readonly liveStatus: number
}

/** In order of time. The first entry applies from the beginning. */
export type Timeline = readonly [StatusChange, ...StatusChange[]]

export const SCHEDULED = 102
export const LIVE = 101
export const ENDED = 103
export const BANNED = 104
export const PAUSED = 105
export const ANCHOR_AWAY = 106
export const EXPIRED = 107

const BEGINNING_MS = Number.NEGATIVE_INFINITY

export function timelineOf(...turns: (readonly [atMs: number, liveStatus: number])[]): Timeline {
  const later = turns.map(([atMs, liveStatus]) => ({ atMs, liveStatus }))
  return [{ atMs: BEGINNING_MS, liveStatus: SCHEDULED }, ...later.sort((a, b) => a.atMs - b.atMs)]
}

export function statusAt(course: Timeline, nowMs: number): number {
  let status = course[0].liveStatus
  for (const turn of course) if (turn.atMs <= nowMs) status = turn.liveStatus
  return status
}

/** When the broadcast ends, or null. */
export function endOf(course: Timeline): number | null {
  return course.find((turn) => turn.liveStatus === ENDED)?.atMs ?? null
}
