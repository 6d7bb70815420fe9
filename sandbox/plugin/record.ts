import { truncateParams } from './custom-params'
import type { PluginFaults } from './plugin-faults'

/** `window.__livePlugin`: the calls of the app, and the deviations that a test has enabled. */
export interface LivePluginRecord {
  readonly calls: PluginCall[]
  /** By room id; used by every `<subscribe>` and by getSubscribeStatus. */
  readonly subscribed: Record<number, boolean>
  readonly faults: PluginFaults
  /** The user's openid. */
  openid: string
  /** The sharer's openid if the card has none. */
  shareOpenid: string
  lastShare: ShareCard | null
  /** The message that a subscriber receives when the broadcast starts. */
  lastReminder: Reminder | null
  /** The last opened room, with the parameters of its URL. */
  room: RoomVisit | null
}

export interface PluginCall {
  readonly name: string
  readonly options: unknown
  /** World time. */
  readonly atMs: number
  readonly tooSoon?: true
}

/** The card that arrives in a group, with everything needed to open the app from it. */
export interface ShareCard {
  readonly scene: 1044
  readonly shareTicket: string
  readonly path: string
  readonly title: string
  readonly imageUrl: string
}

/** @see liveplayer/component-api: App.onShow receives its parameters, scene 1014 */
export interface Reminder {
  readonly scene: 1014
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

export interface RoomVisit {
  readonly roomId: number
  /** 9: opened from the merchant's own code; 10: opened from a card in an article. */
  readonly type: string | null
  readonly customParams: string | null
  /** null unless the user came from a share card. */
  readonly shareOpenid: string | null
  /** The floating window; on unless `close_picture_in_picture_mode=1`. */
  readonly pictureInPicture: boolean
}

export const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'

export function reminderOf(roomId: number, customParams: string): Reminder {
  const kept = truncateParams(customParams)
  return {
    scene: 1014,
    path: ROOM_PAGE,
    query: { room_id: String(roomId), ...(kept === null ? {} : { custom_params: kept }) },
  }
}

export function createRecord(): LivePluginRecord {
  return {
    calls: [],
    subscribed: {},
    faults: {
      getLiveStatus: 'answer',
      tooSoon: 'answer',
      reportTooSoon: true,
      shareParams: 'object',
      shareRefusal: '只能获取分享卡片入口的参数',
      goodsParams: 'encoded',
    },
    openid: 'oSandboxViewer00000000000001',
    shareOpenid: 'oSandboxSharer00000000000001',
    lastShare: null,
    lastReminder: null,
    room: null,
  }
}

/** The record of this phone, created on first use: a component may run before the API. */
export function livePluginRecord(): LivePluginRecord {
  const known = Reflect.get(window, '__livePlugin') as LivePluginRecord | undefined
  if (known !== undefined) return known
  const made = createRecord()
  Reflect.set(window, '__livePlugin', made)
  return made
}
