import type { CustomParams } from '../../domain/custom-params'
import type { ReplayList, RoomDetail } from '../../domain/room'
import type { Answer, CachedAnswer } from '../backend/client'
import type { NavigationResult } from '../navigation/result'

/**
 * The data and actions of one room. `liveRoom` in `room-providers` returns the implementation for a room id:
 * `plugin-room`, `channels-room` or `stored-room`.
 */
export interface LiveRoom {
  /** The last known data, to draw until `fetch` answers. */
  cached(): CachedAnswer<RoomDetail> | null
  fetch(): Promise<Answer<RoomDetail>>
  cachedReplays(): CachedAnswer<ReplayList> | null
  fetchReplays(): Promise<Answer<ReplayList>>
  /**
   * Enters the room. Call it inside a tap: WeChat opens Channels only there.
   * @param customParams the merchant's parameters; a Channels link cannot have them
   */
  enter(customParams: CustomParams): Promise<NavigationResult>
  /** Whether a page may enter the room without a tap. */
  readonly entersWithoutTap: boolean
  /** Whether every page may enter the room. The live component opens only from pages of packageA. */
  readonly entersFromAnyPage: boolean
  /**
   * Requests whether WeChat will remind this shopper of the start.
   * @param onResult called with the result, possibly late; not called if WeChat does not answer
   * @returns false: the room needs the plugin, and it is not available; null: the room needs no plugin
   */
  checkReminder(onResult: (isReminded: boolean) => void): Promise<boolean | null>
}
