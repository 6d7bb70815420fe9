import { isFinderUserName } from '../../domain/room-id'
import { connectChannels, getShareKey, mayAskShareKey } from '../wechat/channels-client'
import type { ShareParams, StatusSource } from '../rooms/room-provider'

/** Where live rooms come from in the channels flavour: Channels accounts alone. */
export const statusSources: readonly StatusSource[] = [
  { owns: isFinderUserName, connect: connectChannels },
]

/** Who shared what the shopper came by? null: this scene does not allow the question. */
export function askWhoShared(scene: number): Promise<ShareParams | null> | null {
  return mayAskShareKey(scene) ? getShareKey() : null
}
