import type { CustomParams } from '../../domain/custom-params'
import type { ReplayList, RoomDetail } from '../../domain/room'
import type { Answer, CachedAnswer } from '../backend/client'
import type { NavigationResult } from '../navigation/result'

/**
 * What a page needs of one room: the live
 * component's (`plugin-room`) or a Channels account's (`channels-room`). `providers` knows which.
 */
export interface LiveRoom {
  /** What was last heard of it, to be drawn until `fetch` has answered. */
  cached(): CachedAnswer<RoomDetail> | null
  fetch(): Promise<Answer<RoomDetail>>
  cachedReplays(): CachedAnswer<ReplayList> | null
  fetchReplays(): Promise<Answer<ReplayList>>
  /**
   * Into the room. Call it in the tap itself: WeChat opens Channels for nothing less.
   * @param customParams whom to thank; Channels has no place for them, the phone remembers.
   */
  enter(customParams: CustomParams): Promise<NavigationResult>
  /** May a page go on into the room by itself, without a tap on it? */
  readonly entersWithoutTap: boolean
  /** A card far from the room's own page may enter it: the live component's opens from packageA alone. */
  readonly entersFromAnyPage: boolean
  /**
   * Will WeChat remind this shopper of the start?
   * @param heard is told, late too; nothing where WeChat would not say.
   * @returns false: the plugin that the room needs cannot be had on this phone now; null: it needs none.
   */
  checkReminder(heard: (isReminded: boolean) => void): Promise<boolean | null>
}
