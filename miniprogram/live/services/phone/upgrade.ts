import { text } from '../../domain/text'
import type { UserMessage } from '../../domain/text'
import { appInfo, hasCall, isBelow, isPhone } from './platform'
import { showToast } from './toast'

/**
 * The oldest versions that can run the shop. Both come from the live component: its rooms need client 7.0.7
 * (tutorial), and a plugin in a subpackage needs `requirePlugin.async` and componentPlaceholder of base
 * library 2.11.2.
 * @see liveplayer/live-player-plugin; subpackages/async
 */
const OLDEST_CLIENT = '7.0.7'
const OLDEST_BASE_LIBRARY = '2.11.2'

/** The notice that replaces a page on an outdated client. */
export interface UpgradeView {
  readonly headline: string
  readonly reason: string
  /** '' if the client cannot open its update page; `byHandText` is shown then. */
  readonly updateText: string
  readonly byHandText: string
  readonly browseText: string
}

let isBrowsingAllowed = false

/**
 * null: the client is new enough, or the shopper has dismissed the notice. Live rooms do not allow that.
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

/** Dismisses the notice on shop pages until the app restarts. */
export function allowBrowsing(): void {
  isBrowsingAllowed = true
}

export function updateNow(): void {
  if (canUpdate()) wx.updateWeChatApp({ fail: () => showToast(text.upgrade.failed) })
  else showToast(text.upgrade.byHand)
}

function tooOldMessage(): UserMessage | null {
  const { version, SDKVersion, environment } = appInfo()
  // desktop, HarmonyOS and 企业微信 have version numbers of their own: 3.9 there is not below 7
  if (isPhone() && environment !== 'wxwork' && isBelow(version, OLDEST_CLIENT))
    return text.upgrade.client(version)
  return isBelow(SDKVersion, OLDEST_BASE_LIBRARY) ? text.upgrade.base(SDKVersion) : null
}

/** Whether WeChat can open its update page. If not, the notice refers to the app store. */
function canUpdate(): boolean {
  return wx.canIUse('updateWeChatApp') && hasCall('updateWeChatApp')
}
