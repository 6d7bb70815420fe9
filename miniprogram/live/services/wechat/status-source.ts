import type { LiveStatus } from '../../domain/live-status-code'
import type { RoomId } from '../../domain/room-id'

/** One of WeChat's two ways of telling a room's status; the one poller asks them both. */
export interface StatusSource {
  handles(roomId: RoomId): boolean
  /** Loads what is needed to ask. null: not to be had now. May never settle, and so may what it gives. */
  connect(): Promise<RequestStatus | null>
}

/** Asks there and then. Rejects where WeChat refuses; may never settle. */
export type RequestStatus = (roomId: RoomId) => Promise<LiveStatus>
