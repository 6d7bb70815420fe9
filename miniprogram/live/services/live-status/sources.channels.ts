import { isFinderUserName } from '../../domain/room-id'
import { connectChannels } from '../wechat/channels-client'
import type { StatusSource } from '../wechat/status-source'

/** Where live rooms come from in the channels flavour: Channels accounts alone. */
export const statusSources: readonly StatusSource[] = [
  { handles: isFinderUserName, connect: connectChannels },
]
