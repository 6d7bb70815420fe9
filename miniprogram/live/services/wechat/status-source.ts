import type { LiveStatus } from '../../domain/live-status-code'
import type { RoomId } from '../../domain/room-id'

/** A source of room statuses: the live component or Channels. The poller uses both. */
export interface StatusSource {
  handles(roomId: RoomId): boolean
  /** Loads the source. null: not available now. May never settle. */
  connect(): Promise<RequestStatus | null>
}

/** Requests a status at once. Rejects if WeChat refuses; may never settle. */
export type RequestStatus = (roomId: RoomId) => Promise<LiveStatus>
