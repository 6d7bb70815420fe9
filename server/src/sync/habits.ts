import type { KeptRoom } from '../store/snapshot'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** China has no daylight saving. */
const BEIJING_AHEAD_MS = 8 * 60 * MINUTE_MS
const MEMORY_DAYS = 14

export const SLOT_MS = 30 * MINUTE_MS
const SLOTS = DAY_MS / SLOT_MS

const dayOf = (ms: number) => Math.floor((ms + BEIJING_AHEAD_MS) / DAY_MS)
export const slotOf = (ms: number) => Math.floor(((ms + BEIJING_AHEAD_MS) % DAY_MS) / SLOT_MS)

/**
 * On which part of the last days each half hour of the Beijing day had a broadcast. Many rooms are made
 * an hour before they start: a shop that is on air every evening will be tonight, listed or not.
 * @returns 48 numbers from 0 to 1, midnight first
 */
export function habitsOf(rooms: readonly KeptRoom[], nowMs: number): readonly number[] {
  const today = dayOf(nowMs)
  const daysBySlot = Array.from({ length: SLOTS }, () => new Set<number>())
  let firstDay = today
  for (const { room } of rooms) {
    const [startMs, endMs] = [room.startAtSec * 1000, room.endAtSec * 1000]
    const day = dayOf(startMs)
    const held = room.liveStatus !== 102 && room.liveStatus !== 107 && room.liveStatus !== 104
    if (!held || day >= today || day < today - MEMORY_DAYS) continue
    firstDay = Math.min(firstDay, day)
    const slots = Math.min(SLOTS, Math.ceil((endMs - startMs) / SLOT_MS))
    for (let slot = 0; slot < slots; slot += 1) {
      daysBySlot[(slotOf(startMs) + slot) % SLOTS]?.add(day)
    }
  }
  const days = Math.max(1, today - firstDay)
  return daysBySlot.map((seen) => Math.min(1, seen.size / days))
}

/** Beijing sleeps: rooms made at short notice are not expected then. */
export function isNight(atMs: number): boolean {
  return slotOf(atMs) < 16
}

/** The hours in which nothing is missed by reading everything once. */
export function isWalkTime(atMs: number): boolean {
  const slot = slotOf(atMs)
  return slot >= 6 && slot < 14
}
