/**
 * The public API of WeChat's live component as it is documented, with its own names. Only
 * live/services/wechat/plugin-client.ts calls it, and believes none of it before parsing.
 * @see liveplayer/component-api
 */
declare namespace LivePlayerPlugin {
  interface RoomOptions {
    /** The `roomid` of getliveinfo. */
    room_id: number
  }

  interface LiveStatusResult {
    /** 101…107 by the document; 0 has been reported. */
    liveStatus: number
  }

  interface SubscribeStatusResult {
    room_id: number
    openid: string
    is_subscribe: boolean
  }

  interface OpenidResult {
    openid: string
  }

  interface ShareParams {
    room_id: number
    /** The viewer. */
    openid: string
    /** Only on entry by a share card. */
    share_openid?: string
    /** Seen as an object, as a text, and absent. */
    custom_params?: unknown
  }

  interface Api {
    /** Again within a minute for the same room: may never settle. Since plugin 1.0.0. */
    getLiveStatus(options: RoomOptions): Promise<LiveStatusResult>
    /** Since plugin 1.3.0. */
    getSubscribeStatus(options: RoomOptions): Promise<SubscribeStatusResult>
    /** Since plugin 1.3.0. */
    getOpenid(options: RoomOptions): Promise<OpenidResult>
    /** Rejects outside the twelve scenes of a shared entry. Since plugin 1.3.0. */
    getShareParams(): Promise<ShareParams>
    getPluginVersion(): Promise<string>
  }

  /** Why the package that declares the plugin did not load. */
  interface LoadError {
    mod: string
    errMsg: string
  }

  /** `e.detail` of `<subscribe bind:subscribe>`; the document names `room_id` alone. */
  interface SubscribeDetail {
    room_id: number
    openid?: string
    is_subscribe?: boolean
  }

  type SubscribeEvent = WechatMiniprogram.CustomEvent<SubscribeDetail>
}

/**
 * The synchronous call is left out on purpose: the plugin lives in a subpackage, where it throws
 * from anywhere else.
 * @see subpackages/async
 */
interface RequirePlugin {
  (
    module: 'live-player-plugin',
    callback: (plugin: LivePlayerPlugin.Api) => void,
    errorCallback?: (error: LivePlayerPlugin.LoadError) => void,
  ): void
  /** Base library 2.11.2; older ones have no such function. */
  async(module: 'live-player-plugin'): Promise<LivePlayerPlugin.Api>
}
