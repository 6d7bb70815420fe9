/**
 * Stand-in of WeChat's live component: what `requirePlugin('live-player-plugin')` gives. It proves
 * our wiring, never the plugin.
 */
import { createApi } from './api'
import { phoneEntry, reportFault } from './phone'
import { livePluginRecord } from './record'
import { readRoom } from './rooms'

// one by one: WeChat's plugins export their functions, no object around them
export const { getLiveStatus, getSubscribeStatus, getOpenid, getShareParams, getPluginVersion } =
  createApi({
    record: livePluginRecord(),
    nowMs: () => Date.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    entry: phoneEntry,
    readRoom,
    reportFault,
  })
