import type { LiveStatus } from '../../domain/live-status-code'
import type { RoomId } from '../../domain/room-id'

/** One of WeChat's two ways of telling a room's status; the one poller asks them both. */
export interface StatusSource {
  owns(roomId: RoomId): boolean
  /** Loads what is needed to ask. null: not to be had now. May never settle, and so may what it gives. */
  connect(): Promise<AskLiveStatus | null>
}

/** Asks there and then. Rejects where WeChat refuses; may never settle. */
export type AskLiveStatus = (roomId: RoomId) => Promise<LiveStatus>
