import type { CatalogReplay, CatalogRoom } from '../catalog/model'

export interface KeptRoom {
  readonly room: CatalogRoom
  /** Full walks in a row that did not show it; pages shift while they are read. */
  readonly missedWalks: number
  /** When it ended, as nearly as we know; null while its status is not 103. */
  readonly endedAtMs: number | null
  /** Its offset in WeChat's list, as far as we know; null when it was not where it should have been. */
  readonly place: number | null
  /** When WeChat last showed it. */
  readonly seenAtMs: number
  /** When it was last looked for, found or not. */
  readonly lookedAtMs: number
}

export interface KeptReplays {
  readonly roomId: number
  readonly replays: readonly CatalogReplay[]
  /** Answers of WeChat so far, replay or not; bounded. */
  readonly answers: number
  readonly triedAtMs: number
}

/** Everything shoppers are served from, and what the planner must remember over a restart. */
export interface Snapshot {
  /** When WeChat's list was last read, whole or only where something may change. */
  readonly asOfMs: number
  /** Until when we do not mean to know better. Later than that, the list is called old. */
  readonly freshUntilMs: number
  /** When WeChat's list was last read from its first row to its last. */
  readonly walkedAtMs: number
  /** Calls which the last walk took. */
  readonly walkCalls: number
  /** When the rows around now were last read, where a room made at short notice turns up. */
  readonly frontAtMs: number
  /** Rows that WeChat gives in one answer, however many are asked for. */
  readonly pageRows: number
  /** Rooms of the last walk that could not be understood. */
  readonly dropped: number
  readonly rooms: readonly KeptRoom[]
  readonly replays: readonly KeptReplays[]
}

/** Goods of all rooms that WeChat listed and that cannot be shown. */
export function goodsDroppedIn({ rooms }: Pick<Snapshot, 'rooms'>): number {
  return rooms.reduce((sum, { room }) => sum + room.goodsDropped, 0)
}

/** Keeps the last good snapshot where a restart finds it. */
export interface SnapshotStore {
  /** undefined when there is none yet, or one of another shape. */
  load(): Promise<Snapshot | undefined>
  /** What another process has saved since our last load or save; undefined when none has. */
  loadNewer(): Promise<Snapshot | undefined>
  /** All or nothing: a crash half-way leaves the one before. */
  save(snapshot: Snapshot): Promise<void>
  /** @throws when the storage cannot be read */
  check(): Promise<void>
}
