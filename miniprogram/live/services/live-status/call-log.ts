import { isRecord } from '../../domain/json'
import { isRoomId } from '../../domain/room-id'
import type { RoomId } from '../../domain/room-id'
import { MIN_CALL_GAP_MS, MINUTE_MS } from './schedule'
import { readStored, writeStored } from '../phone/storage'

/**
 * The time of the last status call per room, stored across restarts: WeChat's limit of one call a minute
 * does not restart with the app. Entries older than one minute are dropped.
 */
export interface CallLog {
  /** -Infinity: no call within the last minute. */
  lastAtMs(roomId: RoomId): number
  record(roomId: RoomId, atMs: number): void
}

export interface StatusCall {
  readonly roomId: RoomId
  /** Rounded up. */
  readonly atSec: number
}

export type CallList = readonly StatusCall[]

export interface CallStore {
  /** null: nothing readable is stored. */
  readonly read: () => CallList | null
  /** A failed write is ignored: the times are then lost at a restart. */
  readonly write: (calls: CallList) => void
}

/** The most calls that fit into a minute. */
const MAX_CALLS = MINUTE_MS / MIN_CALL_GAP_MS

export function createCallLog({ read, write }: CallStore, nowMs: number): CallLog {
  const calls = new Map<RoomId, number>()
  for (const { roomId, atSec } of read() ?? []) {
    // a time in the future was written under a wrong clock: treat it as now
    calls.set(roomId, Math.min(atSec * 1000, nowMs))
  }
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
      write(Array.from(calls, ([one, oneMs]) => ({ roomId: one, atSec: Math.ceil(oneMs / 1000) })))
    },
  }
}

const KEY = 'status-calls'

/** The store on the phone. */
export const storedCalls: CallStore = {
  read: () => readStored(KEY, parseCalls),
  write: (calls) => void writeStored(KEY, calls),
}

function parseCalls(json: unknown): CallList | null {
  if (!Array.isArray(json)) return null
  const list: readonly unknown[] = json
  return list.every(isCall) ? list : parseFlatList(list)
}

function isCall(json: unknown): json is StatusCall {
  return isRecord(json) && isRoomId(json['roomId']) && Number.isSafeInteger(json['atSec'])
}

/** The format up to version 0.1.0: [1001, 1764300000, 1002, …], room id and second in turn. */
function parseFlatList(list: readonly unknown[]): CallList | null {
  const calls: StatusCall[] = []
  for (let at = 0; at < list.length; at += 2) {
    const [roomId, atSec] = [list[at], Number(list[at + 1])]
    if (!isRoomId(roomId) || !Number.isSafeInteger(atSec)) return null
    calls.push({ roomId, atSec })
  }
  return calls
}
