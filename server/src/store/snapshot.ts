import type { CatalogReplay, CatalogRoom } from '../catalog/model'

export interface KeptRoom {
  readonly room: CatalogRoom
  /** Consecutive full scans that did not list it; pages shift while they are read. */
  readonly missedWalks: number
  /** Estimated end; null while its status is not 103. */
  readonly endedAtMs: number | null
  /** Estimated row in WeChat's list; null if it was missing from its expected row. */
  readonly place: number | null
  /** When WeChat last listed it. */
  readonly seenAtMs: number
  /** When its row was last read, whether it was listed or not. */
  readonly lookedAtMs: number
}

export interface KeptReplays {
  readonly roomId: number
  readonly replays: readonly CatalogReplay[]
  /** Number of WeChat's answers so far, with or without a replay. */
  readonly answers: number
  readonly triedAtMs: number
}

/**
 * Everything that is served, and what the planner needs after a restart. The field names are
 * stored; `walk` stands for a full scan.
 */
export interface Snapshot {
  /** Last read of WeChat's list, of all rows or of a part. */
  readonly asOfMs: number
  /** Fresh until this time; later answers carry `stale: true`. */
  readonly freshUntilMs: number
  /** Last full scan. */
  readonly walkedAtMs: number
  /** Calls of the last full scan. */
  readonly walkCalls: number
  /** Last read of the rows around the current time, where new rooms appear. */
  readonly frontAtMs: number
  /** Number of rows in one answer of WeChat, whatever number is requested. */
  readonly pageRows: number
  /** Rooms of the last full scan that could not be parsed. */
  readonly dropped: number
  readonly rooms: readonly KeptRoom[]
  readonly replays: readonly KeptReplays[]
}

/** Number of goods in all rooms that cannot be shown. */
export function goodsDroppedIn({ rooms }: Pick<Snapshot, 'rooms'>): number {
  return rooms.reduce((sum, { room }) => sum + room.goodsDropped, 0)
}

/** Stores the last good snapshot for the next start. */
export interface SnapshotStore {
  /** Undefined if there is none, or it has another shape. */
  load(): Promise<Snapshot | undefined>
  /** A snapshot that another process saved since our last load or save; undefined if there is none. */
  loadNewer(): Promise<Snapshot | undefined>
  /** Atomic: after a crash during the write the previous snapshot remains. */
  save(snapshot: Snapshot): Promise<void>
  /** @throws when the storage cannot be read */
  check(): Promise<void>
}
