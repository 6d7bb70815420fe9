import { truncateParams, parseSharedParams } from './custom-params'
import { MinuteLimit } from './minute-limit'
import type { AnswerBehaviour } from './plugin-faults'
import type { PhoneEntry } from './phone'
import type { LivePluginRecord } from './record'
import type { RoomAnswer } from './rooms'
import { isShareCard, mayAskShareParams } from './scenes'

/** The newest version reported by merchants. */
export const PLUGIN_VERSION = '1.3.5'

const LATE_MS = 60_000

export interface RoomOptions {
  readonly room_id: number
}

export interface LivePluginApi {
  getLiveStatus: (options: RoomOptions) => Promise<{ liveStatus: number }>
  getSubscribeStatus: (
    options: RoomOptions,
  ) => Promise<{ room_id: number; openid: string; is_subscribe: boolean }>
  getOpenid: (options: RoomOptions) => Promise<{ openid: string }>
  getShareParams: () => Promise<ShareParams>
  getPluginVersion: () => Promise<string>
}

export interface ShareParams {
  room_id?: number
  openid: string
  share_openid?: string
  custom_params?: unknown
}

export interface ApiContext {
  readonly record: LivePluginRecord
  readonly nowMs: () => number
  readonly wait: (ms: number) => Promise<void>
  readonly entry: () => PhoneEntry | null
  readonly readRoom: (roomId: number) => Promise<RoomAnswer>
  readonly reportFault: (message: string) => void
}

/**
 * The plugin's published JavaScript API.
 * @see liveplayer/component-api
 */
export function createApi(world: ApiContext): LivePluginApi {
  const { record } = world
  const minutes = new MinuteLimit()

  const note = (name: string, options: unknown, tooSoon = false) => {
    record.calls.push({ name, options, atMs: world.nowMs(), ...(tooSoon ? { tooSoon } : {}) })
  }

  const noteStatusCall = (options: RoomOptions): AnswerBehaviour => {
    const { faults } = record
    const tooSoon = minutes.isTooSoon(options.room_id, world.nowMs())
    note('getLiveStatus', options, tooSoon)
    if (!tooSoon) return faults.getLiveStatus
    if (faults.reportTooSoon)
      world.reportFault(
        `live-player-plugin: getLiveStatus was called for room ${options.room_id} twice within a ` +
          'minute. WeChat may never answer the second call: use services/live-status.',
      )
    return faults.tooSoon === 'answer' ? faults.getLiveStatus : faults.tooSoon
  }

  const statusOf = async (roomId: number): Promise<{ liveStatus: number }> => {
    const answer = await world.readRoom(roomId)
    if (answer.kind === 'room') return { liveStatus: answer.room.live_status }
    throw refusal(answer.kind === 'no-room' ? `no room ${roomId}` : 'network')
  }

  return {
    async getLiveStatus(options) {
      const manner = noteStatusCall(options)
      switch (manner) {
        case 'answer':
          return statusOf(options.room_id)
        case 'late':
          await world.wait(LATE_MS)
          return statusOf(options.room_id)
        case 'hang':
          return new Promise(() => undefined)
        case 'reject':
          throw refusal('system error')
      }
    },

    getSubscribeStatus(options) {
      note('getSubscribeStatus', options)
      const { room_id } = options
      return Promise.resolve({
        room_id,
        openid: record.openid,
        is_subscribe: record.subscribed[room_id] === true,
      })
    },

    getOpenid(options) {
      note('getOpenid', options)
      return Promise.resolve({ openid: record.openid })
    },

    getShareParams() {
      note('getShareParams', {})
      const entry = world.entry()
      if (entry === null || !mayAskShareParams(entry.scene))
        return Promise.reject(refusal(record.faults.shareRefusal))
      return Promise.resolve(shareParams(entry, record))
    },

    getPluginVersion() {
      note('getPluginVersion', {})
      return Promise.resolve(PLUGIN_VERSION)
    },
  }
}

function shareParams({ scene, query }: PhoneEntry, record: LivePluginRecord): ShareParams {
  const roomId = Number(query['room_id'])
  const params = parseSharedParams(
    truncateParams(query['custom_params']),
    record.faults.shareParams,
  )
  return {
    ...(Number.isSafeInteger(roomId) && roomId > 0 ? { room_id: roomId } : {}),
    openid: record.openid,
    ...(isShareCard(scene) ? { share_openid: query['share_openid'] ?? record.shareOpenid } : {}),
    ...(params === undefined ? {} : { custom_params: params }),
  }
}

/** An Error with WeChat's `errMsg` too: which one callers read is undocumented. */
function refusal(text: string): Error & { errMsg: string } {
  return Object.assign(new Error(text), { errMsg: text })
}
