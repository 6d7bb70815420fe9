import { isFinderUserName } from '../../domain/room-id'
import { connectChannels } from '../wechat/channels-client'
import { connectLiveStatus, isPluginRoom } from '../wechat/plugin-client'
import type { StatusSource } from '../wechat/status-source'

/**
 * Where live rooms come from: the live component, and Channels accounts beside it. In the channels
 * flavour `live-sources.channels` stands in for this file.
 */
export const statusSources: readonly StatusSource[] = [
  { handles: isPluginRoom, connect: connectLiveStatus },
  { handles: isFinderUserName, connect: connectChannels },
]
