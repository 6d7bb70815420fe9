import { text } from '../domain/text'
import { canUpdate, support, updateWeChat } from './platform'
import { tell } from './tell'

/** What stands in place of a page on a client too old for it. */
export interface UpgradeView {
  readonly headline: string
  readonly reason: string
  /** '' where the client has no page to update on; `byHandText` then says how. */
  readonly updateText: string
  readonly byHandText: string
  readonly browseText: string
}

let browsing = false

/**
 * null: this client will do. Goods can be looked at on an old client too, once the shopper chose
 * to; a live room cannot.
 */
export function upgradeView(place: 'shop' | 'live'): UpgradeView | null {
  const found = support()
  if (found.kind === 'ok' || (place === 'shop' && browsing)) return null
  const byPage = canUpdate()
  return {
    headline: text.upgrade.title,
    reason: found.why,
    updateText: byPage ? text.upgrade.update : '',
    byHandText: byPage ? '' : text.upgrade.byHand,
    browseText: text.common.seeGoods,
  }
}

/** The shopper wants to look around all the same: not asked again until the app is restarted. */
export function browseAnyway(): void {
  browsing = true
}

export function updateNow(): Promise<void> {
  return updateWeChat().then((updating) => {
    if (updating.kind === 'failed') tell(updating.tell)
  })
}
