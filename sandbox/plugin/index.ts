/**
 * Stand-in for WeChat's live component: the result of `requirePlugin('live-player-plugin')`. It tests our
 * integration, not the plugin.
 */
import { createApi } from './api'
import { phoneEntry, reportFault } from './phone'
import { livePluginRecord } from './record'
import { readRoom } from './rooms'

// separate exports, as in WeChat's plugins
export const { getLiveStatus, getSubscribeStatus, getOpenid, getShareParams, getPluginVersion } =
  createApi({
    record: livePluginRecord(),
    nowMs: () => Date.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    entry: phoneEntry,
    readRoom,
    reportFault,
  })
