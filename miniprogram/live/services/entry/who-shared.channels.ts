import { getShareKey, mayAskShareKey } from '../wechat/channels-client'
import type { ShareParams } from '../wechat/share-params'

/**
 * Asks WeChat who shared the link that the shopper opened: Channels alone can tell in this flavour.
 * @returns null: this scene does not allow the call.
 */
export function requestShareParams(scene: number): Promise<ShareParams | null> | null {
  return mayAskShareKey(scene) ? getShareKey() : null
}
