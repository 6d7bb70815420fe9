/**
 * The id of a room: a number above 0 for the live component, the finderUserName for a Channels account
 * (视频号). A finderUserName starts with `sph`, so the two cannot be confused.
 * @see wechat-live-contract C2
 */
export type RoomId = number | FinderUserName

export type FinderUserName = `sph${string}`

/** Together with `room_id=` at most 32 characters, the limit of a code's `scene`. */
const FINDER_USER_NAME = /^sph[A-Za-z0-9]{1,21}$/

export function isFinderUserName(value: unknown): value is FinderUserName {
  return typeof value === 'string' && FINDER_USER_NAME.test(value)
}

export function isRoomId(value: unknown): value is RoomId {
  return isFinderUserName(value) || (Number.isSafeInteger(value) && Number(value) > 0)
}

/** The value before a page is opened. No room has the number 0. */
export function noRoom(): RoomId {
  return 0
}
