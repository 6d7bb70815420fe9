import type { CatalogReplay, CatalogRoom } from '../catalog/model'

export interface KeptRoom {
  readonly room: CatalogRoom
  /** Full walks in a row that did not show it; pages shift while they are read. */
  readonly missedWalks: number
  /** When it ended, as nearly as we know; null while its status is not 103. */
  readonly endedAtMs: number | null
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
  /** When WeChat's list was last read whole. */
  readonly asOfMs: number
  /** Until when we do not mean to know better. Later than that, the list is called old. */
  readonly freshUntilMs: number
  /** Calls which the last walk took. */
  readonly walkCalls: number
  /** Rooms of the last walk that could not be understood. */
  readonly dropped: number
  readonly rooms: readonly KeptRoom[]
  readonly replays: readonly KeptReplays[]
}

/** Keeps the last good snapshot where a restart finds it. */
export interface SnapshotStore {
  /** undefined when there is none yet, or none that this version can read. */
  load(): Promise<Snapshot | undefined>
  /** All or nothing: a crash half-way leaves the one before. */
  save(snapshot: Snapshot): Promise<void>
  /** @throws when the storage cannot be read */
  check(): Promise<void>
}
