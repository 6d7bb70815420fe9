import type { Random } from './random'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
/** A Sunday in Beijing. */
export const DAY_START_MS = Date.parse('2026-11-22T00:00:00+08:00')
export const DAY_END_MS = DAY_START_MS + DAY_MS

/** What happens to a room. Policies cannot see it in advance. */
export interface TraceRoom {
  readonly roomId: number
  readonly createdAtMs: number
  readonly deletedAtMs: number
  readonly plannedStartMs: number
  readonly plannedEndMs: number
  /** null if the host does not come. */
  readonly live: { readonly startMs: number; readonly endMs: number } | null
  /** Periods of a live room with a status other than 101. */
  readonly breaks: readonly { readonly fromMs: number; readonly toMs: number; status: 105 | 106 }[]
  /** null if it never appears. */
  readonly replayAtMs: number | null
}

/** One day of one merchant. */
export interface Trace {
  readonly limit: number
  /** Maximum rows in one answer of WeChat. */
  readonly pageCap: number
  readonly rooms: readonly TraceRoom[]
  /** Rooms whose changes are measured. */
  readonly shows: readonly TraceRoom[]
}

export interface TraceShape {
  readonly rooms: number
  /** Hours with a planned broadcast. */
  readonly hours: readonly number[]
  /** Hours of broadcasts created at short notice, which no earlier day had. */
  readonly unplannedHours: readonly number[]
  /** Rooms planned for later days; they come first in the list. */
  readonly ahead: number
  readonly noShows: number
  readonly pageCap: number
  readonly limit: number
}

/** A typical day. It does not use the planner's estimates. */
export function traceOf(shape: TraceShape, random: Random): Trace {
  const ids = counter(1000)
  const planned = shape.hours.map((hour) => show(ids(), hour, longAgo(random), random))
  const unplanned = shape.unplannedHours.map((hour) => {
    const leadMs = random.between(12, 40) * MINUTE_MS
    return show(ids(), hour, DAY_START_MS + hour * HOUR_MS - leadMs, random)
  })
  const shows = [...planned, ...unplanned]
  const noShows = Array.from({ length: shape.noShows }, () => ({
    ...show(ids(), 9 + Math.floor(random.between(0, 12)), longAgo(random), random),
    live: null,
    breaks: [],
    replayAtMs: null,
  }))
  const ahead = Array.from({ length: shape.ahead }, (_, index) => {
    const hour = shape.hours[index % shape.hours.length] ?? 20
    const day = 1 + Math.floor(index / shape.hours.length)
    // One in twenty is created today, at any row of the list.
    const createdAtMs = random.chance(0.05)
      ? DAY_START_MS + random.between(8, 22) * HOUR_MS
      : longAgo(random)
    return show(ids(), hour + 24 * day, createdAtMs, random)
  })
  const fixed = shows.length + noShows.length + ahead.length
  const past = Array.from({ length: Math.max(0, shape.rooms - fixed) }, (_, index) => {
    const hour = shape.hours[index % shape.hours.length] ?? 20
    const day = 1 + Math.floor(index / shape.hours.length)
    const room = show(ids(), hour - 24 * day, DAY_START_MS - (day + 3) * DAY_MS, random)
    const gone = random.chance(0.01)
    return gone ? { ...room, deletedAtMs: DAY_START_MS + random.between(8, 22) * HOUR_MS } : room
  })
  return {
    limit: shape.limit,
    pageCap: shape.pageCap,
    rooms: [...shows, ...noShows, ...ahead, ...past],
    shows,
  }
}

function counter(from: number): () => number {
  let last = from
  return () => (last += 1)
}

function longAgo(random: Random): number {
  return DAY_START_MS - random.between(1, 6) * DAY_MS
}

function show(roomId: number, hour: number, createdAtMs: number, random: Random): TraceRoom {
  const quarter = 15 * MINUTE_MS * Math.floor(random.between(-1, 2))
  const plannedStartMs = DAY_START_MS + hour * HOUR_MS + quarter
  const lengthMs = 30 * MINUTE_MS * Math.floor(random.between(2, 6))
  const plannedEndMs = plannedStartMs + lengthMs
  const startMs = Math.max(createdAtMs + 5 * MINUTE_MS, plannedStartMs + startsLate(random))
  const endMs = Math.max(startMs + 20 * MINUTE_MS, plannedEndMs + endsLate(lengthMs, random))
  const live = { startMs, endMs }
  const replayMs = endMs + random.between(10, 14) * MINUTE_MS
  return {
    roomId,
    createdAtMs,
    deletedAtMs: Infinity,
    plannedStartMs,
    plannedEndMs,
    live,
    breaks: breaksOf(live, random),
    replayAtMs: random.chance(0.08) ? null : replayMs,
  }
}

/** Mostly on time; some hosts start early, some late. */
function startsLate(random: Random): number {
  const minutes = random.chance(0.1)
    ? random.between(-8, -2)
    : random.chance(0.17)
      ? random.between(6, 30)
      : Math.min(7, Math.max(-2, random.near(1.5, 2)))
  return minutes * MINUTE_MS
}

function endsLate(lengthMs: number, random: Random): number {
  if (random.chance(0.12)) return -random.between(0.15, 0.6) * lengthMs
  if (random.chance(0.15)) return random.between(15, 45) * MINUTE_MS
  return random.near(0, 8) * MINUTE_MS
}

/** A pause, an interruption that ends, or one that ends the room after 15 minutes. */
function breaksOf(live: { startMs: number; endMs: number }, random: Random): TraceRoom['breaks'] {
  const atMs = random.between(live.startMs + 5 * MINUTE_MS, live.endMs - 14 * MINUTE_MS)
  if (random.chance(0.2)) {
    return [{ fromMs: atMs, toMs: atMs + random.between(1, 8) * MINUTE_MS, status: 105 }]
  }
  if (random.chance(0.2)) {
    return [{ fromMs: atMs, toMs: atMs + random.between(1, 12) * MINUTE_MS, status: 106 }]
  }
  if (random.chance(0.1)) {
    return [{ fromMs: live.endMs - 15 * MINUTE_MS, toMs: live.endMs, status: 106 }]
  }
  return []
}
