import { DAY_END_MS, type Trace, type TraceRoom } from './trace'

export type Change = 'start' | 'end' | 'replay'

/** State of a room as a policy knows it. */
export interface Known {
  readonly liveStatus: number | null
  readonly hasReplay: boolean
}

export interface Delay {
  readonly roomId: number
  readonly change: Change
  readonly delayMs: number
}

/** Records when each change of the day becomes known. */
export interface Watch {
  look(known: (roomId: number) => Known | undefined, nowMs: number): void
  /** A change that was never seen is delayed until midnight. */
  delays(): Delay[]
}

export function watchOf(trace: Trace): Watch {
  const open = trace.shows.flatMap(changesOf).map((one) => ({ ...one, seenAtMs: DAY_END_MS }))
  const waiting = new Set(open)
  return {
    look: (known, nowMs) => {
      for (const one of waiting) {
        const now = known(one.roomId)
        if (nowMs < one.atMs || now === undefined || !shows(one.change, now)) continue
        one.seenAtMs = nowMs
        waiting.delete(one)
      }
    },
    delays: () =>
      open.map(({ roomId, change, atMs, seenAtMs }) => ({
        roomId,
        change,
        delayMs: Math.max(0, seenAtMs - atMs),
      })),
  }
}

export interface TraceChange {
  readonly roomId: number
  readonly change: Change
  readonly atMs: number
}

/** Changes of a room on the day. */
export function changesOf({ roomId, live, replayAtMs }: TraceRoom): TraceChange[] {
  const all = [
    { change: 'start' as const, atMs: live?.startMs ?? Infinity },
    { change: 'end' as const, atMs: live?.endMs ?? Infinity },
    { change: 'replay' as const, atMs: replayAtMs ?? Infinity },
  ]
  return all.filter(({ atMs }) => atMs < DAY_END_MS).map((one) => ({ roomId, ...one }))
}

function shows(change: Change, { liveStatus, hasReplay }: Known): boolean {
  switch (change) {
    case 'start':
      return liveStatus !== null && [101, 103, 105, 106].includes(liveStatus)
    case 'end':
      return liveStatus === 103
    case 'replay':
      return hasReplay
  }
}
