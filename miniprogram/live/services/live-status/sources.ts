import { isFinderUserName } from '../../domain/room-id'
import { connectChannels } from '../wechat/channels-client'
import { connectLiveStatus, isPluginRoom } from '../wechat/plugin-client'
import type { StatusSource } from '../wechat/status-source'

/**
 * The status sources: the live component and Channels accounts. The channels flavour uses `sources.channels`
 * instead.
 */
export const statusSources: readonly StatusSource[] = [
  { handles: isPluginRoom, connect: connectLiveStatus },
  { handles: isFinderUserName, connect: connectChannels },
]
