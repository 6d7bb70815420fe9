import { keptParams } from './custom-params'
import type { Misbehave } from './misbehave'

/** `window.__livePlugin`: what the app asked of the plugin, and how the plugin shall misbehave. */
export interface LivePluginRecord {
  readonly calls: PluginCall[]
  /** By room id; shared by every `<subscribe>` and by getSubscribeStatus. */
  readonly subscribed: Record<number, boolean>
  readonly misbehave: Misbehave
  /** The viewer. */
  openid: string
  /** Who sent the card, where the card itself does not say. */
  shareOpenid: string
  lastShare: ShareCard | null
  /** The message that a subscriber gets when the broadcast starts. */
  lastReminder: Reminder | null
  /** The room that was opened last, as its URL had it. */
  room: RoomVisit | null
}

export interface PluginCall {
  readonly name: string
  readonly options: unknown
  /** World time. */
  readonly atMs: number
  readonly tooSoon?: true
}

/** What arrives in the group: enough to enter the phone by it. */
export interface ShareCard {
  readonly scene: 1044
  readonly shareTicket: string
  readonly path: string
  readonly title: string
  readonly imageUrl: string
}

/** @see liveplayer/component-api: its parameters come back in App.onShow, scene 1014 */
export interface Reminder {
  readonly scene: 1014
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

export interface RoomVisit {
  readonly roomId: number
  /** 9: behind the merchant's own code; 10: behind a card in an article. */
  readonly type: string | null
  readonly customParams: string | null
  /** null unless the viewer came by a share card. */
  readonly shareOpenid: string | null
  /** The small window; on unless `close_picture_in_picture_mode=1`. */
  readonly pictureInPicture: boolean
}

export const ROOM_PAGE = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin'

export function reminderOf(roomId: number, customParams: string): Reminder {
  const kept = keptParams(customParams)
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
    misbehave: {
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

/** The one record of this phone. Whoever asks first makes it: a component may be there before the API. */
export function livePluginRecord(): LivePluginRecord {
  const known = Reflect.get(window, '__livePlugin') as LivePluginRecord | undefined
  if (known !== undefined) return known
  const made = createRecord()
  Reflect.set(window, '__livePlugin', made)
  return made
}
