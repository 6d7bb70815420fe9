/**
 * The documented public API of WeChat's live component, with its own names. Only
 * live/services/wechat/plugin-client.ts calls it and parses all results.
 * @see liveplayer/component-api
 */
declare namespace LivePlayerPlugin {
  interface RoomOptions {
    /** The `roomid` of getliveinfo. */
    room_id: number
  }

  interface LiveStatusResult {
    /** 101…107 are documented; 0 has been reported. */
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
    /** Only for an entry by a share card. */
    share_openid?: string
    /** Observed as an object, as a text, and absent. */
    custom_params?: unknown
  }

  interface Api {
    /** A second call within a minute for the same room may never settle. Since plugin 1.0.0. */
    getLiveStatus(options: RoomOptions): Promise<LiveStatusResult>
    /** Since plugin 1.3.0. */
    getSubscribeStatus(options: RoomOptions): Promise<SubscribeStatusResult>
    /** Since plugin 1.3.0. */
    getOpenid(options: RoomOptions): Promise<OpenidResult>
    /** Rejects outside the twelve scenes of a shared entry. Since plugin 1.3.0. */
    getShareParams(): Promise<ShareParams>
    getPluginVersion(): Promise<string>
  }

  /** The reason why the package that declares the plugin did not load. */
  interface LoadError {
    mod: string
    errMsg: string
  }

  /** `e.detail` of `<subscribe bind:subscribe>`; only `room_id` is documented. */
  interface SubscribeDetail {
    room_id: number
    openid?: string
    is_subscribe?: boolean
  }

  type SubscribeEvent = WechatMiniprogram.CustomEvent<SubscribeDetail>
}

/**
 * The synchronous call is not declared, because the plugin is in a subpackage and the call throws
 * in all other packages.
 * @see subpackages/async
 */
interface RequirePlugin {
  (
    module: 'live-player-plugin',
    callback: (plugin: LivePlayerPlugin.Api) => void,
    errorCallback?: (error: LivePlayerPlugin.LoadError) => void,
  ): void
  /** Since base library 2.11.2. */
  async(module: 'live-player-plugin'): Promise<LivePlayerPlugin.Api>
}
