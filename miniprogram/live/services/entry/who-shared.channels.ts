import { getShareKey, mayAskShareKey } from '../wechat/channels-client'
import type { ShareParams } from '../wechat/share-params'

/**
 * Requests the share params of this entry. In this flavour only Channels has them.
 * @returns null if the scene does not allow the call
 */
export function requestShareParams(scene: number): Promise<ShareParams | null> | null {
  return mayAskShareKey(scene) ? getShareKey() : null
}
