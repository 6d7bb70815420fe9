import { statusAt } from './timeline'
import { planOrdinary } from './plans'
import type { Random } from './random'
import type { PlannedRoom } from './rooms'
import { HOUR_MS, MINUTE_MS } from './shanghai'
import { roundToFiveMinutes, slotsAhead, slotsBehind } from './slots'
import * as titles from './titles'

export const MAX_ROOMS = 10_000

/** @throws RangeError with the name of the setting */
export function checkRoomCount(name: string, count: number, given = String(count)): void {
  if (Number.isSafeInteger(count) && count >= 0 && count <= MAX_ROOMS) return
  throw new RangeError(`${name} must be a whole number from 0 to ${MAX_ROOMS}, got "${given}"`)
}

/** Shares of ten further rooms. The others are in the past, as in a real list. */
const LIVE_OF_TEN = 1
const UPCOMING_OF_TEN = 3
const WITHOUT_REPLAY_OF = 20

/**
 * Makes a shop of `count` rooms. A smaller shop keeps one room of each status as long as possible. A larger
 * one has further rooms after the ordinary ones, whose ids do not change.
 */
export function resize(
  ordinary: readonly PlannedRoom[],
  count: number,
  startMs: number,
  random: Random,
): PlannedRoom[] {
  if (count > ordinary.length)
    return [...ordinary, ...furtherRooms(ordinary, count - ordinary.length, startMs, random)]
  const states = new Set<number>()
  const first: PlannedRoom[] = []
  const others: PlannedRoom[] = []
  for (const room of ordinary) {
    const state = statusAt(room.plan.timeline, startMs)
    if (states.has(state)) others.push(room)
    else first.push(room)
    states.add(state)
  }
  return [...first, ...others].slice(0, count).sort((a, b) => a.roomId - b.roomId)
}

function furtherRooms(
  ordinary: readonly PlannedRoom[],
  count: number,
  startMs: number,
  random: Random,
): PlannedRoom[] {
  const firstId = Math.max(...ordinary.map(({ roomId }) => roomId)) + 1
  const ahead = slotsAhead(startMs, 45 * MINUTE_MS, count).values()
  const behind = slotsBehind(startMs - HOUR_MS, 3 * HOUR_MS, count).values()
  return Array.from({ length: count }, (_, index) => ({
    roomId: firstId + index,
    title: titleOf(index),
    goodsCount: random.whole(3, 8),
    plan: planOrdinary(times(index % 10, startMs, { ahead, behind }, random)),
  }))
}

interface Slots {
  readonly ahead: Iterator<number>
  readonly behind: Iterator<number>
}

function times(ofTen: number, startMs: number, slots: Slots, random: Random) {
  const lengthMs = random.whole(2, 6) * 30 * MINUTE_MS
  if (ofTen < LIVE_OF_TEN) {
    const startAtMs = roundToFiveMinutes(startMs - random.whole(5, 50) * MINUTE_MS)
    return { startAtMs, endAtMs: startAtMs + lengthMs + HOUR_MS }
  }
  const isAhead = ofTen < LIVE_OF_TEN + UPCOMING_OF_TEN
  const startAtMs = Number((isAhead ? slots.ahead : slots.behind).next().value)
  const segments = random.whole(1, WITHOUT_REPLAY_OF) === 1 ? 0 : random.whole(1, 3)
  const formats = Array.from({ length: segments }, () => 'mp4' as const)
  return { startAtMs, endAtMs: startAtMs + lengthMs, formats }
}

/** An ordinary title, shortened and numbered, so that titles are unique. */
function titleOf(index: number): titles.RoomTitle {
  const known = [...titles.PAST_TITLES, ...titles.UPCOMING_TITLES]
  const [name, theme, anchorName] = known[index % known.length] ?? titles.ALL_DAY_TITLE
  const [short = name] = name.split(' ')
  return [`${short} 第${Math.floor(index / known.length) + 2}场`, theme, anchorName]
}
