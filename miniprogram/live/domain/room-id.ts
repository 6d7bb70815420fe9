/**
 * Which room a card, a link or a code means. Rooms of the live component are numbers above 0. A
 * Channels account (视频号) is a room too, the one it broadcasts in: its finderUserName begins with
 * `sph` and cannot be taken for a number.
 * @see wechat-live-contract C2
 */
export type RoomId = number | FinderUserName

export type FinderUserName = `sph${string}`

/** With `room_id=` in front it fits the 32 characters of a code's `scene`. */
const FINDER_USER_NAME = /^sph[A-Za-z0-9]{1,21}$/

export function isFinderUserName(value: unknown): value is FinderUserName {
  return typeof value === 'string' && FINDER_USER_NAME.test(value)
}

export function isRoomId(value: unknown): value is RoomId {
  return isFinderUserName(value) || (Number.isSafeInteger(value) && Number(value) > 0)
}

/** What a page has before it is opened: no room has the number 0. */
export function noRoom(): RoomId {
  return 0
}
