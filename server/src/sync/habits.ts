import type { KeptRoom } from '../store/snapshot'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** China has no daylight saving time. */
const BEIJING_AHEAD_MS = 8 * 60 * MINUTE_MS
const HISTORY_DAYS = 14

export const SLOT_MS = 30 * MINUTE_MS
const SLOTS = DAY_MS / SLOT_MS

const dayOf = (ms: number) => Math.floor((ms + BEIJING_AHEAD_MS) / DAY_MS)
export const slotOf = (ms: number) => Math.floor(((ms + BEIJING_AHEAD_MS) % DAY_MS) / SLOT_MS)

/**
 * For each half hour of the Beijing day, the share of recent days that had a broadcast. Many rooms
 * are created only an hour before they start, so past broadcasts predict rooms that are not listed
 * yet.
 * @returns 48 numbers from 0 to 1, midnight first
 */
export function broadcastHabits(rooms: readonly KeptRoom[], nowMs: number): readonly number[] {
  const today = dayOf(nowMs)
  const daysBySlot = Array.from({ length: SLOTS }, () => new Set<number>())
  let firstDay = today
  for (const { room } of rooms) {
    const [startMs, endMs] = [room.startAtSec * 1000, room.endAtSec * 1000]
    const day = dayOf(startMs)
    const wasBroadcast =
      room.liveStatus !== 102 && room.liveStatus !== 107 && room.liveStatus !== 104
    if (!wasBroadcast || day >= today || day < today - HISTORY_DAYS) continue
    firstDay = Math.min(firstDay, day)
    const slots = Math.min(SLOTS, Math.ceil((endMs - startMs) / SLOT_MS))
    for (let slot = 0; slot < slots; slot += 1) {
      daysBySlot[(slotOf(startMs) + slot) % SLOTS]?.add(day)
    }
  }
  const days = Math.max(1, today - firstDay)
  return daysBySlot.map((seen) => Math.min(1, seen.size / days))
}

/** Midnight to 8:00 in Beijing, when new rooms are rare. */
export function isNight(atMs: number): boolean {
  return slotOf(atMs) < 16
}

/** 3:00 to 7:00 in Beijing, the preferred time of the daily full scan. */
export function isScanTime(atMs: number): boolean {
  const slot = slotOf(atMs)
  return slot >= 6 && slot < 14
}
