import { isFinderUserName } from '../../domain/room-id'
import { mayAskShareParams } from '../../domain/plugin-scenes'
import { connectChannels, getShareKey, mayAskShareKey } from '../wechat/channels-client'
import { connectLiveStatus, getShareParams, isPluginRoom } from '../wechat/plugin-client'
import type { ShareParams, StatusSource } from '../rooms/room-provider'

/**
 * Where live rooms come from: the live component, and Channels accounts beside it. In the channels
 * flavour `live-sources.channels` stands in for this file.
 */
export const statusSources: readonly StatusSource[] = [
  { owns: isPluginRoom, connect: connectLiveStatus },
  { owns: isFinderUserName, connect: connectChannels },
]

/** Who shared what the shopper came by? null: this scene does not allow the question. */
export function askWhoShared(scene: number): Promise<ShareParams | null> | null {
  if (mayAskShareKey(scene)) return getShareKey()
  if (!mayAskShareParams(scene)) return null
  return getShareParams().then((answer) => (answer.kind === 'ok' ? answer.value : null))
}
