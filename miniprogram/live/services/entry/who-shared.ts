import { mayAskShareParams } from '../../domain/plugin-scenes'
import { getShareKey, mayAskShareKey } from '../wechat/channels-client'
import { getShareParams } from '../wechat/plugin-client'
import type { ShareParams } from '../wechat/share-params'

/**
 * Asks WeChat who shared the link that the shopper opened. In the channels flavour `who-shared.channels`
 * stands in for this file.
 * @returns null: this scene does not allow the call.
 */
export function requestShareParams(scene: number): Promise<ShareParams | null> | null {
  if (mayAskShareKey(scene)) return getShareKey()
  if (!mayAskShareParams(scene)) return null
  return getShareParams().then((answer) => (answer.kind === 'ok' ? answer.value : null))
}
