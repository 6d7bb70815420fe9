import { isRoomId } from '../../domain/room-id'
import type { RoomId } from '../../domain/room-id'
import { MIN_CALL_GAP_MS, MINUTE_MS } from './schedule'
import { readStored, writeStored } from '../phone/storage'

/**
 * When each room was last asked about, kept over restarts: the minute is WeChat's, and WeChat does
 * not know that the app was closed in between.
 *
 * One key, one small write a call: what is older than a minute forbids nothing and is dropped.
 */
export interface CallLog {
  /** -Infinity: not within the last minute. */
  lastAtMs(roomId: RoomId): number
  record(roomId: RoomId, atMs: number): void
}

/** Room and second by turns: [1001, 1764300000, 1002, …]; seconds are rounded up. */
export type CallList = readonly RoomId[]

export interface CallStore {
  /** null: nothing fit to read. */
  readonly read: () => CallList | null
  /** May fail in silence: then only a restart forgets. */
  readonly write: (calls: CallList) => void
}

/** More calls than this do not fit into a minute. */
const MAX_CALLS = MINUTE_MS / MIN_CALL_GAP_MS

export function createCallLog({ read, write }: CallStore, nowMs: number): CallLog {
  const calls = new Map<RoomId, number>()
  read()?.forEach((atSec, at, stored) => {
    const roomId = stored[at - 1]
    // written under a clock that was ahead: then it was a moment ago, for all we know
    if (at % 2 === 1 && roomId !== undefined)
      calls.set(roomId, Math.min(Number(atSec) * 1000, nowMs))
  })
  return {
    lastAtMs: (roomId) => calls.get(roomId) ?? -Infinity,
    record(roomId, atMs) {
      calls.delete(roomId)
      calls.forEach((otherMs, other) => {
        const known = Math.min(otherMs, atMs)
        if (atMs - known < MINUTE_MS && calls.size < MAX_CALLS) calls.set(other, known)
        else calls.delete(other)
      })
      calls.set(roomId, atMs)
      const list: RoomId[] = []
      calls.forEach((oneMs, one) => list.push(one, Math.ceil(oneMs / 1000)))
      write(list)
    },
  }
}

const KEY = 'status-calls'

/** The phone's. */
export const storedCalls: CallStore = {
  read: () => readStored(KEY, parseCalls),
  write: (calls) => void writeStored(KEY, calls),
}

function parseCalls(json: unknown): CallList | null {
  return Array.isArray(json) && json.every(isFit) ? json : null
}

function isFit(one: unknown, at: number): boolean {
  return at % 2 === 0 ? isRoomId(one) : Number.isSafeInteger(one)
}
