import { text } from '../../domain/text'
import type { UserMessage } from '../../domain/text'
import { appInfo, hasCall, isBelow, isPhone } from './platform'
import { showToast } from './toast'

/**
 * Can this phone's WeChat run the shop? Both lines come from the live component: its rooms need
 * the client (7.0.7, by the tutorial), and a plugin in a subpackage needs `requirePlugin.async`
 * and componentPlaceholder of the base library (2.11.2).
 * @see liveplayer/live-player-plugin; subpackages/async
 */
const OLDEST_CLIENT = '7.0.7'
const OLDEST_BASE_LIBRARY = '2.11.2'

/** What stands in place of a page on a client too old for it. */
export interface UpgradeView {
  readonly headline: string
  readonly reason: string
  /** '' where the client has no page to update on; `byHandText` then says how. */
  readonly updateText: string
  readonly byHandText: string
  readonly browseText: string
}

let isBrowsingAllowed = false

/**
 * null: this client will do. Goods can be looked at on an old client too, once the shopper chose
 * to; a live room cannot.
 */
export function upgradeView(place: 'shop' | 'live'): UpgradeView | null {
  const reason = place === 'shop' && isBrowsingAllowed ? null : tooOldMessage()
  if (reason === null) return null
  const byPage = canUpdate()
  return {
    headline: text.upgrade.title,
    reason,
    updateText: byPage ? text.upgrade.update : '',
    byHandText: byPage ? '' : text.upgrade.byHand,
    browseText: text.common.seeGoods,
  }
}

/** The shopper wants to look around all the same: not asked again until the app is restarted. */
export function allowBrowsing(): void {
  isBrowsingAllowed = true
}

export function updateNow(): void {
  if (canUpdate()) wx.updateWeChatApp({ fail: () => showToast(text.upgrade.failed) })
  else showToast(text.upgrade.byHand)
}

function tooOldMessage(): UserMessage | null {
  const { version, SDKVersion, environment } = appInfo()
  // desktop, HarmonyOS and 企业微信 count their versions on their own: 3.9 there is not below 7
  if (isPhone() && environment !== 'wxwork' && isBelow(version, OLDEST_CLIENT))
    return text.upgrade.client(version)
  return isBelow(SDKVersion, OLDEST_BASE_LIBRARY) ? text.upgrade.base(SDKVersion) : null
}

/** Is there a page of WeChat's to update on? Else the shopper is told to use the app store. */
function canUpdate(): boolean {
  return wx.canIUse('updateWeChatApp') && hasCall('updateWeChatApp')
}
