import type { PackedParams, Unpacked } from './custom-params'
import { buildUrl, paramsOf, roomIdOf, textOf } from './query'
import type { Query } from './query'
import type { RoomId } from './room-id'

/**
 * The live component's own page.
 * @see liveplayer/live-player-plugin; liveplayer/other-abilities for type 9 and 10
 */

/** WeChat's appid of the live component, the same for every merchant. */
const LIVE_PROVIDER = 'wx2b03c6e691cd7370'

const ROOM_PAGE = `${LIVE_PROVIDER}/pages/live-player-plugin`

export interface RoomUrlOptions {
  readonly roomId: number
  readonly customParams?: PackedParams | undefined
  /**
   * 9: for the merchant's own code; 10: for a card in an article. Without it the room's back button does
   * not work there.
   */
  readonly type?: 9 | 10
  /** false turns the small window off. WeChat's default is on. */
  readonly pictureInPicture?: boolean
}

/** The plugin's room page. Only pages of packageA may open it. */
export function roomUrl(options: RoomUrlOptions): string {
  return buildUrl(`plugin-private://${ROOM_PAGE}`, {
    room_id: options.roomId,
    type: options.type,
    custom_params: options.customParams,
    close_picture_in_picture_mode: options.pictureInPicture === false ? 1 : undefined,
  })
}

/** Whether a route of the page stack is the plugin's room page. Its prefix differs between clients. */
export function isRoomRoute(route: unknown): boolean {
  return typeof route === 'string' && route.includes(ROOM_PAGE)
}

/** A parsed link of the plugin's room page. */
export interface RoomLink {
  readonly kind: 'live-room'
  readonly roomId: RoomId
  /** 9: the merchant's own code; 10: a card in an article; null: neither. */
  readonly type: 9 | 10 | null
  readonly pictureInPicture: boolean
  readonly customParams: Unpacked
}

/** null: not a link into the live component. */
export function parseRoomLink(path: string, query: Query): RoomLink | { kind: 'unknown' } | null {
  if (!isRoomRoute(path)) return null
  const roomId = roomIdOf(query)
  if (roomId === null) return { kind: 'unknown' }
  const type = textOf(query, 'type')
  return {
    kind: 'live-room',
    roomId,
    type: type === '9' ? 9 : type === '10' ? 10 : null,
    pictureInPicture: textOf(query, 'close_picture_in_picture_mode') !== '1',
    customParams: paramsOf(query),
  }
}
