import { mayAskShareParams } from '../../domain/plugin-scenes'
import { getShareKey, mayAskShareKey } from '../wechat/channels-client'
import { getShareParams } from '../wechat/plugin-client'
import type { ShareParams } from '../wechat/share-params'

/**
 * Requests the share params of this entry. The channels flavour uses `who-shared.channels` instead.
 * @returns null if the scene does not allow the call
 */
export function requestShareParams(scene: number): Promise<ShareParams | null> | null {
  if (mayAskShareKey(scene)) return getShareKey()
  if (!mayAskShareParams(scene)) return null
  return getShareParams().then((answer) => (answer.kind === 'ok' ? answer.value : null))
}
