import { isFinderUserName } from '../../domain/room-id'
import { connectChannels } from '../wechat/channels-client'
import type { StatusSource } from '../wechat/status-source'

/** The status sources of the channels flavour: Channels accounts only. */
export const statusSources: readonly StatusSource[] = [
  { handles: isFinderUserName, connect: connectChannels },
]
